import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports",
  component: lazyRouteComponent(() => import("./ImportsPage.tsx"), "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("./ImportPage.tsx"), "ImportPage"),
});

/** Pages of this slice: bringing a file in, and one import on its way. */
export const importsRoutes = [importsRoute, importRoute] as const;
