import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { settingsRoute } from "#web/settings/routes.tsx";
import { shellRoute } from "#web/shell/routes.tsx";

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

const kindsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/unit-kinds",
  component: lazyRouteComponent(() => import("./KindsPage.tsx"), "KindsPage"),
});

const calendarsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/calendars",
  component: lazyRouteComponent(() => import("./CalendarsPage.tsx"), "CalendarsPage"),
});

/** Pages of the settings that this slice owns. */
export const organisationSettingsRoutes = [
  organisationRoute,
  measurementRoute,
  kindsRoute,
  calendarsRoute,
  codesRoute,
] as const;

const unitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/organisation",
  component: lazyRouteComponent(() => import("./UnitsPage.tsx"), "UnitsPage"),
});

const unitRoute = createRoute({
  getParentRoute: () => unitsRoute,
  path: "$code",
  component: lazyRouteComponent(() => import("./UnitPanel.tsx"), "UnitPanel"),
});

/** The tree of units, and one of them beside it. */
export const organisationRoutes = [unitsRoute.addChildren([unitRoute])] as const;

export { UnitFilter } from "./UnitFilter.tsx";
export { UnitPicker } from "./UnitPicker.tsx";
