import { z } from "zod";

import { estimateSchema, intervalSchema, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

import { daySchema } from "./population.ts";

const asked = {
  measure: measureRefSchema,
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
  weight: z.boolean().default(false),
};

/** Asking of the field: how many were to be asked, reached, and said no, in a span of days. */
export const fieldworkWishSchema = z
  .strictObject({
    measure: measureRefSchema,
    from: daySchema,
    to: daySchema,
    selected: z.number().int().min(1).max(1e9).nullable().default(null),
    delivered: z.number().int().min(1).max(1e9).nullable().default(null),
    refused: z.number().int().min(0).max(1e9).nullable().default(null),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" })
  .refine(({ selected, delivered }) => selected === null || delivered === null || delivered <= selected, {
    path: ["delivered"],
    message: "must not exceed selected",
  });
export type FieldworkWish = z.output<typeof fieldworkWishSchema>;

export const fieldworkSchema = fieldworkWishSchema.and(z.object({ id: z.uuid() }));
export type FieldworkEntry = z.infer<typeof fieldworkSchema>;

export const representativenessRequestSchema = z.strictObject({
  ...asked,
  populationId: z.uuid().optional(),
  /** The figure that a conclusion hangs on; the middle of the scale where left out. */
  target: z.number().min(-1000).max(1000).optional(),
});
export type RepresentativenessRequest = z.output<typeof representativenessRequestSchema>;

export const representativenessSchema = z.object({
  figure: estimateSchema.nullable(),
  n: z.number().int(),
  population: z
    .object({ id: z.uuid(), name: z.string(), version: z.number().int(), total: z.number().nullable() })
    .nullable(),
  margins: z.array(
    z.object({
      dimension: z.string(),
      n: z.number().int(),
      unknown: z.number().int(),
      designEffect: z.number(),
      statistic: z.number(),
      degreesOfFreedom: z.number().int(),
      p: z.number(),
      /** Per cent of answers that would have to be of another category. */
      dissimilarity: z.number(),
      /** A category differs notably and beyond chance. */
      differs: z.boolean(),
      categories: z.array(
        z.object({
          value: z.string(),
          name: z.string(),
          n: z.number().int(),
          /** Per cent. */
          answers: z.number(),
          interval: intervalSchema,
          population: z.number(),
          standardised: z.number(),
          isNotable: z.boolean(),
        }),
      ),
    }),
  ),
  rates: z.object({
    completed: z.number().int(),
    selected: z.number().int().nullable(),
    delivered: z.number().int().nullable(),
    refused: z.number().int().nullable(),
    /** Shares 0..1. */
    response: z.number().nullable(),
    endToEnd: z.number().nullable(),
    acceptance: z.number().nullable(),
    /** Answers over the whole population. */
    coverage: z.number().nullable(),
  }),
  silent: z
    .object({
      /** Which rate the bounds are taken from. */
      basis: z.enum(["response", "end-to-end", "coverage"]),
      rate: z.number(),
      bounds: z.object({ low: z.number(), high: z.number(), lowWithError: z.number(), highWithError: z.number() }),
      target: z.number(),
      flipsAt: z.number().nullable(),
      unclearAt: z.number().nullable(),
      points: z.array(z.object({ lower: z.number(), value: z.number(), low: z.number(), high: z.number() })),
    })
    .nullable(),
  /** Early answers against late ones, from single-use links; null where there are too few of these. */
  arrival: z
    .object({
      slope: z.number(),
      p: z.number(),
      groups: z.array(z.object({ days: z.number().int(), n: z.number().int(), mean: z.number() })),
    })
    .nullable(),
  /** People behind the groups of the scale, when the number of people is known. */
  people: z.array(
    z.object({ group: z.enum(["high", "middle", "low"]), share: estimateSchema, people: estimateSchema }),
  ),
});
export type Representativeness = z.infer<typeof representativenessSchema>;

export const planRequestSchema = z.strictObject({
  /** Variance and answers so far are taken from it; without one the most careful variance of NPS. */
  measure: measureRefSchema.optional(),
  /** Half width of the interval: points, per cent points, or steps of the scale. */
  margin: z.number().min(0.01).max(100),
  level: z.number().min(0.5).max(0.999).default(0.95),
  /** Shares 0..1. */
  response: z.number().min(0.001).max(1),
  reachable: z.number().min(0.01).max(1).default(1),
  days: z.number().int().min(1).max(730),
  /** Days that somebody is left in peace after being asked. */
  rest: z.number().int().min(0).max(730).default(0),
  designEffect: z.number().min(1).max(20).default(1),
  variance: z.enum(["safe", "own"]).default("safe"),
  /** A margin of this population makes the segments. */
  populationId: z.uuid().optional(),
  dimension: z.string().max(80).optional(),
  /** The same precision for every segment, or for the whole only, shared out by size and spread. */
  aim: z.enum(["each", "whole"]).default("each"),
});
export type PlanRequest = z.output<typeof planRequestSchema>;

const quotaSchema = z.object({
  value: z.string(),
  name: z.string(),
  population: z.number().nullable(),
  answers: z.number().int(),
  invitations: z.number().int(),
  perDay: z.number(),
  perWeek: z.number(),
  perMonth: z.number(),
  isReachable: z.boolean(),
  mostAnswers: z.number().int(),
  /** Of what is reached, in the measure's unit. */
  margin: z.number().nullable(),
});

export const planSchema = z.object({
  unit: z.enum(["points", "percent", "steps"]),
  /** Of one answer, in the squared unit of the measure; NPS as a fraction. */
  variance: z.number(),
  varianceFrom: z.enum(["safe", "own"]),
  varianceN: z.number().int().nullable(),
  total: quotaSchema,
  segments: z.array(quotaSchema),
  /** Half width by number of answers, for the picture. */
  curve: z.array(z.object({ answers: z.number().int(), margin: z.number() })),
  /** The smallest difference that two groups of so many would show with a power of 80 %. */
  detectable: z.number(),
});
export type Plan = z.infer<typeof planSchema>;

export const icebergRequestSchema = z.strictObject({
  complaints: z.number().int().min(0).max(1e9),
  factor: z
    .strictObject({
      value: z.number().min(1).max(1000),
      low: z.number().min(1).max(1000),
      high: z.number().min(1).max(1000),
    })
    .refine(({ low, value, high }) => low <= value && value <= high, { path: ["low"], message: "low ≤ value ≤ high" }),
});
export const icebergSchema = z.object({ people: estimateSchema, complaints: intervalSchema });

export const thresholdRequestSchema = z.strictObject({
  measure: measureRefSchema,
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
  /** Days after the answer within which leaving counts. */
  horizon: z.number().int().min(1).max(1825).default(365),
  rule: z
    .discriminatedUnion("by", [
      z.strictObject({ by: z.literal("youden") }),
      z.strictObject({
        by: z.literal("cost"),
        missed: z.number().min(0.01).max(1e6),
        bothered: z.number().min(0.01).max(1e6),
      }),
    ])
    .default({ by: "youden" }),
});
export type ThresholdRequest = z.output<typeof thresholdRequestSchema>;

export const thresholdSchema = z.object({
  /** Persons with an outcome, those of them who answered, and those whose outcome is known for the whole horizon. */
  outcomes: z.number().int(),
  answered: z.number().int(),
  n: z.number().int(),
  left: z.number().int(),
  p: z.number(),
  groups: z.array(z.object({ from: z.number(), to: z.number(), retention: estimateSchema, fitted: z.number() })),
  reason: z.enum(["nobody", "one-outcome", "too-few", "no-trend", "unstable"]).nullable(),
  told: z
    .object({
      detractorMax: z.number(),
      interval: z.object({ low: z.number(), high: z.number() }),
      support: z.number(),
      sensitivity: z.number(),
      specificity: z.number(),
      retentionBelow: estimateSchema,
      retentionAbove: estimateSchema,
    })
    .nullable(),
});
export type ThresholdAnswer = z.infer<typeof thresholdSchema>;

/** One line of a pasted table of outcomes with what is wrong about it. */
export const outcomeProblemSchema = z.object({
  line: z.number().int(),
  text: z.string(),
  code: z.enum(["no-id", "bad-day", "no-day", "unknown-person", "repeated"]),
});
export type OutcomeProblem = z.infer<typeof outcomeProblemSchema>;

export const scoreRequestSchema = z.strictObject({
  /** A whole programme or question, split by survey or by wave; or several questions of one programme by themselves. */
  measures: z.array(measureRefSchema).min(1).max(20),
  split: z.enum(["none", "survey", "month", "quarter", "year"]).default("none"),
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
  weight: z.boolean().default(false),
  by: z.enum(["precision", "shares"]).default("precision"),
  /** Share of the population that each part stands for, by its key; parts that are not named weigh nothing. */
  shares: z.record(z.string().max(300), z.number().min(0).max(1e12)).default({}),
});
export type ScoreRequest = z.output<typeof scoreRequestSchema>;

export const scoreSchema = z.object({
  kind: z.string(),
  /** Null below two parts with enough answers. */
  pooled: estimateSchema.nullable(),
  prediction: intervalSchema.nullable(),
  heterogeneity: z
    .object({
      q: z.number(),
      degreesOfFreedom: z.number().int(),
      p: z.number(),
      iSquared: z.number(),
      iSquaredInterval: intervalSchema.nullable(),
      /** Standard deviation of the true values between parts, in the measure's unit. */
      tau: z.number(),
    })
    .nullable(),
  parts: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      figure: estimateSchema.nullable(),
      n: z.number().int(),
      /** Per cent of the pooled estimate. */
      weight: z.number(),
      /** Too few answers or hidden: not in the estimate. */
      isLeftOut: z.boolean(),
    }),
  ),
});
export type ScoreAnswer = z.infer<typeof scoreSchema>;
