import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const noticesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/notices",
  component: lazyRouteComponent(() => import("./NoticesPage.tsx"), "NoticesPage"),
});

/** Pages of this slice. */
export const noticesRoutes = [noticesRoute] as const;
