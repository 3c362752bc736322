export { listCandidates } from "./actions/candidates.ts";
export { readPenaltyReward } from "./actions/penalty-reward.ts";
export { readPillars, type PillarsQuery } from "./actions/pillars.ts";
export { readDrivers } from "./actions/read-drivers.ts";
export { tellDrivers } from "./actions/told.ts";
export { driversRoutes } from "./routes.ts";
export { tellTopics } from "./actions/topics-told.ts";
