import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { attributeValueSchema } from "./attribute.ts";
import { personSchema } from "./person.ts";

/** Whose value counts for a field: `displayName`, `language`, `timeZone`, `homeUnit`, `preferences`, `attr.<key>`. */
export const choicesSchema = z.record(z.string().max(60), z.enum(["survivor", "merged"]));
export type Choices = z.infer<typeof choicesSchema>;

/** Why two may be one. */
export const suggestionReasons = [
  "same_email",
  "same_phone",
  "same_messenger",
  "same_device",
  "same_crm",
  "same_employee",
  "same_name",
  "different_name",
] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

export const suggestionSchema = z.object({
  id: z.string(),
  one: personSchema,
  other: personSchema,
  reasons: z.array(z.enum(suggestionReasons)),
  /** From 0 to 1: how sure the product is that they are one. */
  confidence: z.number(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const batchSchema = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "undoing", "undone", "cancelled"]),
  total: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
});
export type Batch = z.infer<typeof batchSchema>;

const pair = z.strictObject({ survivorId: z.uuid(), mergedId: z.uuid() });
const one = z.object({ id: z.uuid() });

export const mergeOperations = {
  previewMerge: defineOperation({
    id: "people.previewMerge",
    method: "post",
    path: "/api/v1/people/merge/preview",
    permission: "people.write",
    summary: "Both sides beside each other, and the fields in which they differ",
    body: pair,
    output: z.object({
      survivor: personSchema,
      merged: personSchema,
      fields: z.array(
        z.object({
          field: z.string(),
          survivor: attributeValueSchema.nullable(),
          merged: attributeValueSchema.nullable(),
          suggested: z.enum(["survivor", "merged"]),
        }),
      ),
    }),
    errors: ["people.not_found", "people.same_person"],
  }),
  mergePersons: defineOperation({
    id: "people.mergePersons",
    method: "post",
    path: "/api/v1/people/merge",
    permission: "people.write",
    summary: "Two persons are one from now on; nothing is copied, so it can be undone",
    body: pair.extend({ choices: choicesSchema.default({}) }),
    output: z.object({ mergeId: z.string(), personId: z.string() }),
    errors: ["people.not_found", "people.same_person", "people.unknown_field"],
  }),
  undoMerge: defineOperation({
    id: "people.undoMerge",
    method: "post",
    path: "/api/v1/person-merges/{id}/undo",
    permission: "people.write",
    summary: "Two persons again, each with what is theirs; answers stay with whom they came by",
    params: one,
    output: z.object({ survivorId: z.string(), mergedId: z.string() }),
    errors: ["people.not_found"],
  }),
  listSuggestions: defineOperation({
    id: "people.listSuggestions",
    method: "get",
    path: "/api/v1/person-duplicates",
    permission: "people.write",
    summary: "Persons who may be one, the surest first",
    query: z.strictObject({
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      person: z.uuid().optional(),
    }),
    output: z.object({ items: z.array(suggestionSchema), nextCursor: z.string().nullable() }),
    errors: ["people.bad_cursor"],
  }),
  keepApart: defineOperation({
    id: "people.keepApart",
    method: "post",
    path: "/api/v1/person-duplicates/{id}/apart",
    permission: "people.write",
    summary: "These are two persons: not suggested again; or, with apart false, suggested again after all",
    params: one,
    body: z.strictObject({ apart: z.boolean().default(true) }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["people.not_found"],
  }),
  acceptSuggestions: defineOperation({
    id: "people.acceptSuggestions",
    method: "post",
    path: "/api/v1/person-duplicates/accept",
    permission: "people.write",
    summary: "Merge many suggested pairs as one piece of work, with progress; it can be undone as a whole",
    body: z
      .strictObject({
        ids: z.array(z.uuid()).min(1).max(10_000).optional(),
        minConfidence: z.number().min(0).max(1).optional(),
      })
      .refine(({ ids, minConfidence }) => (ids === undefined) !== (minConfidence === undefined), {
        message: "either ids or minConfidence",
      }),
    output: batchSchema,
    errors: ["people.whole_only"],
  }),
  readBatch: defineOperation({
    id: "people.readBatch",
    method: "get",
    path: "/api/v1/person-merge-batches/{id}",
    permission: "people.write",
    summary: "How far the merging of many has come",
    params: one,
    output: batchSchema,
    errors: ["people.not_found"],
  }),
  undoBatch: defineOperation({
    id: "people.undoBatch",
    method: "post",
    path: "/api/v1/person-merge-batches/{id}/undo",
    permission: "people.write",
    summary: "Undo every merge of this batch that still stands; stops it when it is running",
    params: one,
    output: batchSchema,
    errors: ["people.not_found"],
  }),
} as const;
