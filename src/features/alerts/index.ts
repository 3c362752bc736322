export { alertsJobs } from "./jobs.ts";
export { alertsRoutes } from "./routes.ts";
