import { route, type Route } from "#platform/http/route";

import { leave, putManyStaff, putOneStaff } from "./actions/one.ts";
import { listGaps, listStaff, readStaff } from "./actions/reading.ts";
import { workforceOperations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const workforceRoutes: readonly Route[] = [
  route(workforceOperations.listStaff, listStaff),
  route(workforceOperations.listGaps, (call) => listGaps(call)),
  route(workforceOperations.readStaff, (call, { params }) => readStaff(call, params.code)),
  route(workforceOperations.putStaff, (call, { params, body }) => putOneStaff(call, params.code, body)),
  route(workforceOperations.putManyStaff, (call, { body }) => putManyStaff(call, body.staff)),
  route(workforceOperations.leave, (call, { params, body }) => leave(call, params.code, body)),
];
