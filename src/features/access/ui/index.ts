import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { callOperation } from "#web/api/client.ts";
import { settingsRoute } from "#web/settings/routes.tsx";
import { rootRoute } from "#web/shell/routes.tsx";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./SignInPage.tsx"), "SignInPage"),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  component: lazyRouteComponent(() => import("./SetupPage.tsx"), "SetupPage"),
  beforeLoad: async () => {
    const { needed } = await callOperation("access.readSetup");
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    if (!needed) throw redirect({ to: "/sign-in", search: {} });
  },
});

const keysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/keys",
  component: lazyRouteComponent(() => import("./ApiKeysPage.tsx"), "ApiKeysPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./AuditPage.tsx"), "AuditPage"),
});

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/profile",
  component: lazyRouteComponent(() => import("./ProfilePage.tsx"), "ProfilePage"),
});

/** Pages outside the shell: sign-in and the first set-up. */
export const accessRoutes = [signInRoute, setupRoute] as const;

/** Pages of the settings that this slice owns. */
export const accessSettingsRoutes = [keysRoute, auditRoute, profileRoute] as const;
