import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const painRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/pain",
  component: lazyRouteComponent(() => import("./PainPage.tsx"), "PainPage"),
});

const registerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/problems",
  component: lazyRouteComponent(() => import("./register/RegisterPage.tsx"), "RegisterPage"),
});

const problemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/problems/$key",
  component: lazyRouteComponent(() => import("./problem/ProblemPage.tsx"), "ProblemPage"),
});

/** Pages of this slice. */
export const problemsRoutes = [painRoute, registerRoute, problemRoute] as const;
