import { z } from "zod";

import { measureRefSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation } from "#kit/operation";

import { importedSchema } from "./competitor.ts";
import { spanSchema } from "./day.ts";

export const growthKinds = ["revenue", "customers"] as const;
export type GrowthKind = (typeof growthKinds)[number];

export const growthRequestSchema = z.strictObject({
  measure: measureRefSchema,
  kind: z.enum(growthKinds).default("revenue"),
  /** Year of growth; absent: the newest with growth. */
  year: z.number().int().min(1990).max(2199).optional(),
  /** How many years before that the score is from. */
  lag: z.number().int().min(0).max(3).default(0),
  where: conditionSchema.optional(),
});
export type GrowthRequest = z.output<typeof growthRequestSchema>;

const correlationSchema = z.object({ value: z.number(), interval: spanSchema, p: z.number() });

export const growthSchema = z.object({
  years: z.array(z.number().int()),
  year: z.number().int().nullable(),
  scoreYear: z.number().int().nullable(),
  /** Units with both; per cent a year and the score with its interval. */
  points: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      growth: z.number(),
      score: z.number(),
      interval: spanSchema,
      n: z.number(),
      /** Pearson's correlation without this unit. */
      without: z.number().nullable(),
    }),
  ),
  /** Units with growth and no score to print. */
  leftOut: z.number().int(),
  pearson: correlationSchema.nullable(),
  spearman: correlationSchema.nullable(),
  /** The smallest correlation that so many units can tell from chance. */
  smallest: z.number().nullable(),
  verdict: z.enum(["together", "opposite", "chance", "too-few"]),
  /** The unit without which the verdict would be another. */
  decisive: z.string().nullable(),
});
export type GrowthAnswer = z.infer<typeof growthSchema>;

/** The organisation's own check of the claim that scores go with growth. */
export const growthOperations = {
  readGrowth: defineOperation({
    id: "benchmarks.readGrowth",
    method: "post",
    path: "/api/v1/benchmarks/growth-check",
    permission: "insight.read",
    summary:
      "Score and growth of units: correlation with its interval, what chance gives, and what one unit does to it",
    body: growthRequestSchema,
    output: growthSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  importGrowth: defineOperation({
    id: "benchmarks.importGrowth",
    method: "post",
    path: "/api/v1/benchmarks/growth",
    permission: "weights.write",
    reach: "everywhere",
    summary: "Growth of units by year as CSV: all lines or none; a unit's year that is there is replaced",
    body: z.strictObject({
      text: z.string().max(5_000_000),
      dryRun: z.boolean().default(false),
      kind: z.enum(growthKinds),
    }),
    output: importedSchema,
    errors: ["benchmarks.too_many_lines"],
  }),
  deleteGrowth: defineOperation({
    id: "benchmarks.deleteGrowth",
    method: "delete",
    path: "/api/v1/benchmarks/growth/{kind}",
    permission: "weights.write",
    reach: "everywhere",
    summary: "Delete all growth of one kind",
    params: z.object({ kind: z.enum(growthKinds) }),
    output: z.object({ ok: z.literal(true) }),
    errors: [],
  }),
} as const;
