import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { meQuery } from "../api/queries.ts";
import { shellRoute } from "../shell/routes.tsx";
import { sectionsFor } from "./sections.ts";

/** Frame of the settings; slices hang their own pages below it. */
export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./SettingsLayout.tsx"), "SettingsLayout"),
});

/** `/settings` alone opens the first page. */
export const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const [first] = sectionsFor(await context.cache.query({ ...meQuery, staleTime: "static" }));
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    throw redirect({ href: first?.to ?? "/settings/profile" });
  },
});

/** What this installation is. */
export const aboutRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/about",
  component: lazyRouteComponent(() => import("./AboutPage.tsx"), "AboutPage"),
});
