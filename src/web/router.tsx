import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";

import { accessRoutes, accessSettingsRoutes } from "#feature/access/ui";
import { alertsRoutes } from "#feature/alerts/ui";
import { answersRoutes } from "#feature/answers/ui";
import { benchmarksRoutes } from "#feature/benchmarks/ui";
import { changesRoutes } from "#feature/changes/ui";
import { directoryRoutes } from "#feature/directory/ui";
import { driversRoutes } from "#feature/drivers/ui";
import { exploreOpenRoutes, exploreRoutes } from "#feature/explore/ui";
import { importsRoutes } from "#feature/imports/ui";
import { insightRoutes } from "#feature/insight/ui";
import { noticesRoutes } from "#feature/notices/ui";
import { organisationRoutes, organisationSettingsRoutes } from "#feature/organisation/ui";
import { peopleRoutes } from "#feature/people/ui";
import { problemsRoutes } from "#feature/problems/ui";
import { sampleRoutes } from "#feature/sample/ui";
import { samplingRoutes } from "#feature/sampling/ui";
import { surveysRoutes } from "#feature/surveys/ui";
import { textRoutes } from "#feature/text/ui";
import { workforceRoutes } from "#feature/workforce/ui";

import { parseSearch, stringifySearch } from "./filters/search.ts";
import { helpRoute } from "./help/routes.tsx";
import { aboutRoute, settingsIndexRoute, settingsRoute } from "./settings/routes.tsx";
import { rootRoute, shellRoute } from "./shell/routes.tsx";

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gallery",
  component: lazyRouteComponent(() => import("./gallery/GalleryPage.tsx"), "GalleryPage"),
});

const settingsPages = [settingsIndexRoute, ...organisationSettingsRoutes, ...accessSettingsRoutes, aboutRoute] as const;

const tree = rootRoute.addChildren([
  shellRoute.addChildren([
    ...insightRoutes,
    ...driversRoutes,
    ...changesRoutes,
    ...exploreRoutes,
    ...samplingRoutes,
    ...benchmarksRoutes,
    ...alertsRoutes,
    ...problemsRoutes,
    ...textRoutes,
    ...noticesRoutes,
    ...workforceRoutes,
    helpRoute,
    ...answersRoutes,
    ...surveysRoutes,
    ...peopleRoutes,
    ...importsRoutes,
    ...directoryRoutes,
    ...organisationRoutes,
    ...sampleRoutes,
    settingsRoute.addChildren(settingsPages),
  ]),
  ...accessRoutes,
  ...exploreOpenRoutes,
  galleryRoute,
]);

/** The router over every page. Pages load on intent, so that a click finds them there. */
export function createAppRouter(cache: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { cache },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
