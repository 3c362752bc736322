import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const staffRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/staff",
  component: lazyRouteComponent(() => import("./StaffPage.tsx"), "StaffPage"),
});

const memberRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "$code",
  component: lazyRouteComponent(() => import("./StaffPanel.tsx"), "StaffPanel"),
});

/** Everybody who works here, and one of them beside the list. */
export const workforceRoutes = [staffRoute.addChildren([memberRoute])] as const;
