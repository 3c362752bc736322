export { exploreJobs } from "./jobs.ts";
export { exploreRoutes } from "./routes.ts";
