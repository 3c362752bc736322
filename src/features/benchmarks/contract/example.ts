import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { daySchema, webAddressSchema } from "./day.ts";

const names = z.array(z.string().trim().min(1).max(120)).max(30).default([]);

export const exampleWishSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** Whom it is about, in words. */
  company: z.string().trim().min(1).max(200),
  /** The competitor of the register, where it is one. */
  competitorId: z.uuid().nullable().default(null),
  strengths: z.string().trim().max(10_000).default(""),
  problems: z.string().trim().max(10_000).default(""),
  source: z.string().trim().max(300).default(""),
  sourceUrl: webAddressSchema.default(""),
  dated: daySchema.nullable().default(null),
  /** Codes of journeys and touchpoints that it is worth knowing at. */
  journeys: names,
  touchpoints: names,
  tags: names,
});
export type ExampleWish = z.output<typeof exampleWishSchema>;

export const exampleSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  wish: exampleWishSchema,
  competitorName: z.string().nullable(),
  journeyNames: z.array(z.string()),
  touchpointNames: z.array(z.string()),
  createdBy: z.string(),
  updatedAt: z.string(),
});
export type Example = z.infer<typeof exampleSchema>;

export const examplesQuerySchema = z.strictObject({
  /** Words to find in any of its texts. */
  q: z.string().trim().max(200).optional(),
  tag: z.string().max(120).optional(),
  competitor: z.uuid().optional(),
  journey: z.string().max(200).optional(),
  touchpoint: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ExamplesQuery = z.output<typeof examplesQuerySchema>;

const byId = z.object({ id: z.uuid() });
const writing = { permission: "weights.write", reach: "everywhere" } as const;

/** Examples of leaders and competitors. */
export const exampleOperations = {
  listExamples: defineOperation({
    id: "benchmarks.listExamples",
    method: "get",
    path: "/api/v1/benchmark-examples",
    permission: "insight.read",
    summary: "Examples, newest first, with the tags there are",
    query: examplesQuerySchema,
    output: z.object({
      items: z.array(exampleSchema),
      nextCursor: z.string().nullable(),
      tags: z.array(z.object({ tag: z.string(), n: z.number().int() })),
    }),
    errors: [],
  }),
  createExample: defineOperation({
    id: "benchmarks.createExample",
    method: "post",
    path: "/api/v1/benchmark-examples",
    ...writing,
    summary: "Add an example",
    body: exampleWishSchema,
    output: exampleSchema,
    errors: ["benchmarks.not_found"],
  }),
  updateExample: defineOperation({
    id: "benchmarks.updateExample",
    method: "put",
    path: "/api/v1/benchmark-examples/{id}",
    ...writing,
    summary: "Change an example",
    params: byId,
    body: exampleWishSchema.extend({ revision: z.number().int() }),
    output: exampleSchema,
    errors: ["benchmarks.not_found", "benchmarks.changed_elsewhere"],
  }),
  deleteExample: defineOperation({
    id: "benchmarks.deleteExample",
    method: "delete",
    path: "/api/v1/benchmark-examples/{id}",
    ...writing,
    summary: "Delete an example",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["benchmarks.not_found"],
  }),
  restoreExample: defineOperation({
    id: "benchmarks.restoreExample",
    method: "post",
    path: "/api/v1/benchmark-examples/{id}/restore",
    ...writing,
    summary: "Take the deletion back",
    params: byId,
    output: exampleSchema,
    errors: ["benchmarks.not_found"],
  }),
} as const;
