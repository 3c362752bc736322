import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

const surveysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/surveys",
  component: lazyRouteComponent(() => import("./SurveysPage.tsx"), "SurveysPage"),
});

const templatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/surveys/new",
  component: lazyRouteComponent(() => import("./templates/TemplatesPage.tsx"), "TemplatesPage"),
});

const surveyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/surveys/$id",
  component: lazyRouteComponent(() => import("./SurveyLayout.tsx"), "SurveyLayout"),
});

const builderRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./builder/BuilderPage.tsx"), "BuilderPage"),
});

const mapRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/paths",
  component: lazyRouteComponent(() => import("./map/MapPage.tsx"), "MapPage"),
});

const languagesRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/languages",
  component: lazyRouteComponent(() => import("./languages/LanguagesPage.tsx"), "LanguagesPage"),
});

const lookRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/look",
  component: lazyRouteComponent(() => import("./look/LookPage.tsx"), "LookPage"),
});

const shareRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/share",
  component: lazyRouteComponent(() => import("./share/SharePage.tsx"), "SharePage"),
});

const resultsRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/results",
  component: lazyRouteComponent(() => import("./results/ResultsPage.tsx"), "ResultsPage"),
});

const versionsRoute = createRoute({
  getParentRoute: () => surveyRoute,
  path: "/versions",
  component: lazyRouteComponent(() => import("./versions/VersionsPage.tsx"), "VersionsPage"),
});

/** Pages of this slice: the list, the ready surveys, and one survey with its builder, paths, languages, look, sharing, results and versions. */
export const surveysRoutes = [
  surveysRoute,
  templatesRoute,
  surveyRoute.addChildren([builderRoute, mapRoute, languagesRoute, lookRoute, shareRoute, resultsRoute, versionsRoute]),
] as const;
