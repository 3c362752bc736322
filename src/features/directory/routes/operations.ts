import { route, type Route } from "#platform/http/route";

import { inspectImport } from "../actions/inspect.ts";
import { previewImport } from "../actions/preview.ts";
import { cancelImport, runImport } from "../actions/run.ts";
import { listImports, readImport } from "../actions/views.ts";
import { directoryOperations } from "../contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const directoryRoutes: readonly Route[] = [
  route(directoryOperations.listImports, (call, { query }) => listImports(call, query)),
  route(directoryOperations.readImport, (call, { params }) => readImport(call, params.id)),
  route(directoryOperations.inspect, (call, { params, query }) => inspectImport(call, params.id, query)),
  route(directoryOperations.preview, (call, { params, body }) => previewImport(call, params.id, body)),
  route(directoryOperations.run, (call, { params, body }) => runImport(call, params.id, body)),
  route(directoryOperations.cancel, (call, { params }) => cancelImport(call, params.id)),
];
