import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const changesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/changes",
  component: lazyRouteComponent(
    withTexts("changes", () => import("./ChangesPage.tsx")),
    "ChangesPage",
  ),
});

/** What changed as a card of a dashboard. */
export const ChangesWidget = lazy(
  withTexts("changes", () => import("./ChangesWidget.tsx").then((loaded) => ({ default: loaded.ChangesWidget }))),
);

/** Pages of this slice. */
export const changesRoutes = [changesRoute] as const;
