import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const trainingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/training",
  component: lazyRouteComponent(() => import("./TrainingPage.tsx"), "TrainingPage"),
});

/** Pages of this slice: the sample company and the guided tour through it. */
export const sampleRoutes = [trainingRoute] as const;
