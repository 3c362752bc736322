import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import {
  annotationSchema,
  annotationWishSchema,
  cardSchema,
  dashboardSchema,
  mostCards,
  sharingSchema,
  viewSchema,
  wholeDashboardSchema,
} from "./contract/keeping.ts";
import { mailOperations } from "./contract/mails.ts";
import { publishingErrors, publishingOperations } from "./contract/publishing.ts";
import { answerSchema, questionSchema, viewStateSchema } from "./contract/question.ts";

export * from "./contract/keeping.ts";
export * from "./contract/publishing.ts";
export * from "./contract/question.ts";

export const exportFormats = ["csv", "xlsx", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const byId = z.object({ id: z.uuid() });
const name = z.string().trim().min(1).max(120);
const description = z.string().trim().max(1000);
const done = z.object({ ok: z.literal(true) });
const page = {
  search: z.string().max(100).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Asking and taking along. */
const asking = {
  ask: defineOperation({
    id: "explore.ask",
    method: "post",
    path: "/api/v1/explore",
    permission: "insight.read",
    summary:
      "Measures by dimensions under a filter, compared with a period, the rest or another group, chance finds controlled",
    body: questionSchema,
    output: answerSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  export: defineOperation({
    id: "explore.export",
    method: "post",
    path: "/api/v1/explore/export",
    permission: "insight.read",
    summary: "The same as a file (CSV, XLSX with a method sheet, JSON), streamed",
    body: z.strictObject({
      question: questionSchema,
      format: z.enum(exportFormats),
      title: z.string().trim().max(200).default(""),
    }),
    output: z.unknown(),
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  listReaders: defineOperation({
    id: "explore.listReaders",
    method: "get",
    path: "/api/v1/explore/readers",
    permission: "insight.read",
    summary: "Users one may share with, by name",
    query: z.strictObject({ search: z.string().max(100).optional(), ids: z.string().max(8000).optional() }),
    output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })), nextCursor: z.null() }),
    errors: [],
  }),
} as const;

/** Saved views. */
const keeping = {
  listViews: defineOperation({
    id: "explore.listViews",
    method: "get",
    path: "/api/v1/views",
    permission: "insight.read",
    summary: "Saved views one may open, newest first",
    query: z.strictObject({ ...page, favourites: z.stringbool().default(false) }),
    output: z.object({ items: z.array(viewSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  readView: defineOperation({
    id: "explore.readView",
    method: "get",
    path: "/api/v1/views/{id}",
    permission: "insight.read",
    summary: "One saved view",
    params: byId,
    output: viewSchema,
    errors: ["explore.not_found"],
  }),
  createView: defineOperation({
    id: "explore.createView",
    method: "post",
    path: "/api/v1/views",
    permission: "insight.read",
    summary: "Save what is looked at under a name",
    body: z.strictObject({ name, description: description.default(""), state: viewStateSchema }),
    output: viewSchema,
    errors: ["access.users_only", "explore.too_many"],
  }),
  updateView: defineOperation({
    id: "explore.updateView",
    method: "patch",
    path: "/api/v1/views/{id}",
    permission: "insight.read",
    summary: "Rename, describe, change or share one's own view",
    params: byId,
    body: z.strictObject({
      revision: z.number().int(),
      name: name.optional(),
      description: description.optional(),
      state: viewStateSchema.optional(),
      sharing: sharingSchema.optional(),
    }),
    output: viewSchema,
    errors: ["explore.not_found", "explore.not_yours", "explore.changed_elsewhere", "explore.unknown_reader"],
  }),
  deleteView: defineOperation({
    id: "explore.deleteView",
    method: "delete",
    path: "/api/v1/views/{id}",
    permission: "insight.read",
    summary: "Delete one's own view; it can be brought back for thirty days",
    params: byId,
    output: done,
    errors: ["explore.not_found", "explore.not_yours"],
  }),
  restoreView: defineOperation({
    id: "explore.restoreView",
    method: "post",
    path: "/api/v1/views/{id}/restore",
    permission: "insight.read",
    summary: "Bring a deleted view back",
    params: byId,
    output: viewSchema,
    errors: ["explore.not_found"],
  }),
  copyView: defineOperation({
    id: "explore.copyView",
    method: "post",
    path: "/api/v1/views/{id}/copy",
    permission: "insight.read",
    summary: "A view of one's own, the same as this one",
    params: byId,
    body: z.strictObject({ name }),
    output: viewSchema,
    errors: ["explore.not_found", "access.users_only", "explore.too_many"],
  }),
  setFavourite: defineOperation({
    id: "explore.setFavourite",
    method: "put",
    path: "/api/v1/views/{id}/favourite",
    permission: "insight.read",
    summary: "Mark or unmark a view as one's favourite",
    params: byId,
    body: z.strictObject({ isFavourite: z.boolean() }),
    output: done,
    errors: ["explore.not_found", "access.users_only"],
  }),
} as const;

/** Dashboards. */
const grids = {
  listDashboards: defineOperation({
    id: "explore.listDashboards",
    method: "get",
    path: "/api/v1/dashboards",
    permission: "insight.read",
    summary: "Dashboards one may open, newest first",
    query: z.strictObject(page),
    output: z.object({ items: z.array(dashboardSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  readDashboard: defineOperation({
    id: "explore.readDashboard",
    method: "get",
    path: "/api/v1/dashboards/{id}",
    permission: "insight.read",
    summary: "One dashboard with its cards; who may open it may open its owner's views on it",
    params: byId,
    output: wholeDashboardSchema,
    errors: ["explore.not_found"],
  }),
  createDashboard: defineOperation({
    id: "explore.createDashboard",
    method: "post",
    path: "/api/v1/dashboards",
    permission: "insight.read",
    summary: "A new dashboard, empty or with cards",
    body: z.strictObject({
      name,
      description: description.default(""),
      cards: z.array(cardSchema).max(mostCards).default([]),
    }),
    output: wholeDashboardSchema,
    errors: ["access.users_only", "explore.too_many", "explore.unknown_view"],
  }),
  updateDashboard: defineOperation({
    id: "explore.updateDashboard",
    method: "patch",
    path: "/api/v1/dashboards/{id}",
    permission: "insight.read",
    summary: "Rename, rearrange or share one's own dashboard",
    params: byId,
    body: z.strictObject({
      revision: z.number().int(),
      name: name.optional(),
      description: description.optional(),
      cards: z.array(cardSchema).max(mostCards).optional(),
      sharing: sharingSchema.optional(),
    }),
    output: wholeDashboardSchema,
    errors: [
      "explore.not_found",
      "explore.not_yours",
      "explore.changed_elsewhere",
      "explore.unknown_reader",
      "explore.unknown_view",
    ],
  }),
  deleteDashboard: defineOperation({
    id: "explore.deleteDashboard",
    method: "delete",
    path: "/api/v1/dashboards/{id}",
    permission: "insight.read",
    summary: "Delete one's own dashboard; it can be brought back for thirty days",
    params: byId,
    output: done,
    errors: ["explore.not_found", "explore.not_yours"],
  }),
  restoreDashboard: defineOperation({
    id: "explore.restoreDashboard",
    method: "post",
    path: "/api/v1/dashboards/{id}/restore",
    permission: "insight.read",
    summary: "Bring a deleted dashboard back",
    params: byId,
    output: wholeDashboardSchema,
    errors: ["explore.not_found"],
  }),
} as const;

/** Notes on time. */
const notes = {
  listAnnotations: defineOperation({
    id: "explore.listAnnotations",
    method: "get",
    path: "/api/v1/annotations",
    permission: "insight.read",
    summary: "What happened between two days, for one's own units and the whole",
    query: z.strictObject({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ items: z.array(annotationSchema), nextCursor: z.null() }),
    errors: [],
  }),
  createAnnotation: defineOperation({
    id: "explore.createAnnotation",
    method: "post",
    path: "/api/v1/annotations",
    permission: "annotations.write",
    summary: "Note something on the axis of time",
    body: annotationWishSchema,
    output: annotationSchema,
    errors: ["explore.unknown_unit", "explore.whole_organisation"],
  }),
  updateAnnotation: defineOperation({
    id: "explore.updateAnnotation",
    method: "put",
    path: "/api/v1/annotations/{id}",
    permission: "annotations.write",
    summary: "Change a note on time",
    params: byId,
    body: z.strictObject({ revision: z.number().int(), annotation: annotationWishSchema }),
    output: annotationSchema,
    errors: ["explore.not_found", "explore.changed_elsewhere", "explore.unknown_unit", "explore.whole_organisation"],
  }),
  deleteAnnotation: defineOperation({
    id: "explore.deleteAnnotation",
    method: "delete",
    path: "/api/v1/annotations/{id}",
    permission: "annotations.write",
    summary: "Delete a note on time; it can be brought back for thirty days",
    params: byId,
    output: done,
    errors: ["explore.not_found"],
  }),
  restoreAnnotation: defineOperation({
    id: "explore.restoreAnnotation",
    method: "post",
    path: "/api/v1/annotations/{id}/restore",
    permission: "annotations.write",
    summary: "Bring a deleted note on time back",
    params: byId,
    output: annotationSchema,
    errors: ["explore.not_found"],
  }),
} as const;

/** What can be asked of this slice. */
export const exploreOperations = {
  ...asking,
  ...keeping,
  ...grids,
  ...mailOperations,
  ...notes,
  ...publishingOperations,
} as const;

/** Why this slice says no. */
export const exploreErrors = {
  ...publishingErrors,
  "explore.not_found": { status: 404, message: "It does not exist any more, or is not shared with you." },
  "explore.not_yours": { status: 403, message: "It belongs to {name}. Make a copy to change it." },
  "explore.changed_elsewhere": {
    status: 409,
    message: "It was changed in another window meanwhile. Load it again, then repeat your change.",
  },
  "explore.unknown_reader": { status: 422, message: "Some of the people to share with do not exist any more." },
  "explore.unknown_view": { status: 422, message: "A card holds a view that you cannot open." },
  "explore.unknown_unit": { status: 422, message: "There is no unit {unit}, or it is not yours." },
  "explore.whole_organisation": {
    status: 403,
    message: "A note for the whole organisation needs the right to write for all units. Name your units.",
  },
  "explore.too_many": { status: 409, message: "You have {most} of them already. Delete some you do not need." },
  "explore.link_dead": { status: 404, message: "This link is not complete or not valid any more." },
} as const satisfies ErrorTable;
