import { z } from "zod";

import { dimensionSchema, figureStates, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation } from "#kit/operation";

import { spanSchema } from "./day.ts";

export const pathDimensions = ["touchpoint", "stage"] as const;

export const promiseRequestSchema = z.strictObject({
  measure: measureRefSchema,
  dimension: z
    .enum(pathDimensions)
    .or(z.string().regex(/^attr\.[\p{L}\p{N}_ -]{1,60}$/u))
    .default("touchpoint"),
  /** Code of the journey; absent: all answers. */
  journey: z.string().min(1).max(200).optional(),
  /** `first`: what the first step of the path promised; `others`: each against all other steps together; else a step's value. */
  promise: z.string().max(200).default("first"),
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
});
export type PromiseRequest = z.output<typeof promiseRequestSchema>;

export const promiseSchema = z.object({
  /** In the order of the path. */
  steps: z.array(
    z.object({
      value: z.string(),
      name: z.string(),
      isPromise: z.boolean(),
      state: z.enum(figureStates),
      n: z.number().nullable(),
      score: z.object({ value: z.number(), interval: spanSchema }).nullable(),
      groups: z.object({ high: z.number(), middle: z.number(), low: z.number() }).nullable(),
      /** This step minus the promise, in the unit of the measure; `clear` survives the correction for all steps. */
      gap: z.object({ value: z.number(), interval: spanSchema, adjustedP: z.number(), clear: z.boolean() }).nullable(),
    }),
  ),
  promiseName: z.string().nullable(),
  /** Whether somebody has put the steps in order. */
  isOrdered: z.boolean(),
  truncated: z.number().int(),
});
export type PromiseAnswer = z.infer<typeof promiseSchema>;

export const streaksRequestSchema = z.strictObject({
  measure: measureRefSchema,
  by: dimensionSchema.optional(),
  /** How many positive moments in a row make an outstanding customer. */
  atLeast: z.number().int().min(2).max(10).default(3),
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
});
export type StreaksRequest = z.output<typeof streaksRequestSchema>;

const shareSchema = z.object({ value: z.number(), interval: spanSchema });

export const streakGroupSchema = z.object({
  key: z.string(),
  name: z.string(),
  persons: z.number().int(),
  contacts: z.number().int(),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  /** Persons with at least `atLeast` moments. */
  eligible: z.number().int(),
  /** Per cent of them whose newest moments are all positive; by the order of their own moments, and at one common rate. */
  current: shareSchema.nullable(),
  currentByOwnRate: z.number().nullable(),
  currentByCommonRate: z.number().nullable(),
  meanLength: shareSchema.nullable(),
  longest: z.number().int(),
  clustering: z
    .object({
      persons: z.number().int(),
      ratio: z.number(),
      p: z.number(),
      verdict: z.enum(["clustered", "alternating", "chance"]),
    })
    .nullable(),
  isTooFew: z.boolean(),
});
export type StreakGroup = z.infer<typeof streakGroupSchema>;

export const streaksSchema = z.object({
  whole: streakGroupSchema.nullable(),
  groups: z.array(streakGroupSchema),
  /** Runs of exactly this length (the last one: this or longer), seen and by chance. */
  lengths: z.array(
    z.object({ length: z.number().int(), seen: z.number().int(), byOwnRate: z.number(), byCommonRate: z.number() }),
  ),
});
export type StreaksAnswer = z.infer<typeof streaksSchema>;

/** Along a journey. */
export const journeyOperations = {
  readPromise: defineOperation({
    id: "benchmarks.readPromise",
    method: "post",
    path: "/api/v1/benchmarks/promise",
    permission: "insight.read",
    summary: "Scores along a journey held against what was promised; gaps beyond chance, corrected for all steps",
    body: promiseRequestSchema,
    output: promiseSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  putPath: defineOperation({
    id: "benchmarks.putPath",
    method: "put",
    path: "/api/v1/benchmarks/paths",
    permission: "weights.write",
    reach: "everywhere",
    summary: "Say in which order customers meet the steps of a journey",
    body: z.strictObject({
      dimension: promiseRequestSchema.shape.dimension,
      journey: z.string().max(200).default(""),
      steps: z.array(z.string().min(1).max(200)).max(200),
    }),
    output: z.object({ ok: z.literal(true) }),
    errors: [],
  }),
  readStreaks: defineOperation({
    id: "benchmarks.readStreaks",
    method: "post",
    path: "/api/v1/benchmarks/streaks",
    permission: "insight.read",
    summary: "Runs of positive moments per person, with what chance alone gives",
    body: streaksRequestSchema,
    output: streaksSchema,
    errors: ["facts.protected", "facts.no_scale", "facts.unknown_field", "facts.too_heavy"],
  }),
} as const;
