import { z } from "zod";

import { comparisonOperators } from "#kit/condition";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation } from "#kit/operation";

import { personSchema } from "./person.ts";

const segmentBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(1000).default(""),
  condition: conditionSchema,
});

export const segmentSchema = segmentBody.extend({
  id: z.string(),
  /** Null: not counted yet, or the viewer does not see everybody. */
  count: z.number().int().nullable(),
  isEstimate: z.boolean(),
  countedAt: z.string().nullable(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** A field that segments may ask for, with how it is compared and the values there are. */
export const segmentFieldSchema = z.object({
  field: z.string(),
  type: z.enum(["text", "number", "date", "yes-no", "choice"]),
  operators: z.array(z.enum(comparisonOperators)),
  /** Language → name; null for fields of the product, whose names are texts of the pages. */
  names: z.record(z.string(), z.string()).nullable(),
  options: z.array(z.object({ key: z.string(), names: z.record(z.string(), z.string()).nullable() })).nullable(),
});
export type SegmentField = z.infer<typeof segmentFieldSchema>;

export const personaBodySchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  tagline: z.string().trim().max(200).default(""),
  story: z.string().trim().max(4000).default(""),
  goals: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  needs: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  quotes: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
  segments: z.array(z.uuid()).max(20).default([]),
});
export const personaSchema = personaBodySchema.extend({ id: z.string() });
export type Persona = z.infer<typeof personaSchema>;

const one = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });

export const segmentOperations = {
  listSegments: defineOperation({
    id: "people.listSegments",
    method: "get",
    path: "/api/v1/segments",
    permission: "people.read",
    summary: "Saved segments by name, with how many persons each holds",
    output: z.object({ items: z.array(segmentSchema), nextCursor: z.null() }),
    errors: [],
  }),
  listSegmentFields: defineOperation({
    id: "people.listSegmentFields",
    method: "get",
    path: "/api/v1/segment-fields",
    permission: "people.read",
    summary: "What a segment may ask for, as far as one may see it",
    output: z.object({ items: z.array(segmentFieldSchema), nextCursor: z.null() }),
    errors: [],
  }),
  previewSegment: defineOperation({
    id: "people.previewSegment",
    method: "post",
    path: "/api/v1/segments/preview",
    permission: "people.read",
    summary: "How many of the persons one sees fit a condition, and a few of them",
    body: z.strictObject({ condition: conditionSchema }),
    output: z.object({ count: z.number().int(), isEstimate: z.boolean(), sample: z.array(personSchema) }),
    errors: ["people.unknown_field", "people.wrong_value"],
  }),
  createSegment: defineOperation({
    id: "people.createSegment",
    method: "post",
    path: "/api/v1/segments",
    permission: "people.write",
    summary: "Save a condition as a segment; it is counted in the background",
    body: segmentBody,
    output: segmentSchema,
    errors: ["people.unknown_field", "people.wrong_value", "people.name_taken"],
  }),
  updateSegment: defineOperation({
    id: "people.updateSegment",
    method: "put",
    path: "/api/v1/segments/{id}",
    permission: "people.write",
    summary: "Change a segment",
    params: one,
    body: segmentBody,
    output: segmentSchema,
    errors: ["people.not_found", "people.unknown_field", "people.wrong_value", "people.name_taken"],
  }),
  deleteSegment: defineOperation({
    id: "people.deleteSegment",
    method: "delete",
    path: "/api/v1/segments/{id}",
    permission: "people.write",
    summary: "Remove a segment; the persons in it stay",
    params: one,
    output: done,
    errors: ["people.not_found"],
  }),
  listPersonas: defineOperation({
    id: "people.listPersonas",
    method: "get",
    path: "/api/v1/personas",
    permission: "people.read",
    summary: "Personas by name",
    output: z.object({ items: z.array(personaSchema), nextCursor: z.null() }),
    errors: [],
  }),
  createPersona: defineOperation({
    id: "people.createPersona",
    method: "post",
    path: "/api/v1/personas",
    permission: "people.write",
    reach: "everywhere",
    summary: "Describe a typical person",
    body: personaBodySchema,
    output: personaSchema,
    errors: ["people.unknown_segment"],
  }),
  updatePersona: defineOperation({
    id: "people.updatePersona",
    method: "put",
    path: "/api/v1/personas/{id}",
    permission: "people.write",
    reach: "everywhere",
    summary: "Change a persona",
    params: one,
    body: personaBodySchema,
    output: personaSchema,
    errors: ["people.not_found", "people.unknown_segment"],
  }),
  deletePersona: defineOperation({
    id: "people.deletePersona",
    method: "delete",
    path: "/api/v1/personas/{id}",
    permission: "people.write",
    reach: "everywhere",
    summary: "Remove a persona",
    params: one,
    output: done,
    errors: ["people.not_found"],
  }),
} as const;
