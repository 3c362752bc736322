import { z } from "zod";

import { estimateSchema, measureRefSchema, periodSchema } from "#feature/facts/contract";

import { marginDimensionSchema } from "./population.ts";

/** What is weighted, by what, and how. */
export const schemeWishSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  populationId: z.uuid(),
  programme: z.string().regex(/^[a-z]{1,60}$/),
  /** Ids of surveys; empty: all of the programme. */
  surveys: z.array(z.uuid()).max(50).default([]),
  period: periodSchema.optional(),
  /** Each wave is brought to the population by itself; null: all answers together. */
  wave: z.enum(["month", "quarter", "year"]).nullable().default(null),
  /** Margins of the population to weight by. */
  dimensions: z.array(marginDimensionSchema).min(1).max(6),
  /** Categories that are taken together, where one of them has too few answers. */
  merges: z
    .array(z.strictObject({ dimension: marginDimensionSchema, values: z.array(z.string().max(200)).min(2).max(100) }))
    .max(50)
    .default([]),
  /** Limits as multiples of the median weight; null: none. */
  trim: z
    .strictObject({ low: z.number().min(0.01).max(1), high: z.number().min(1).max(100) })
    .nullable()
    .default({ low: 0.2, high: 5 }),
  /** Weighted anew every night when answers came. */
  keepUp: z.boolean().default(false),
});
export type SchemeWish = z.output<typeof schemeWishSchema>;
export type SchemeWishInput = z.input<typeof schemeWishSchema>;

/** Why a wave, or everything, cannot be weighted: where, and what to do about it. */
export const faultSchema = z.object({
  code: z.enum(["nobody", "no-targets", "empty", "not-in-population", "contradiction"]),
  /** Empty where there are no waves. */
  wave: z.string(),
  dimension: z.string().nullable(),
  category: z.string().nullable(),
  n: z.number().int().nullable(),
  /** Per cent of the population, and of the answers as far as weights could bring them. */
  wanted: z.number().nullable(),
  reached: z.number().nullable(),
  /** The category of another dimension that holds all its answers. */
  within: z.object({ dimension: z.string(), category: z.string() }).nullable(),
});
export type Fault = z.infer<typeof faultSchema>;

export const qualitySchema = z.object({
  n: z.number().int(),
  designEffect: z.number(),
  effectiveN: z.number(),
  smallest: z.number(),
  median: z.number(),
  largest: z.number(),
  /** The design effect is above 2. */
  isCostly: z.boolean(),
  trimmed: z.number().int(),
  /** Largest distance from a margin that is left, in per cent points. */
  gap: z.number(),
  rounds: z.number().int(),
  isConverged: z.boolean(),
  waves: z.number().int(),
});
export type Quality = z.infer<typeof qualitySchema>;

export const schemeStates = ["draft", "applying", "applied", "undoing"] as const;

export const schemeSchema = z.object({
  id: z.uuid(),
  revision: z.number().int(),
  definition: schemeWishSchema,
  populationName: z.string(),
  state: z.enum(schemeStates),
  /** Of applying or undoing, while that runs. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** Responses weighted now. */
  weighted: z.number().int(),
  /** Newest first. */
  applications: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(["running", "done", "cancelled", "failed", "undone"]),
      startedAt: z.string(),
      finishedAt: z.string().nullable(),
      startedBy: z.string(),
      changed: z.number().int(),
      quality: qualitySchema,
    }),
  ),
});
export type Scheme = z.infer<typeof schemeSchema>;

/** What a scheme would do, before it is applied. */
export const schemePreviewSchema = z.object({
  /** There are weights, for one wave at least. */
  isPossible: z.boolean(),
  faults: z.array(faultSchema),
  /** Waves that keep their own weights because of the faults. */
  wavesLeftOut: z.number().int(),
  quality: qualitySchema.nullable(),
  histogram: z.array(z.object({ from: z.number(), to: z.number(), n: z.number().int() })),
  margins: z.array(
    z.object({
      dimension: z.string(),
      /** Answers whose category is not known or not listed: left alone by this margin. */
      unknown: z.number().int(),
      categories: z.array(
        z.object({
          category: z.string(),
          name: z.string(),
          n: z.number().int(),
          /** Per cent: as answered (own weights), weighted, and of the population. */
          before: z.number(),
          after: z.number(),
          population: z.number(),
          /** Fewer than 10 answers in some wave: merge it. */
          isSmall: z.boolean(),
        }),
      ),
    }),
  ),
  score: z
    .object({
      measure: z.string(),
      plain: estimateSchema.nullable(),
      before: estimateSchema.nullable(),
      after: estimateSchema.nullable(),
    })
    .nullable(),
});
export type SchemePreview = z.infer<typeof schemePreviewSchema>;

export const previewRequestSchema = z.strictObject({
  scheme: schemeWishSchema,
  /** Shown before and after. */
  measure: measureRefSchema.optional(),
});
