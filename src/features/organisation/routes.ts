import { route, type Route } from "#platform/http/route";

import { listReferences, listUnresolved, putReference } from "./actions/references.ts";
import { showSettings, updateSettings } from "./actions/settings.ts";
import { organisationOperations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const organisationRoutes: readonly Route[] = [
  route(organisationOperations.readSettings, (call) => showSettings(call)),
  route(organisationOperations.updateSettings, (call, { body }) => updateSettings(call, body)),
  route(organisationOperations.listUnresolved, (call, { query }) => listUnresolved(call, query.kind)),
  route(organisationOperations.listReferences, (call, { query }) => listReferences(call, query)),
  route(organisationOperations.putReference, (call, { params, body }) => putReference(call, { ...params, ...body })),
];
