import { route } from "#platform/http/route";

import { inspectImport } from "../actions/inspect.ts";
import { listImports, readImport } from "../actions/list.ts";
import { previewImport } from "../actions/preview.ts";
import { listProfiles, putProfile } from "../actions/profiles.ts";
import { cancelImport, runImport } from "../actions/run.ts";
import { undoImport } from "../actions/undo.ts";
import { importOperations } from "../contract.ts";

/** Operations of the slice; upload and the file of errors are in `files.ts`, since they are not JSON. */
export const importsRoutes = [
  route(importOperations.listImports, (call, { query }) => listImports(call, query)),
  route(importOperations.readImport, (call, { params }) => readImport(call, params.id)),
  route(importOperations.inspect, (call, { params, query }) => inspectImport(call, params.id, given(query))),
  route(importOperations.preview, (call, { params, body }) => previewImport(call, params.id, body.profile)),
  route(importOperations.run, (call, { params, body }) => runImport(call, params.id, body)),
  route(importOperations.cancel, (call, { params }) => cancelImport(call, params.id)),
  route(importOperations.undo, (call, { params }) => undoImport(call, params.id)),
  route(importOperations.listProfiles, (call) => listProfiles(call)),
  route(importOperations.putProfile, (call, { params, body }) => putProfile(call, params.name, body.yaml)),
];

/** The wish without what was left out of it. */
function given<T extends object>(query: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never;
}
