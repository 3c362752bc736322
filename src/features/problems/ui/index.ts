import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const painRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/pain",
  component: lazyRouteComponent(
    withTexts("problems", () => import("./PainPage.tsx")),
    "PainPage",
  ),
});

const registerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/problems",
  component: lazyRouteComponent(
    withTexts("problems", () => import("./register/RegisterPage.tsx")),
    "RegisterPage",
  ),
});

const problemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/problems/$key",
  component: lazyRouteComponent(
    withTexts("problems", () => import("./problem/ProblemPage.tsx")),
    "ProblemPage",
  ),
});

/** Pages of this slice. */
export const problemsRoutes = [painRoute, registerRoute, problemRoute] as const;
