import { z } from "zod";

import { productLanguages } from "#kit/language";
import { defineOperation } from "#kit/operation";

export const attributeTypes = ["text", "number", "date", "yes-no", "choice"] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** Who may see the values: with `people.read`, with `people.write`, with `answers.erase`. */
export const attributeAudiences = ["readers", "writers", "owners"] as const;

/** A name in the product's languages; at least one of them. */
const names = z
  .partialRecord(z.enum(productLanguages), z.string().trim().min(1).max(80))
  .refine((given) => Object.keys(given).length > 0, { message: "a name in at least one language" });

export const attributeKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { message: "small letters, digits and _" });

const attributeBody = z.strictObject({
  type: z.enum(attributeTypes),
  names,
  /** Of a choice. */
  options: z
    .array(z.strictObject({ key: z.string().trim().min(1).max(60), names }))
    .max(200)
    .default([]),
  isSensitive: z.boolean().default(false),
  seenBy: z.enum(attributeAudiences).default("readers"),
});

export const attributeSchema = attributeBody.extend({ key: attributeKey });
export type Attribute = z.output<typeof attributeSchema>;

/** A value as it is kept: a number, yes or no, or text (a date as `2026-03-01`, a choice by its key). */
export const attributeValueSchema = z.union([z.string().max(1000), z.number(), z.boolean()]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

export const attributeOperations = {
  listAttributes: defineOperation({
    id: "people.listAttributes",
    method: "get",
    path: "/api/v1/person-attributes",
    permission: "people.read",
    summary: "What is noted about persons, as far as one may see it",
    output: z.object({ items: z.array(attributeSchema), nextCursor: z.null() }),
    errors: [],
  }),
  putAttribute: defineOperation({
    id: "people.putAttribute",
    method: "put",
    path: "/api/v1/person-attributes/{key}",
    permission: "people.write",
    reach: "everywhere",
    summary: "Define or change an attribute of persons; its type stays as it was once values may exist",
    params: z.object({ key: attributeKey }),
    body: attributeBody,
    output: attributeSchema,
    errors: ["people.attribute_type_fixed", "people.options_needed"],
  }),
  deleteAttribute: defineOperation({
    id: "people.deleteAttribute",
    method: "delete",
    path: "/api/v1/person-attributes/{key}",
    permission: "people.write",
    reach: "everywhere",
    summary: "Remove an attribute that no person has and no segment reads",
    params: z.object({ key: attributeKey }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["people.not_found", "people.in_use"],
  }),
} as const;
