import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { shellRoute } from "../shell/routes.tsx";

/** Methods, terms and keys in plain words. */
export const helpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/help",
  component: lazyRouteComponent(() => import("./HelpPage.tsx"), "HelpPage"),
});
