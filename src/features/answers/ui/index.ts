import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const answersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/answers",
  component: lazyRouteComponent(() => import("./AnswersPage.tsx"), "AnswersPage"),
});

const answerRoute = createRoute({
  getParentRoute: () => answersRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./AnswerPanel.tsx"), "AnswerPanel"),
});

/** Pages of this slice: the list, and one answer beside it. */
export const answersRoutes = [answersRoute.addChildren([answerRoute])] as const;

export { commentOf, mainScoreOf } from "./answer.ts";
export { AnswerScore } from "./AnswerScore.tsx";
