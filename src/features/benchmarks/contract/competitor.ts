import { z } from "zod";

import { dimensionSchema, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

import { daySchema, spanSchema, webAddressSchema } from "./day.ts";

/** How people were asked. */
export const methods = ["customer-list", "phone", "web-panel", "in-person", "other", "unknown"] as const;
export type SurveyMethod = (typeof methods)[number];
/** Whose customers were asked: those of the competitor, anybody in the market, ours. */
export const whoseCustomers = ["theirs", "market", "ours", "unknown"] as const;
export const payers = ["us", "them", "third-party", "unknown"] as const;

const amount = z.number().min(0).max(1e9);

/** A score as it is known: counts of own sample, published shares, or a bare published score. */
export const heardSchema = z.discriminatedUnion("form", [
  z.strictObject({ form: z.literal("counts"), promoters: amount, passives: amount, detractors: amount }),
  z.strictObject({
    form: z.literal("shares"),
    promoters: z.number().min(0).max(100),
    passives: z.number().min(0).max(100),
    detractors: z.number().min(0).max(100),
    n: amount.nullable(),
  }),
  z.strictObject({ form: z.literal("score"), score: z.number().min(-100).max(100), n: amount.nullable() }),
]);
export type Heard = z.infer<typeof heardSchema>;

export const figureWishSchema = z.strictObject({
  heard: heardSchema,
  measuredOn: daySchema,
  source: z.string().trim().min(1).max(300),
  sourceUrl: webAddressSchema.default(""),
  method: z.enum(methods),
  whose: z.enum(whoseCustomers).default("unknown"),
  paidBy: z.enum(payers).default("unknown"),
  note: z.string().trim().max(2000).default(""),
});
export type FigureWish = z.output<typeof figureWishSchema>;

export const enteredFigureSchema = z.object({
  id: z.uuid(),
  measuredOn: z.string(),
  /** Null where only a score was published. */
  counts: z.object({ promoters: z.number(), passives: z.number(), detractors: z.number() }).nullable(),
  score: z.number(),
  n: z.number().nullable(),
  source: z.string(),
  sourceUrl: z.string(),
  method: z.enum(methods),
  whose: z.enum(whoseCustomers),
  paidBy: z.enum(payers),
  note: z.string(),
  createdBy: z.string(),
});
export type EnteredFigure = z.infer<typeof enteredFigureSchema>;

export const competitorWishSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  note: z.string().trim().max(2000).default(""),
  isOwn: z.boolean().default(false),
  studyValue: z.string().trim().max(200).default(""),
});
export type CompetitorWish = z.output<typeof competitorWishSchema>;

export const competitorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string(),
  isOwn: z.boolean(),
  studyValue: z.string(),
  revision: z.number().int(),
  /** Newest first. */
  figures: z.array(enteredFigureSchema),
});
export type Competitor = z.infer<typeof competitorSchema>;

/** How comparisons are made. */
export const benchmarkSettingsSchema = z.strictObject({
  /** Our score, where no study measured us among the others. */
  measure: measureRefSchema.default("nps:relational"),
  /** How people are asked for it. */
  ownMethod: z.enum(methods).default("customer-list"),
  /** A study in Holos that asks about all of us: its score, and what says whose customer somebody is. */
  studyMeasure: measureRefSchema.default("nps:competitor"),
  studyDimension: dimensionSchema.default("brand"),
  studyMethod: z.enum(methods).default("phone"),
  /** Which value of that dimension is us; empty: not said yet. */
  ownValue: z.string().max(200).default(""),
  /** Figures older than this are marked. */
  staleMonths: z.number().int().min(1).max(120).default(12),
});
export type BenchmarkSettings = z.output<typeof benchmarkSettingsSchema>;

/** What makes a figure less than comparable. The first five forbid a verdict. */
export const cautions = [
  "no-n",
  "no-own",
  "method-differs",
  "method-unknown",
  "own-cuts",
  "paid-by-them",
  "other-customers",
  "filtered",
  "far-apart",
  "widest",
  "stale",
] as const;
export type Caution = (typeof cautions)[number];

export const verdicts = ["ours-better", "ours-worse", "no-clear-difference", "not-comparable", "no-figure"] as const;

/** A score at a moment, with its interval where n is known. */
export const scoreAtSchema = z.object({
  on: z.string(),
  value: z.number(),
  n: z.number().nullable(),
  interval: spanSchema.nullable(),
  groups: z.object({ high: z.number(), middle: z.number(), low: z.number() }).nullable(),
  method: z.enum(methods),
  /** `study`: answers in Holos; `entered`: counts or a published figure; `own`: our own measure. */
  from: z.enum(["study", "entered", "own"]),
  source: z.string(),
  sourceUrl: z.string(),
  /** The entered figure; null where it comes from answers. */
  figureId: z.string().nullable(),
});
export type ScoreAt = z.infer<typeof scoreAtSchema>;

export const comparedSchema = z.object({
  key: z.string(),
  name: z.string(),
  competitorId: z.string().nullable(),
  isOwn: z.boolean(),
  /** Those with the same base were asked in the same way and are ranked among themselves. */
  base: z.string(),
  latest: scoreAtSchema.nullable(),
  /** Ours minus theirs, in points. */
  relative: z.object({ value: z.number(), interval: spanSchema.nullable() }).nullable(),
  verdict: z.enum(verdicts),
  cautions: z.array(z.enum(cautions)),
  rank: z.number().int().nullable(),
  rankHigh: z.number().int().nullable(),
  /** Newest first. */
  history: z.array(scoreAtSchema),
  /** Since the figure before that was measured in the same way; null without one, or without n. */
  change: z.object({ value: z.number(), interval: spanSchema, clear: z.boolean(), since: z.string() }).nullable(),
});
export type Compared = z.infer<typeof comparedSchema>;

export const comparisonRequestSchema = z.strictObject({
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
});
export type ComparisonRequest = z.output<typeof comparisonRequestSchema>;

export const comparisonSchema = z.object({
  settings: benchmarkSettingsSchema,
  /** By base, within each the highest score first. */
  items: z.array(comparedSchema),
  own: scoreAtSchema.nullable(),
  ownHistory: z.array(scoreAtSchema),
  /** Values of the study's dimension, so that one of them can be called us. */
  studyValues: z.array(z.object({ value: z.string(), name: z.string(), n: z.number().int() })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One line of a pasted file that cannot be taken. */
export const lineProblemSchema = z.object({
  line: z.number().int(),
  text: z.string(),
  code: z.enum([
    "no-name",
    "no-date",
    "no-score",
    "not-a-number",
    "out-of-range",
    "shares-not-hundred",
    "unknown-word",
    "no-source",
    "bad-address",
    "unknown-unit",
    "no-year",
    "repeated",
    "broken",
  ]),
  field: z.string(),
});
export type LineProblem = z.infer<typeof lineProblemSchema>;

export const importedSchema = z.object({
  rows: z.number().int(),
  /** Rows written; 0 in a trial and wherever there is any problem. */
  stored: z.number().int(),
  /** Names that are new to the register. */
  fresh: z.array(z.string()),
  /** The first 100. */
  problems: z.array(lineProblemSchema),
  refused: z.number().int(),
});
export type Imported = z.infer<typeof importedSchema>;
