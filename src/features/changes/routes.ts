import { route, type Route } from "#platform/http/route";

import { explain } from "./actions/explain.ts";
import { exportChange } from "./actions/export.ts";
import { suggest } from "./actions/suggest.ts";
import { changesOperations as operations } from "./contract.ts";

/** Explaining changes over HTTP. */
export const changesRoutes: readonly Route[] = [
  route(operations.explain, (call, { body }) => explain(call, body, { language: call.language })),
  route(operations.suggest, (call, { body }) => suggest(call, body)),
  route(operations.export, exportChange),
];
