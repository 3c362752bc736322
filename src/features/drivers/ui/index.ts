import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const driversRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/drivers",
  component: lazyRouteComponent(
    withTexts("drivers", () => import("./DriversPage.tsx")),
    "DriversPage",
  ),
});

const pillarsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/drivers/pillars",
  component: lazyRouteComponent(
    withTexts("drivers", () => import("./pillars/PillarsPage.tsx")),
    "PillarsPage",
  ),
});

const topicsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/drivers/topics",
  component: lazyRouteComponent(
    withTexts("drivers", () => import("./topics/TopicsPage.tsx")),
    "TopicsPage",
  ),
});

/** The drivers as a card of a dashboard. */
export const DriversWidget = lazy(
  withTexts("drivers", () => import("./DriversWidget.tsx").then((loaded) => ({ default: loaded.DriversWidget }))),
);

/** What tells promoters and detractors apart as a card of a dashboard. */
export const TopicsWidget = lazy(
  withTexts("drivers", () => import("./topics/TopicsWidget.tsx").then((loaded) => ({ default: loaded.TopicsWidget }))),
);

/** Pages of this slice. */
export const driversRoutes = [driversRoute, pillarsRoute, topicsRoute] as const;
