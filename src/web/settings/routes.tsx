import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { shellRoute } from "../shell/routes.tsx";

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
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    throw redirect({ to: "/settings/organisation" });
  },
});

/** What this installation is. */
export const aboutRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/about",
  component: lazyRouteComponent(() => import("./AboutPage.tsx"), "AboutPage"),
});
