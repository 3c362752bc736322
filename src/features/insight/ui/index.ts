import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { lazy } from "react";

import { meQuery } from "#web/api/queries.ts";
import { stringifySearch } from "#web/filters/search.ts";
import { homeOf, homes } from "#web/shell/home.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: async ({ context, search }) => {
    const home = homeOf(await context.cache.query({ ...meQuery, staleTime: "static" }));
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    throw redirect({
      href: home === null ? "/settings/profile" : `${homes[home].to}${stringifySearch({ ...search })}`,
      replace: true,
    });
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/overview",
  component: lazyRouteComponent(() => import("./OverviewPage.tsx"), "OverviewPage"),
});

const morningRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/morning",
  component: lazyRouteComponent(() => import("./morning/MorningPage.tsx"), "MorningPage"),
});

const ownWorkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/my-work",
  component: lazyRouteComponent(() => import("./own-work/OwnWorkPage.tsx"), "OwnWorkPage"),
});

/** The measures as a card of a dashboard. */
export const OverviewWidget = lazy(() =>
  import("./OverviewWidget.tsx").then((loaded) => ({ default: loaded.OverviewWidget })),
);

/** Pages of this slice, and the way from `/` to one's own first page. */
export const insightRoutes = [homeRoute, overviewRoute, morningRoute, ownWorkRoute] as const;
