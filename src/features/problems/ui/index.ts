import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";

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

/** What hurts most as a card of a dashboard. */
export const PainWidget = lazy(
  withTexts("problems", () => import("./PainWidget.tsx").then((loaded) => ({ default: loaded.PainWidget }))),
);

/** What is loved as a card of a dashboard. */
export const PraiseWidget = lazy(
  withTexts("problems", () => import("./PainWidget.tsx").then((loaded) => ({ default: loaded.PraiseWidget }))),
);

const readabilityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/readability",
  component: lazyRouteComponent(
    withTexts("problems", () => import("./documents/ReadabilityPage.tsx")),
    "ReadabilityPage",
  ),
});

/** The problems one has to do with, as a part of first pages. */
export const OwnProblems = lazy(async () => {
  const { OwnProblems: loaded } = await withTexts("problems", () => import("./own/OwnProblems.tsx"))();
  return { default: loaded };
});

/** Pages of this slice. */
export const problemsRoutes = [painRoute, registerRoute, problemRoute, readabilityRoute] as const;
