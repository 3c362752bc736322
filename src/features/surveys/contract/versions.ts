import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { largestInteger, surveySchema, versionSchema } from "./survey.ts";

const byId = z.object({ id: z.uuid() });
const byVersion = z.object({ id: z.uuid(), version: z.coerce.number().int().min(1).max(largestInteger) });

export const versionItemSchema = z.object({
  version: z.number().int(),
  publishedAt: z.string(),
  /** Null for what no person published. */
  publishedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What its publisher wrote about it. */
  note: z.string().nullable(),
});
export type VersionItem = z.infer<typeof versionItemSchema>;

export const versionOperations = {
  listVersions: defineOperation({
    id: "surveys.listVersions",
    method: "get",
    path: "/api/v1/surveys/{id}/versions",
    permission: "surveys.read",
    summary: "Published versions, newest first: when, by whom and with which note",
    params: byId,
    query: z.object({
      cursor: z.coerce.number().int().min(1).max(largestInteger).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ items: z.array(versionItemSchema), nextCursor: z.string().nullable() }),
    errors: ["surveys.not_found"],
  }),
  readVersion: defineOperation({
    id: "surveys.readVersion",
    method: "get",
    path: "/api/v1/surveys/{id}/versions/{version}",
    permission: "surveys.read",
    summary: "One published version",
    params: byVersion,
    output: versionSchema,
    errors: ["surveys.not_found"],
  }),
  restoreVersion: defineOperation({
    id: "surveys.restoreVersion",
    method: "post",
    path: "/api/v1/surveys/{id}/versions/{version}/restore",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Take a published version back as the draft; publishes nothing",
    params: byVersion,
    body: z.strictObject({ revision: z.number().int().min(0).max(largestInteger) }),
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.changed_meanwhile"],
  }),
} as const;
