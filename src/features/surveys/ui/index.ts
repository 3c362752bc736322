import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const surveysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/surveys",
  component: lazyRouteComponent(() => import("./SurveysPage.tsx"), "SurveysPage"),
});

/** Pages of this slice. */
export const surveysRoutes = [surveysRoute] as const;
