export { notify, type Telling } from "./actions.ts";
export { noticesJobs } from "./jobs.ts";
export { noticesRoutes } from "./routes.ts";
