import { route, type Route } from "#platform/http/route";

import { readFreshness } from "./actions/freshness.ts";
import { listMeasures } from "./actions/list-measures.ts";
import { listDimensions, listValues } from "./actions/list-values.ts";
import { slice } from "./actions/slice.ts";
import { factsOperations } from "./contract.ts";

/** The facts over HTTP. */
export const factsRoutes: readonly Route[] = [
  route(factsOperations.listMeasures, (call, { body }) => listMeasures(call, body)),
  route(factsOperations.slice, (call, { body }) => slice(call, body)),
  route(factsOperations.listValues, (call, { body }) => listValues(call, body)),
  route(factsOperations.listDimensions, (call) => listDimensions(call)),
  route(factsOperations.readFreshness, (call) => readFreshness(call)),
];
