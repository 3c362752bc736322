export { samplingPersonalData } from "./actions/outcomes.ts";
export { samplingJobs } from "./jobs.ts";
export { samplingRoutes } from "./routes.ts";
