import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const whoRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./who/WhoPage.tsx")),
    "WhoPage",
  ),
});

const populationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling/population",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./population/PopulationPage.tsx")),
    "PopulationPage",
  ),
});

const weightsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling/weights",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./weights/WeightsPage.tsx")),
    "WeightsPage",
  ),
});

const plannerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling/planner",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./planner/PlannerPage.tsx")),
    "PlannerPage",
  ),
});

const thresholdRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling/threshold",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./threshold/ThresholdPage.tsx")),
    "ThresholdPage",
  ),
});

const scoreRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sampling/score",
  component: lazyRouteComponent(
    withTexts("sampling", () => import("./score/ScorePage.tsx")),
    "ScorePage",
  ),
});

/** Pages of this slice: whom the numbers speak for, and how to make them speak for all. */
export const samplingRoutes = [
  whoRoute,
  populationRoute,
  weightsRoute,
  plannerRoute,
  thresholdRoute,
  scoreRoute,
] as const;
