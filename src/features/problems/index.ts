export { readPainMap } from "./actions/pain-map.ts";
export { problemsRoutes } from "./routes.ts";
