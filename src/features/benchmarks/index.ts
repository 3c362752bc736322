export { benchmarksRoutes } from "./routes.ts";
export { tellCompetitors } from "./actions/told.ts";
