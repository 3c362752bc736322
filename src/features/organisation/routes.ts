import { route, type Route } from "#platform/http/route";

import { changeUnits, previewChange } from "./actions/change-units.ts";
import { deleteCalendar, listCalendars, listUnitKinds, putCalendar, putUnitKinds } from "./actions/hours.ts";
import { listLateUnits } from "./actions/late-units.ts";
import { putUnit } from "./actions/put-unit.ts";
import { listUnits, readUnit, sendTree } from "./actions/read-units.ts";
import { listReferences, listUnresolved, putReference } from "./actions/references.ts";
import { showSettings, updateSettings } from "./actions/settings.ts";
import { listChanges, undoChange } from "./actions/unit-changes.ts";
import { organisationOperations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const organisationRoutes: readonly Route[] = [
  route(organisationOperations.readSettings, (call) => showSettings(call)),
  route(organisationOperations.updateSettings, (call, { body }) => updateSettings(call, body)),
  route(organisationOperations.listUnresolved, (call, { query }) => listUnresolved(call, query.kind)),
  route(organisationOperations.listReferences, (call, { query }) => listReferences(call, query)),
  route(organisationOperations.putReference, (call, { params, body }) => putReference(call, { ...params, ...body })),
  // The tree answers by itself, with ETag; the contract says what is in it.
  route(organisationOperations.readTree, (call, { query }) => sendTree(call, query.asOf) as Promise<never>),
  route(organisationOperations.listUnits, (call, { query }) => listUnits(call, query)),
  route(organisationOperations.listLateUnits, (call) => listLateUnits(call)),
  route(organisationOperations.readUnit, (call, { params, query }) => readUnit(call, params.code, query.asOf)),
  route(organisationOperations.putUnit, (call, { params, body }) => putUnit(call, params.code, body)),
  route(organisationOperations.previewChange, (call, { body }) => previewChange(call, body)),
  route(organisationOperations.changeUnits, (call, { body }) => changeUnits(call, body)),
  route(organisationOperations.undoChange, (call, { params }) => undoChange(call, params.id)),
  route(organisationOperations.listChanges, (call, { query }) => listChanges(call, query)),
  route(organisationOperations.listUnitKinds, (call) => listUnitKinds(call)),
  route(organisationOperations.putUnitKinds, (call, { body }) => putUnitKinds(call, body.items)),
  route(organisationOperations.listCalendars, (call) => listCalendars(call)),
  route(organisationOperations.putCalendar, (call, { params, body }) => putCalendar(call, { ...body, id: params.id })),
  route(organisationOperations.deleteCalendar, (call, { params }) => deleteCalendar(call, params.id)),
];
