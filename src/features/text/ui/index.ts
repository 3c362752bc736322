import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { withTexts } from "#web/i18n/with-texts.ts";
import { shellRoute } from "#web/shell/routes.tsx";

const codebookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes",
  component: lazyRouteComponent(
    withTexts("text", () => import("./codebook/ThemesPage.tsx")),
    "ThemesPage",
  ),
});

const newRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/new",
  component: lazyRouteComponent(
    withTexts("text", () => import("./editor/ThemePage.tsx")),
    "NewThemePage",
  ),
});

// Keys of themes are free, so they stand one level down and hide no page.
const themeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/theme/$key",
  component: lazyRouteComponent(
    withTexts("text", () => import("./editor/ThemePage.tsx")),
    "ThemePage",
  ),
});

const codingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/coding",
  component: lazyRouteComponent(
    withTexts("text", () => import("./coding/CodingPage.tsx")),
    "CodingPage",
  ),
});

const qualityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/quality",
  component: lazyRouteComponent(
    withTexts("text", () => import("./quality/QualityPage.tsx")),
    "QualityPage",
  ),
});

const discoveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/discoveries",
  component: lazyRouteComponent(
    withTexts("text", () => import("./discoveries/DiscoveriesPage.tsx")),
    "DiscoveriesPage",
  ),
});

const recodingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/recoding",
  component: lazyRouteComponent(
    withTexts("text", () => import("./recoding/RecodingPage.tsx")),
    "RecodingPage",
  ),
});

const suggesterRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/themes/suggester",
  component: lazyRouteComponent(
    withTexts("text", () => import("./suggester/SuggesterPage.tsx")),
    "SuggesterPage",
  ),
});

/** Pages of this slice: the codebook, a theme, coding by people, quality, discoveries, recoding, the outside suggester. */
export const textRoutes = [
  codebookRoute,
  newRoute,
  themeRoute,
  codingRoute,
  qualityRoute,
  discoveriesRoute,
  recodingRoute,
  suggesterRoute,
] as const;
