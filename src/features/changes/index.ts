export { explain, type ExplainContext } from "./actions/explain.ts";
export { suggest, type SuggestQuery } from "./actions/suggest.ts";
export { tellChange } from "./actions/told.ts";
export { changesRoutes } from "./routes.ts";
