import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { callOperation } from "#web/api/client.ts";
import { settingsRoute } from "#web/settings/routes.tsx";
import { rootRoute } from "#web/shell/routes.tsx";

import { auditSearch, usersSearch } from "./searches.ts";

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
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./AuditPage.tsx"), "AuditPage"),
});

const usersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("./UsersPage.tsx"), "UsersPage"),
});

const userRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("./UserPanel.tsx"), "UserPanel"),
});

const rolesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/roles",
  component: lazyRouteComponent(() => import("./RolesPage.tsx"), "RolesPage"),
});

const delegationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/delegations",
  component: lazyRouteComponent(() => import("./DelegationsPage.tsx"), "DelegationsPage"),
});

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/profile",
  component: lazyRouteComponent(() => import("./ProfilePage.tsx"), "ProfilePage"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./door/InvitationPage.tsx"), "InvitationPage"),
});

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./door/ForgotPasswordPage.tsx"), "ForgotPasswordPage"),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("./door/ResetPasswordPage.tsx"), "ResetPasswordPage"),
});

const signInSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./sign-in/SignInSettingsPage.tsx"), "SignInSettingsPage"),
});

const invitationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/invitations",
  component: lazyRouteComponent(() => import("./invitations/InvitationsPage.tsx"), "InvitationsPage"),
});

/** Pages outside the shell: sign-in, the first set-up, and what links in mails open. */
export const accessRoutes = [signInRoute, setupRoute, invitationRoute, forgotRoute, resetRoute] as const;

/** Pages of the settings that this slice owns. */
export const accessSettingsRoutes = [
  invitationsRoute,
  signInSettingsRoute,
  usersRoute.addChildren([userRoute]),
  rolesRoute,
  delegationsRoute,
  keysRoute,
  auditRoute,
  profileRoute,
] as const;
