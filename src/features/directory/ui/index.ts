import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const directoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory",
  component: lazyRouteComponent(() => import("./DirectoryPage.tsx"), "DirectoryPage"),
});

const fileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/$id",
  component: lazyRouteComponent(() => import("./FilePage.tsx"), "FilePage"),
});

/** Pages of this slice: bringing units, staff and persons in, and one file on its way. */
export const directoryRoutes = [directoryRoute, fileRoute] as const;
