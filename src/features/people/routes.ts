import { route, type Route } from "#platform/http/route";

import { deleteAccount, listAccounts, putAccount, putContact, readAccount, removeContact } from "./actions/accounts.ts";
import { deleteAttribute, listAttributes, putAttribute } from "./actions/attributes.ts";
import {
  addIdentity,
  createPerson,
  putManyPersons,
  recordConsent,
  removeIdentity,
  updatePerson,
} from "./actions/changing.ts";
import { acceptSuggestions, keepApart, listSuggestions, readBatch, undoBatch } from "./actions/duplicates.ts";
import { erasePerson, exportPerson } from "./actions/erasing.ts";
import { mergePersons, previewMerge, undoMerge } from "./actions/merge.ts";
import { deletePersona, listPersonas, putPersona } from "./actions/personas.ts";
import { findPerson, readPerson, searchPersons } from "./actions/reading.ts";
import { deleteSegment, listSegmentFields, listSegments, previewSegment, putSegment } from "./actions/segments.ts";
import { readTimeline } from "./actions/timeline.ts";
import { peopleOperations as operations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const peopleRoutes: readonly Route[] = [
  route(operations.findPerson, (call, { query }) => findPerson(call, query)),
  route(operations.searchPersons, (call, { query }) => searchPersons(call, query)),
  route(operations.createPerson, (call, { body }) => createPerson(call, body)),
  route(operations.putPersons, (call, { body }) => putManyPersons(call, body.persons)),
  route(operations.previewMerge, (call, { body }) => previewMerge(call, body)),
  route(operations.mergePersons, (call, { body }) => mergePersons(call, body)),
  route(operations.undoMerge, (call, { params }) => undoMerge(call, params.id)),
  route(operations.listSuggestions, (call, { query }) => listSuggestions(call, query)),
  route(operations.keepApart, (call, { params, body }) => keepApart(call, params.id, body.apart)),
  route(operations.acceptSuggestions, (call, { body }) => acceptSuggestions(call, body)),
  route(operations.readBatch, (call, { params }) => readBatch(call, params.id)),
  route(operations.undoBatch, (call, { params }) => undoBatch(call, params.id)),
  route(operations.readPerson, (call, { params }) => readPerson(call, params.id)),
  route(operations.updatePerson, (call, { params, body }) => updatePerson(call, params.id, body)),
  route(operations.addIdentity, (call, { params, body }) => addIdentity(call, params.id, body)),
  route(operations.removeIdentity, (call, { params, query }) => removeIdentity(call, params.id, query)),
  route(operations.recordConsent, (call, { params, body }) => recordConsent(call, params.id, body)),
  route(operations.readTimeline, (call, { params, query }) => readTimeline(call, params.id, query)),
  route(operations.exportPerson, (call, { params }) => exportPerson(call, params.id)),
  route(operations.erasePerson, (call, { params, query }) => erasePerson(call, params.id, query)),
  route(operations.listAttributes, (call) => listAttributes(call)),
  route(operations.putAttribute, (call, { params, body }) => putAttribute(call, { ...body, key: params.key })),
  route(operations.deleteAttribute, (call, { params }) => deleteAttribute(call, params.key)),
  route(operations.listSegments, (call) => listSegments(call)),
  route(operations.listSegmentFields, (call) => listSegmentFields(call)),
  route(operations.previewSegment, (call, { body }) => previewSegment(call, body.condition)),
  route(operations.createSegment, (call, { body }) => putSegment(call, body)),
  route(operations.updateSegment, (call, { params, body }) => putSegment(call, body, params.id)),
  route(operations.deleteSegment, (call, { params }) => deleteSegment(call, params.id)),
  route(operations.listPersonas, (call) => listPersonas(call)),
  route(operations.createPersona, (call, { body }) => putPersona(call, body)),
  route(operations.updatePersona, (call, { params, body }) => putPersona(call, body, params.id)),
  route(operations.deletePersona, (call, { params }) => deletePersona(call, params.id)),
  route(operations.listAccounts, (call, { query }) => listAccounts(call, query)),
  route(operations.readAccount, (call, { params }) => readAccount(call, params.code)),
  route(operations.putAccount, (call, { params, body }) => putAccount(call, params.code, body)),
  route(operations.deleteAccount, (call, { params }) => deleteAccount(call, params.code)),
  route(operations.putContact, (call, { params, body }) => putContact(call, params, body.role)),
  route(operations.removeContact, (call, { params }) => removeContact(call, params)),
];
