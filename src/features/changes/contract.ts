import { z } from "zod";

import {
  differenceSchema,
  dimensionSchema,
  figureSchema,
  intervalSchema,
  measureKinds,
  measureRefSchema,
  measureSchema,
  periodSchema,
  sliceRowSchema,
} from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation, type ErrorTable } from "#kit/operation";

/** What makes one of the two groups, beside what both have in common. */
const sideSchema = z.strictObject({ period: periodSchema.optional(), where: conditionSchema.optional() });
export type Side = z.infer<typeof sideSchema>;

/** More dimensions than these are not counted through exactly. */
export const mostDimensions = 6;

/** From A to B: two periods that do not overlap, or two groups of one period. What both groups take counts to A. */
export const changeQuerySchema = z
  .strictObject({
    measure: measureRefSchema,
    a: sideSchema,
    b: sideSchema,
    /** What both have in common. */
    where: conditionSchema.optional(),
    weight: z.boolean().default(false),
    /** Dimensions to explain by; absent: those that tell most. */
    dimensions: z.array(dimensionSchema).min(1).max(mostDimensions).optional(),
  })
  .refine(({ a, b }) => isOfGroups(a, b) || isApart(a, b), {
    path: ["b", "period"],
    message: "the two periods must not overlap",
  })
  .refine(({ a, b }) => !isOfGroups(a, b) || (a.where !== undefined && b.where !== undefined), {
    path: ["a", "where"],
    message: "two groups of one period need a condition each",
  });
export type ChangeQuery = z.output<typeof changeQuerySchema>;
export type ChangeQueryInput = z.input<typeof changeQuerySchema>;

/** Whether two groups of one period are compared, not two periods. */
export function isOfGroups(a: Side, b: Side): boolean {
  return JSON.stringify(a.period ?? null) === JSON.stringify(b.period ?? null);
}

function isApart(a: Side, b: Side): boolean {
  const [first, second] = [a.period, b.period];
  return first !== undefined && second !== undefined && (first.to < second.from || second.to < first.from);
}

/** A part of the difference, in the unit of the measure. */
export const partSchema = z.object({
  value: z.number(),
  standardError: z.number(),
  interval: intervalSchema,
  pValue: z.number(),
  clear: z.boolean(),
});
export type Part = z.infer<typeof partSchema>;

const keySchema = sliceRowSchema.shape.key;
export type Key = z.infer<typeof keySchema>;

/** Answers of one group: how many, which share of the group, their mean; null where there are too few to print one. */
const standingSchema = z.object({ n: z.number().int(), share: z.number(), mean: z.number().nullable() });

const categorySchema = z.object({
  key: keySchema,
  /** All values that have no cell of their own. */
  isRest: z.boolean(),
  a: standingSchema,
  b: standingSchema,
  mix: partSchema,
  performance: partSchema,
});

const dimensionPartsSchema = z.object({
  dimension: z.string(),
  mix: partSchema,
  /** Whether its categories changed differently at all, like for like (Cochran's Q); false finds controlled. */
  heterogeneity: z.object({ pValue: z.number(), adjustedP: z.number(), clear: z.boolean() }).nullable(),
  categories: z.array(categorySchema),
});
export type DimensionParts = z.infer<typeof dimensionPartsSchema>;

const partsSchema = z.object({
  difference: partSchema,
  mix: partSchema,
  performance: partSchema,
  threefold: z.object({ mix: partSchema, performance: partSchema, interaction: partSchema }),
  /** The dimension whose mix did most first. */
  dimensions: z.array(dimensionPartsSchema),
  cells: z.object({ shared: z.number().int(), onlyA: z.number().int(), onlyB: z.number().int() }),
});
export type Parts = z.infer<typeof partsSchema>;

/** A place where the change is: answers alike in one or two dimensions. */
export const placeSchema = z.object({
  key: keySchema,
  a: standingSchema,
  b: standingSchema,
  /** What it did to the whole difference, mix and rate together. */
  contribution: partSchema,
  /** How its own figure changed. */
  change: partSchema,
  /** Its change less that of all around it. */
  against: partSchema.nullable(),
  adjustedP: z.number().nullable(),
  /** It changed otherwise than those around it, with all places looked at allowed for. */
  clear: z.boolean(),
  /** Places whose contributions cannot be told apart share a rank; null where none is told. */
  rank: z.number().int().nullable(),
  tied: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;

const reversalSchema = z.object({
  dimension: z.string(),
  /** Simpson's paradox, or a difference that the mix hides. */
  kind: z.enum(["paradox", "masked"]),
  whole: partSchema,
  sameMix: partSchema,
  counts: z.object({ withWhole: z.number().int(), against: z.number().int(), unclear: z.number().int() }),
  parts: z.array(z.object({ key: keySchema, a: standingSchema, b: standingSchema, change: partSchema.nullable() })),
});
export type Reversal = z.infer<typeof reversalSchema>;

const shareOfSchema = z.object({
  n: z.number().int(),
  of: z.number().int(),
  value: z.number(),
  interval: intervalSchema,
});

/** A theme or option whose share may have moved; per cent. */
const themeSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** What it is said of: words, or the question whose option it is. */
  about: z.string(),
  side: z.enum(["problem", "praise", "neutral", "option"]),
  a: shareOfSchema,
  b: shareOfSchema,
  difference: differenceSchema,
  adjustedP: z.number(),
  clear: z.boolean(),
});
export type Theme = z.infer<typeof themeSchema>;

/** Why the two groups may not be comparable, or the figures not final. */
export const warningKinds = [
  "provisional",
  "volume",
  "channel",
  "composition",
  "version",
  "survey",
  "unweighted",
  "design-effect",
  "clusters",
  "overlap",
  "one-sided",
] as const;

const warningSchema = z.object({
  kind: z.enum(warningKinds),
  /** Answers per day of B against A, the design effect, the share that only one group has. */
  value: z.number().nullable(),
  dimension: z.string().nullable(),
});
export type Warning = z.infer<typeof warningSchema>;

/** What can be said of the whole difference. */
export const verdicts = ["up", "down", "no-clear-change", "too-few", "hidden", "none"] as const;

export const explanationSchema = z.object({
  query: changeQuerySchema,
  /** What the values that tell the two groups apart are called. */
  named: keySchema,
  kind: z.enum(measureKinds),
  isLowGood: z.boolean(),
  a: figureSchema,
  b: figureSchema,
  /** B less A. */
  difference: differenceSchema.nullable(),
  verdict: z.enum(verdicts),
  /** The smallest change that so many answers would have shown four times in five; null where nothing is known. */
  detectable: z.number().nullable(),
  /** Null with the reason beside it. */
  parts: partsSchema.nullable(),
  without: z.enum(["protected", "too-few", "mixed-scale", "no-dimensions"]).nullable(),
  places: z.array(placeSchema),
  /** How many places were tested. */
  tested: z.number().int(),
  reversals: z.array(reversalSchema),
  themes: z.array(themeSchema),
  testedThemes: z.number().int(),
  warnings: z.array(warningSchema),
  /** What could be looked at, that which tells most first. */
  looked: z.array(
    z.object({ dimension: z.string(), values: z.number().int(), tells: z.number(), isChosen: z.boolean() }),
  ),
  falseDiscoveryRate: z.number(),
  asOf: z.string().nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const suggestionsSchema = z.object({
  /** What is compared: the period, and the one before it. */
  period: periodSchema.nullable(),
  before: periodSchema.nullable(),
  items: z.array(
    z.object({
      measure: measureSchema,
      figure: figureSchema,
      before: figureSchema.nullable(),
      difference: differenceSchema.nullable(),
      adjustedP: z.number().nullable(),
      /** Beyond chance, all measures looked at allowed for. */
      clear: z.boolean(),
      /** The smallest change that so many answers would have shown four times in five, in the measure's unit. */
      detectable: z.number().nullable(),
    }),
  ),
  tested: z.number().int(),
  falseDiscoveryRate: z.number(),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;

export const changesOperations = {
  explain: defineOperation({
    id: "changes.explain",
    method: "post",
    path: "/api/v1/changes/explanations",
    permission: "insight.read",
    summary: "Whether a measure changed from A to B, and what the change is made of: mix, performance, places, themes",
    body: changeQuerySchema,
    output: explanationSchema,
    errors: ["facts.unknown_field", "facts.too_heavy", "facts.no_mean"],
  }),
  suggest: defineOperation({
    id: "changes.suggest",
    method: "post",
    path: "/api/v1/changes/suggestions",
    permission: "insight.read",
    summary: "Which measures changed most lately, with chance finds controlled over all of them",
    body: z.strictObject({
      /** Absent: the thirty days up to the newest answer. */
      period: periodSchema.optional(),
      /** Of the period given; absent: as many days before. */
      before: periodSchema.optional(),
      where: conditionSchema.optional(),
      weight: z.boolean().default(false),
    }),
    output: suggestionsSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  export: defineOperation({
    id: "changes.export",
    method: "post",
    path: "/api/v1/changes/export",
    permission: "insight.read",
    summary: "An explained change as a workbook: what is said, the numbers behind it, and how all of it was made",
    body: z.strictObject({ query: changeQuerySchema, title: z.string().max(200).default("") }),
    output: z.unknown(),
    errors: ["facts.unknown_field", "facts.too_heavy", "facts.no_mean"],
  }),
} as const;

export const changesErrors = {} as const satisfies ErrorTable;
