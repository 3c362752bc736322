export { mountResultsPages, type ResultsPagesOptions } from "./page/results-pages.ts";
export { exploreJobs } from "./jobs.ts";
export { exploreRoutes } from "./routes.ts";
