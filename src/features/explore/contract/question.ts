import { z } from "zod";

import {
  differenceSchema,
  dimensionSchema,
  figureSchema,
  measureRefSchema,
  measureSchema,
  periodSchema,
  sliceRowSchema,
  timeSteps,
} from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

/** How rows are ordered; by size is largest n first, by value best first as the number goes. */
export const sortings = ["size", "value", "value-up", "name", "change"] as const;
export type Sorting = (typeof sortings)[number];

/** At most so many measures at once, and so many rows of each on a page. */
export const mostMeasures = 8;
export const mostRows = 1000;

/** What Explore asks: measures × dimensions × filter × period × one comparison × weight. */
export const questionSchema = z
  .strictObject({
    measures: z.array(measureRefSchema).min(1).max(mostMeasures),
    by: z.array(dimensionSchema).max(3).default([]),
    where: conditionSchema.optional(),
    period: periodSchema.optional(),
    compare: z.union([z.enum(["none", "previous", "year-before"]), periodSchema]).default("none"),
    /** Two groups of any condition instead of two periods. */
    groups: z.strictObject({ a: conditionSchema, b: conditionSchema }).optional(),
    weight: z.boolean().default(false),
    sort: z.enum(sortings).default("size"),
    /** Only the first so many rows of the order; the rest is counted. */
    top: z.number().int().min(1).max(mostRows).default(200),
  })
  .refine(({ by }) => new Set(by).size === by.length, { path: ["by"], message: "each dimension once" })
  .refine(({ measures }) => new Set(measures).size === measures.length, {
    path: ["measures"],
    message: "each measure once",
  })
  .refine(({ compare, groups }) => compare === "none" || groups === undefined, {
    path: ["groups"],
    message: "compare either periods or groups",
  });
export type Question = z.output<typeof questionSchema>;
export type QuestionInput = z.input<typeof questionSchema>;

/** What a row's difference is held against. */
export const againsts = ["none", "rest", "before", "groups"] as const;

export const foundRowSchema = z.object({
  key: sliceRowSchema.shape.key,
  figure: figureSchema,
  /** The period before, or group B without those who are in group A too. */
  other: figureSchema.nullable(),
  difference: differenceSchema.nullable(),
  /** After Benjamini–Hochberg over all rows that are compared. */
  adjustedP: z.number().nullable(),
  /** Null where nothing is compared. */
  verdict: z.enum(["above", "below", "no-clear-difference", "too-few", "hidden"]).nullable(),
  /** Groups of one dimension that cannot be told apart share a rank. */
  rank: z.number().int().nullable(),
  tied: z.boolean(),
  shrunken: z.number().nullable(),
});
export type FoundRow = z.infer<typeof foundRowSchema>;

export const foundSchema = z.object({
  ref: z.string(),
  /** Null: there is no such measure for this reader: the survey is gone, or holds no answers the reader may see. */
  measure: measureSchema.nullable(),
  rows: z.array(foundRowSchema),
  total: foundRowSchema.nullable(),
  /** Rows beyond the limit. */
  truncated: z.number().int(),
  /** How many rows were compared. */
  tested: z.number().int(),
  /** Answers in both groups, left out of B; null when unknown or not asked. */
  overlap: z.number().int().nullable(),
});
export type Found = z.infer<typeof foundSchema>;

export const answerSchema = z.object({
  against: z.enum(againsts),
  found: z.array(foundSchema),
  falseDiscoveryRate: z.number(),
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type Answer = z.infer<typeof answerSchema>;

export const periodPresets = [
  "last-7",
  "last-30",
  "last-90",
  "last-365",
  "this-month",
  "previous-month",
  "this-quarter",
  "previous-quarter",
  "this-year",
  "previous-year",
] as const;

export const pictures = ["ranking", "trend", "heatmap", "strips", "multiples", "table"] as const;
export type Picture = (typeof pictures)[number];

/** What the URL of Explore says, as it is kept in a saved view: relative periods stay relative. */
export const viewStateSchema = z.strictObject({
  measures: z.array(measureRefSchema).min(1).max(mostMeasures),
  by: z.array(dimensionSchema).max(3).default([]),
  /** Chosen values of dimensions, as in the filter bar. */
  where: z.record(z.string().min(1).max(70), z.array(z.string().max(500)).min(1).max(500)).default({}),
  period: z.union([z.enum(periodPresets), periodSchema]).optional(),
  compare: z.union([z.enum(["previous", "year-before"]), periodSchema]).optional(),
  groups: z.strictObject({ a: conditionSchema, b: conditionSchema }).optional(),
  weight: z.boolean().default(false),
  picture: z.enum(pictures).optional(),
  step: z.enum(timeSteps).optional(),
  sort: z.enum(sortings).optional(),
  top: z.number().int().min(1).max(mostRows).optional(),
});
export type ViewState = z.output<typeof viewStateSchema>;
