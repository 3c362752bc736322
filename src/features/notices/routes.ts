import { route, type Route } from "#platform/http/route";

import { listNotices, markRead } from "./actions.ts";
import { noticesOperations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const noticesRoutes: readonly Route[] = [
  route(noticesOperations.listNotices, listNotices),
  route(noticesOperations.markRead, markRead),
];
