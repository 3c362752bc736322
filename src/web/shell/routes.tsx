import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";

import { callOperation } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { meQuery, settingsQuery } from "../api/queries.ts";
import { readSearch } from "../filters/search.ts";
import { asProductLanguage, switchLanguage } from "../i18n/i18n.ts";
import { ErrorPage } from "./ErrorPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { Shell } from "./Shell.tsx";

/** What every route may reach. */
export interface RouterContext {
  readonly cache: QueryClient;
}

/** Above everything: reads the filter out of the URL and catches what fails. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  validateSearch: readSearch,
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});

/** Parent of every page inside the shell: whoever is not signed in is sent to sign in, or to the first set-up. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
  beforeLoad: async ({ context, location }) => {
    try {
      const [me] = await Promise.all([
        context.cache.query({ ...meQuery, staleTime: "static" }),
        context.cache.query({ ...settingsQuery, staleTime: "static" }),
      ]);
      const language = asProductLanguage(me.language);
      if (language !== undefined && language !== document.documentElement.lang) await switchLanguage(language);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      const { needed } = await callOperation("access.readSetup");
      // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
      throw needed ? redirect({ to: "/setup" }) : redirect({ to: "/sign-in", search: { next: location.href } });
    }
  },
});
