export { tellAlerts, tellTargets } from "./actions/told.ts";
export { alertsJobs } from "./jobs.ts";
export { alertsRoutes } from "./routes.ts";
