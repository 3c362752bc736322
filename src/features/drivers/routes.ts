import { route, type Route } from "#platform/http/route";

import { listCandidates } from "./actions/candidates.ts";
import { exportDrivers } from "./actions/export.ts";
import { setGroup } from "./actions/groups.ts";
import { readPenaltyReward } from "./actions/penalty-reward.ts";
import { readPillars } from "./actions/pillars.ts";
import { readDrivers } from "./actions/read-drivers.ts";
import { readTopics } from "./actions/topics.ts";
import { driversOperations as operations } from "./contract.ts";

/** Drivers over HTTP. */
export const driversRoutes: readonly Route[] = [
  route(operations.listCandidates, (call, { body }) => listCandidates(call, body)),
  route(operations.readDrivers, (call, { body }) => readDrivers(call, body)),
  route(operations.readPenaltyReward, (call, { body }) => readPenaltyReward(call, body)),
  route(operations.readPillars, (call, { body }) => readPillars(call, body)),
  route(operations.readTopics, (call, { body }) => readTopics(call, body)),
  route(operations.setGroup, (call, { body }) => setGroup(call, body.driver, body.group)),
  route(operations.export, exportDrivers),
];
