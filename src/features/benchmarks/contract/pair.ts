import { z } from "zod";

import { figureStates, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation } from "#kit/operation";

import { daySchema, spanSchema } from "./day.ts";

/** Who looks at the item: those inside, and those outside. */
export const sides = ["managers", "staff", "customers", "quality"] as const;
export type PairSide = (typeof sides)[number];

/** `perception`: the same item asked of several; `inside-outside`: quality as the firm set it beside what customers say. */
export const pairKinds = ["perception", "inside-outside"] as const;

const amount = z.number().min(0).max(1e9);

export const sideSchema = z.strictObject({
  who: z.enum(sides),
  /** In the organisation's own words; empty: as `who` is called. */
  label: z.string().trim().max(120).default(""),
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("measure"), measure: measureRefSchema, where: conditionSchema.optional() }),
    z.strictObject({
      kind: z.literal("entered"),
      /** Top boxes (or what passed), the middle, the bottom. */
      high: amount,
      middle: amount,
      low: amount,
      source: z.string().trim().max(300).default(""),
      on: daySchema,
    }),
  ]),
});
export type Side = z.output<typeof sideSchema>;

export const pairWishSchema = z.strictObject({
  /** The item, as it was asked. */
  title: z.string().trim().min(1).max(300),
  kind: z.enum(pairKinds).default("perception"),
  note: z.string().trim().max(2000).default(""),
  sides: z.array(sideSchema).min(2).max(4),
});
export type PairWish = z.output<typeof pairWishSchema>;

/** How one side sees it. */
export const sideReadingSchema = z.object({
  who: z.enum(sides),
  label: z.string(),
  state: z.enum(figureStates),
  n: z.number().nullable(),
  groups: z.object({ high: z.number(), middle: z.number(), low: z.number() }).nullable(),
  /** Per cent of top boxes. */
  share: z.object({ value: z.number(), interval: spanSchema }).nullable(),
});

export const pairReadingSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  wish: pairWishSchema,
  sides: z.array(sideReadingSchema),
  /** Inside minus outside, in per cent points: each of the others less the last side. */
  gaps: z.array(
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      value: z.number(),
      interval: spanSchema,
      clear: z.boolean(),
    }),
  ),
  /** Sides stand on scales of different kinds: shares are set beside each other and not subtracted. */
  differentScales: z.boolean(),
});
export type PairReading = z.infer<typeof pairReadingSchema>;

export const pairsRequestSchema = z.strictObject({
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
});
export type PairsRequest = z.output<typeof pairsRequestSchema>;
export const pairsSchema = z.object({ items: z.array(pairReadingSchema), nextCursor: z.null() });

const byId = z.object({ id: z.uuid() });
const written = z.object({ id: z.string(), revision: z.number().int() });
const writing = { permission: "weights.write", reach: "everywhere" } as const;

/** One item, several sides. */
export const pairOperations = {
  readPairs: defineOperation({
    id: "benchmarks.readPairs",
    method: "post",
    path: "/api/v1/benchmarks/pairs/readings",
    permission: "insight.read",
    summary: "Perception gaps and inside metrics beside outside ones, with gaps in per cent points",
    body: pairsRequestSchema,
    output: pairsSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  createPair: defineOperation({
    id: "benchmarks.createPair",
    method: "post",
    path: "/api/v1/benchmarks/pairs",
    ...writing,
    summary: "Set several sides beside each other",
    body: pairWishSchema,
    output: written,
    errors: ["benchmarks.no_answers", "benchmarks.too_many", "benchmarks.no_scale"],
  }),
  updatePair: defineOperation({
    id: "benchmarks.updatePair",
    method: "put",
    path: "/api/v1/benchmarks/pairs/{id}",
    ...writing,
    summary: "Change it",
    params: byId,
    body: pairWishSchema.extend({ revision: z.number().int() }),
    output: written,
    errors: ["benchmarks.not_found", "benchmarks.changed_elsewhere", "benchmarks.no_answers", "benchmarks.no_scale"],
  }),
  deletePair: defineOperation({
    id: "benchmarks.deletePair",
    method: "delete",
    path: "/api/v1/benchmarks/pairs/{id}",
    ...writing,
    summary: "Delete it",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["benchmarks.not_found"],
  }),
  restorePair: defineOperation({
    id: "benchmarks.restorePair",
    method: "post",
    path: "/api/v1/benchmarks/pairs/{id}/restore",
    ...writing,
    summary: "Take the deletion back",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["benchmarks.not_found"],
  }),
} as const;
