export { benchmarksRoutes } from "./routes.ts";
