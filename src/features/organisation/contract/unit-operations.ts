import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import {
  calendarSchema,
  changeSchema,
  daySchema,
  effectSchema,
  lateUnitSchema,
  treeChangeSchema,
  treeSchema,
  unitKindSchema,
  unitLineSchema,
  unitSchema,
  unitStateSchema,
  unitWishSchema,
} from "./units.ts";

const codeParams = z.object({ code: z.string().trim().min(1).max(120) });
const idParams = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });

const placing = [
  "organisation.unknown_unit",
  "organisation.cycle",
  "organisation.parent_not_open",
  "organisation.open_below",
  "organisation.not_open",
  "organisation.already_open",
  "organisation.code_taken",
] as const;

/** Operations on the tree of units. */
export const unitOperations = {
  readTree: defineOperation({
    id: "organisation.readTree",
    method: "get",
    path: "/api/v1/units/tree",
    permission: "organisation.read",
    summary: "The whole tree in columns on one day; with ETag, so that an unchanged tree costs nothing",
    query: z.object({ asOf: daySchema.optional() }),
    output: treeSchema,
    errors: [],
  }),
  listUnits: defineOperation({
    id: "organisation.listUnits",
    method: "get",
    path: "/api/v1/units",
    permission: "organisation.read",
    summary: "Units by name: those below one, found by words, of a kind, without a manager, as they were on a day",
    query: z.object({
      /** Code of the unit whose direct children are wanted; an empty text for the top. */
      parent: z.string().max(120).optional(),
      search: z.string().max(100).optional(),
      kind: z.string().max(100).optional(),
      state: unitStateSchema.default("open"),
      /** Id or name of a calendar: units that name it themselves. */
      calendar: z.string().max(200).optional(),
      /** R10: units that not exactly one known person answers for. */
      without: z.literal("manager").optional(),
      asOf: daySchema.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ items: z.array(unitLineSchema), nextCursor: z.string().nullable(), total: z.number().int() }),
    errors: ["organisation.unit_not_found"],
  }),
  readUnit: defineOperation({
    id: "organisation.readUnit",
    method: "get",
    path: "/api/v1/units/{code}",
    permission: "organisation.read",
    summary: "One unit: where it stands and stood, its hours, its manager",
    params: codeParams,
    query: z.object({ asOf: daySchema.optional() }),
    output: unitSchema,
    errors: ["organisation.unit_not_found"],
  }),
  putUnit: defineOperation({
    id: "organisation.putUnit",
    method: "put",
    path: "/api/v1/units/{code}",
    permission: "organisation.write",
    summary: "Create or change one unit; another parent is a move from the given day, or from today",
    params: codeParams,
    body: unitWishSchema,
    output: unitSchema,
    errors: [
      ...placing,
      "organisation.unknown_parent",
      "organisation.unknown_kind",
      "organisation.unknown_calendar",
      "organisation.two_managers",
      "organisation.unknown_time_zone",
      "organisation.invalid_units",
    ],
  }),
  listLateUnits: defineOperation({
    id: "organisation.listLateUnits",
    method: "get",
    path: "/api/v1/units/late",
    permission: "organisation.write",
    summary:
      "Closed units that answers still come for and that nothing has taken the place of; a merge names a successor",
    output: z.object({ items: z.array(lateUnitSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  previewChange: defineOperation({
    id: "organisation.previewChange",
    method: "post",
    path: "/api/v1/unit-changes/preview",
    permission: "organisation.write",
    summary: "What a move, merge, split, closing or reopening would do; refused as the change itself would be",
    body: treeChangeSchema,
    output: effectSchema,
    errors: [...placing],
  }),
  changeUnits: defineOperation({
    id: "organisation.changeUnits",
    method: "post",
    path: "/api/v1/unit-changes",
    permission: "organisation.write",
    summary: "Move, merge, split, close or reopen units from a day on. The same again changes nothing.",
    body: treeChangeSchema,
    output: z.object({
      /** Null: everything was so already. */
      changeId: z.string().nullable(),
      units: z.number().int(),
    }),
    errors: [...placing],
  }),
  undoChange: defineOperation({
    id: "organisation.undoChange",
    method: "post",
    path: "/api/v1/unit-changes/{id}/undo",
    permission: "organisation.write",
    summary: "Take a change of the tree back, as long as nothing was built on it",
    params: idParams,
    output: done,
    errors: ["organisation.change_not_found", "organisation.built_on"],
  }),
  listChanges: defineOperation({
    id: "organisation.listChanges",
    method: "get",
    path: "/api/v1/unit-changes",
    permission: "organisation.read",
    summary: "What was done to the tree, newest first",
    query: z.object({
      code: z.string().max(120).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({ items: z.array(changeSchema), nextCursor: z.string().nullable() }),
    errors: ["organisation.unit_not_found", "access.bad_cursor"],
  }),
  listUnitKinds: defineOperation({
    id: "organisation.listUnitKinds",
    method: "get",
    path: "/api/v1/unit-kinds",
    permission: "organisation.read",
    summary: "Kinds of units in their order, with how many units are of each",
    output: z.object({ items: z.array(unitKindSchema) }),
    errors: [],
  }),
  putUnitKinds: defineOperation({
    id: "organisation.putUnitKinds",
    method: "put",
    path: "/api/v1/unit-kinds",
    permission: "organisation.write",
    reach: "everywhere",
    summary: "The whole list of kinds in its order; those with an id are renamed, those left out are removed",
    body: z.strictObject({
      items: z.array(z.strictObject({ id: z.uuid().optional(), name: z.string().trim().min(1).max(60) })).max(50),
    }),
    output: z.object({ items: z.array(unitKindSchema) }),
    errors: ["organisation.kind_in_use", "organisation.unknown_kind", "organisation.name_taken"],
  }),
  listCalendars: defineOperation({
    id: "organisation.listCalendars",
    method: "get",
    path: "/api/v1/calendars",
    permission: "organisation.read",
    summary: "Working calendars by name",
    output: z.object({ items: z.array(calendarSchema.extend({ units: z.number().int() })) }),
    errors: [],
  }),
  putCalendar: defineOperation({
    id: "organisation.putCalendar",
    method: "put",
    path: "/api/v1/calendars/{id}",
    permission: "organisation.write",
    reach: "everywhere",
    summary: "Create or change a working calendar under an id of the caller's choice (UUID)",
    params: idParams,
    body: calendarSchema.omit({ id: true }).strict(),
    output: calendarSchema,
    errors: ["organisation.name_taken"],
  }),
  deleteCalendar: defineOperation({
    id: "organisation.deleteCalendar",
    method: "delete",
    path: "/api/v1/calendars/{id}",
    permission: "organisation.write",
    reach: "everywhere",
    summary: "Remove a working calendar that no unit uses",
    params: idParams,
    output: done,
    errors: ["organisation.calendar_in_use"],
  }),
} as const;

export const unitErrors = {
  "organisation.unit_not_found": { status: 404, message: "There is no unit with this code, or you may not see it." },
  "organisation.unknown_unit": { status: 422, message: "There is no unit with the code {code}." },
  "organisation.parent_not_open": {
    status: 422,
    message: "{parent} is not open on all days from {from} on that {code} would lie below it.",
  },
  "organisation.open_below": {
    status: 422,
    message: "{code} would still lie below {parent} on days on which that is not open. Close or move it first.",
  },
  "organisation.not_open": { status: 422, message: "{code} is not open on {from}." },
  "organisation.already_open": { status: 422, message: "{code} is open on {from} already." },
  "organisation.code_taken": { status: 422, message: "{code} is the code of another unit already." },
  "organisation.two_managers": {
    status: 422,
    message: "{code} is given two managers. A unit has exactly one: choose who answers for it.",
  },
  "organisation.unknown_kind": { status: 422, message: "There is no kind of unit called {kind}." },
  "organisation.unknown_calendar": { status: 422, message: "There is no working calendar called {calendar}." },
  "organisation.invalid_units": { status: 422, message: "{count} of the units cannot be written so." },
  "organisation.change_not_found": { status: 404, message: "There is no such change, or you may not see it." },
  "organisation.built_on": {
    status: 409,
    message: "Something else was built on this change since. Take that back first.",
  },
  "organisation.kind_in_use": {
    status: 409,
    message: "{count} units are of the kind {name}. Give them another first.",
  },
  "organisation.calendar_in_use": { status: 409, message: "{count} units use this calendar. Give them another first." },
  "organisation.name_taken": { status: 409, message: "The name {name} is there already." },
} as const satisfies ErrorTable;
