import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const competitorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./competitors/CompetitorsPage.tsx")),
    "CompetitorsPage",
  ),
});

const importRoute = createRoute({
  getParentRoute: () => competitorsRoute,
  path: "import",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./competitors/ImportPanel.tsx")),
    "ImportPanel",
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => competitorsRoute,
  path: "settings",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./competitors/SettingsPanel.tsx")),
    "SettingsPanel",
  ),
});

const competitorRoute = createRoute({
  getParentRoute: () => competitorsRoute,
  path: "$id",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./competitors/CompetitorPanel.tsx")),
    "CompetitorPanel",
  ),
});

const promiseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors/promise",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./promise/PromisePage.tsx")),
    "PromisePage",
  ),
});

const perceptionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors/perception",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./perception/PerceptionPage.tsx")),
    "PerceptionPage",
  ),
});

const streaksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors/streaks",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./streaks/StreaksPage.tsx")),
    "StreaksPage",
  ),
});

const growthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors/growth",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./growth/GrowthPage.tsx")),
    "GrowthPage",
  ),
});

const examplesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/competitors/examples",
  component: lazyRouteComponent(
    withTexts("benchmarks", () => import("./examples/ExamplesPage.tsx")),
    "ExamplesPage",
  ),
});

/** How we stand among competitors as a card of a dashboard. */
export const CompetitorsWidget = lazy(
  withTexts("benchmarks", () =>
    import("./competitors/CompetitorsWidget.tsx").then((loaded) => ({ default: loaded.CompetitorsWidget })),
  ),
);

/** Pages of this slice: whom we compare with, and how honestly. */
export const benchmarksRoutes = [
  competitorsRoute.addChildren([importRoute, settingsRoute, competitorRoute]),
  perceptionRoute,
  promiseRoute,
  streaksRoute,
  growthRoute,
  examplesRoute,
] as const;
