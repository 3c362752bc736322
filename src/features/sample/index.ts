export { carryOutLoad, type LoadOptions } from "./actions/load.ts";
export { prepareLoad, prepareRemoval } from "./actions/manage.ts";
export { carryOutRemoval } from "./actions/remove.ts";
export { readSample, readTruths } from "./actions/state.ts";
export { sampleJobs } from "./jobs.ts";
export { sampleRoutes } from "./routes.ts";
