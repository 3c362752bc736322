import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "#web/shell/routes.tsx";

export { PersonActions } from "./PersonActions.tsx";

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./PeoplePage.tsx"), "PeoplePage"),
});

const personRoute = createRoute({
  getParentRoute: () => listRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./PersonPanel.tsx"), "PersonPanel"),
});

const segmentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/segments",
  component: lazyRouteComponent(() => import("./segments/SegmentsPage.tsx"), "SegmentsPage"),
});

const personasRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/personas",
  component: lazyRouteComponent(() => import("./PersonasPage.tsx"), "PersonasPage"),
});

const accountsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/accounts",
  component: lazyRouteComponent(() => import("./accounts/AccountsPage.tsx"), "AccountsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => accountsRoute,
  path: "$code",
  component: lazyRouteComponent(() => import("./accounts/AccountPanel.tsx"), "AccountPanel"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/duplicates",
  component: lazyRouteComponent(() => import("./DuplicatesPage.tsx"), "DuplicatesPage"),
});

const attributesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/attributes",
  component: lazyRouteComponent(() => import("./attributes/AttributesPage.tsx"), "AttributesPage"),
});

/** Pages of this slice. */
export const peopleRoutes = [
  listRoute.addChildren([personRoute]),
  segmentsRoute,
  personasRoute,
  accountsRoute.addChildren([accountRoute]),
  duplicatesRoute,
  attributesRoute,
] as const;
