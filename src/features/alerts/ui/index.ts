import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./AlertsPage.tsx")),
    "AlertsPage",
  ),
});

const alertRoute = createRoute({
  getParentRoute: () => alertsRoute,
  path: "$id",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./AlertPanel.tsx")),
    "AlertPanel",
  ),
});

const watchesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/watches",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./watches/WatchesPage.tsx")),
    "WatchesPage",
  ),
});

const watchRoute = createRoute({
  getParentRoute: () => watchesRoute,
  path: "$id",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./watches/WatchPanel.tsx")),
    "WatchPanel",
  ),
});

const targetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/targets",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./targets/TargetsPage.tsx")),
    "TargetsPage",
  ),
});

const targetRoute = createRoute({
  getParentRoute: () => targetsRoute,
  path: "$id",
  component: lazyRouteComponent(
    withTexts("alerts", () => import("./targets/TargetPanel.tsx")),
    "TargetPanel",
  ),
});

/** What needs attention now as a card of a dashboard. */
export const AlertsWidget = lazy(
  withTexts("alerts", () => import("./AlertsWidget.tsx").then((loaded) => ({ default: loaded.AlertsWidget }))),
);

/** Whether targets are met as a card of a dashboard. */
export const TargetsWidget = lazy(
  withTexts("alerts", () =>
    import("./targets/TargetsWidget.tsx").then((loaded) => ({ default: loaded.TargetsWidget })),
  ),
);

/** Pages of this slice: what stands out, what is watched, what should be reached; one of each beside its list. */
export const alertsRoutes = [
  alertsRoute.addChildren([alertRoute]),
  watchesRoute.addChildren([watchRoute]),
  targetsRoute.addChildren([targetRoute]),
] as const;
