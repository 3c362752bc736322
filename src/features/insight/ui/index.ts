import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./OverviewPage.tsx"), "OverviewPage"),
});

/** Pages of this slice. */
export const insightRoutes = [overviewRoute] as const;
