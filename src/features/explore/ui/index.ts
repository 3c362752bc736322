import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { rootRoute, shellRoute } from "#web/shell/routes.tsx";

const exploreRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/explore",
  component: lazyRouteComponent(() => import("./ExplorePage.tsx"), "ExplorePage"),
});

const viewsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/views",
  component: lazyRouteComponent(() => import("./views/ViewsPage.tsx"), "ViewsPage"),
});

const dashboardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/dashboards",
  component: lazyRouteComponent(() => import("./dashboards/DashboardsPage.tsx"), "DashboardsPage"),
});

const dashboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/dashboards/$id",
  component: lazyRouteComponent(() => import("./dashboards/DashboardPage.tsx"), "DashboardPage"),
});

const unsubscribeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/unsubscribe/$token",
  component: lazyRouteComponent(() => import("./UnsubscribePage.tsx"), "UnsubscribePage"),
});

/** Pages of this slice. */
export const exploreRoutes = [exploreRoute, viewsRoute, dashboardsRoute, dashboardRoute] as const;

/** Pages of this slice for whoever is not signed in. */
export const exploreOpenRoutes = [unsubscribeRoute] as const;
