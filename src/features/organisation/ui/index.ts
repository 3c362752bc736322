import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { settingsRoute } from "#web/settings/routes.tsx";

const organisationRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/organisation",
  component: lazyRouteComponent(() => import("./OrganisationPage.tsx"), "OrganisationPage"),
});

const measurementRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/measurement",
  component: lazyRouteComponent(() => import("./MeasurementPage.tsx"), "MeasurementPage"),
});

const codesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/codes",
  component: lazyRouteComponent(() => import("./CodesPage.tsx"), "CodesPage"),
});

/** Pages of the settings that this slice owns. */
export const organisationSettingsRoutes = [organisationRoute, measurementRoute, codesRoute] as const;
