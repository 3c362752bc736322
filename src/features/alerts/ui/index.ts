import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts",
  component: lazyRouteComponent(() => import("./AlertsPage.tsx"), "AlertsPage"),
});

const alertRoute = createRoute({
  getParentRoute: () => alertsRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./AlertPanel.tsx"), "AlertPanel"),
});

const watchesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/watches",
  component: lazyRouteComponent(() => import("./watches/WatchesPage.tsx"), "WatchesPage"),
});

const watchRoute = createRoute({
  getParentRoute: () => watchesRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./watches/WatchPanel.tsx"), "WatchPanel"),
});

const targetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/targets",
  component: lazyRouteComponent(() => import("./targets/TargetsPage.tsx"), "TargetsPage"),
});

const targetRoute = createRoute({
  getParentRoute: () => targetsRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./targets/TargetPanel.tsx"), "TargetPanel"),
});

/** Pages of this slice: what stands out, what is watched, what should be reached; one of each beside its list. */
export const alertsRoutes = [
  alertsRoute.addChildren([alertRoute]),
  watchesRoute.addChildren([watchRoute]),
  targetsRoute.addChildren([targetRoute]),
] as const;
