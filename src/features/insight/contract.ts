import { z } from "zod";

import {
  differenceSchema,
  dimensionSchema,
  figureSchema,
  intervalSchema,
  measureRefSchema,
  measureSchema,
  periodSchema,
  timeSteps,
} from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation, type ErrorTable } from "#kit/operation";

/** The filter bar: one object in the URL that reaches every number on a page. */
export const filterSchema = z.strictObject({
  period: periodSchema.optional(),
  compare: z.union([z.enum(["none", "previous", "year-before"]), periodSchema]).default("none"),
  where: conditionSchema.optional(),
  weight: z.boolean().default(false),
});
export type Filter = z.infer<typeof filterSchema>;

const withMeasure = filterSchema.extend({ measure: measureRefSchema });

/** R7: the average looks good while the bottom of the scale is heavier than a good average explains. */
const tailSchema = z
  .object({ warn: z.boolean(), share: z.number(), interval: intervalSchema, threshold: z.number() })
  .nullable();

export const overviewSchema = z.object({
  items: z.array(
    z.object({
      measure: measureSchema,
      figure: figureSchema,
      before: figureSchema.nullable(),
      difference: differenceSchema.nullable(),
      tail: tailSchema,
      /** At most 26 points for a small trend line; null where there are too few answers. */
      spark: z.array(z.object({ at: z.string(), value: z.number().nullable(), n: z.number().int().nullable() })),
    }),
  ),
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** What customers said about one employee's work; who said it is left out. */
export const ownWorkSchema = overviewSchema.extend({
  employee: z.string(),
  /** Newest first, at most 30. */
  comments: z.array(
    z.object({
      id: z.string(),
      answeredAt: z.string(),
      localTime: z.string(),
      language: z.string().nullable(),
      text: z.string(),
      /** The scored question, in the reader's language. */
      question: z.string(),
      kind: z.string().nullable(),
      score: z.number().nullable(),
      group: z.string().nullable(),
      places: z.array(z.object({ field: z.string(), code: z.string(), name: z.string() })),
    }),
  ),
});
export type OwnWork = z.infer<typeof ownWorkSchema>;

export const trendSchema = z.object({
  step: z.enum(timeSteps),
  points: z.array(
    z.object({
      at: z.string(),
      figure: figureSchema,
      /** Outside the control limits, or in a run of eight on one side. */ signal: z
        .enum(["above", "below", "run-above", "run-below"])
        .nullable(),
      limits: z.object({ low: z.number(), high: z.number() }).nullable(),
    }),
  ),
  centre: z.number().nullable(),
  /** Why there are no limits, when there are none: fewer than the baseline points needed. */
  limitsMethod: z.string().nullable(),
  baseline: z.number().int(),
  baselineNeeded: z.number().int(),
});
export type Trend = z.infer<typeof trendSchema>;

/** A group against all other groups together. */
const judgement = {
  /** Null when either has too few answers. */
  versusRest: differenceSchema.nullable(),
  /** After Benjamini–Hochberg over all groups that are compared. */
  adjustedP: z.number().nullable(),
  verdict: z.enum(["above", "below", "no-clear-difference", "too-few", "hidden"]),
};

export const rankingSchema = z.object({
  dimension: z.string(),
  items: z.array(
    z.object({
      value: z.string(),
      name: z.string(),
      resolved: z.boolean(),
      figure: figureSchema,
      ...judgement,
      /** Empirical-Bayes estimate, pulled towards the whole by how little is known. */
      shrunken: z.number().nullable(),
      /** Groups that cannot be told apart share a rank. */
      rank: z.number().int().nullable(),
      tied: z.boolean(),
    }),
  ),
  total: figureSchema,
  falseDiscoveryRate: z.number(),
  tested: z.number().int(),
});
export type Ranking = z.infer<typeof rankingSchema>;

export const heatmapSchema = z.object({
  /** weekday 1 (Monday)–7, hour 0–23, both local to the person or unit. */
  cells: z.array(z.object({ weekday: z.number().int(), hour: z.number().int(), figure: figureSchema, ...judgement })),
  total: figureSchema,
  falseDiscoveryRate: z.number(),
  /** Cells with enough answers to be compared. */
  tested: z.number().int(),
});
export type Heatmap = z.infer<typeof heatmapSchema>;

export const insightOperations = {
  readOverview: defineOperation({
    id: "insight.readOverview",
    method: "post",
    path: "/api/v1/insight/overview",
    permission: "insight.read",
    summary: "Each measure with n, interval, change and distribution",
    body: filterSchema,
    output: overviewSchema,
    errors: ["facts.unknown_field"],
  }),
  readTrend: defineOperation({
    id: "insight.readTrend",
    method: "post",
    path: "/api/v1/insight/trend",
    permission: "insight.read",
    summary: "A measure over time with intervals and control limits",
    body: withMeasure.extend({ step: z.enum(timeSteps).optional() }),
    output: trendSchema,
    errors: ["facts.unknown_field"],
  }),
  readRanking: defineOperation({
    id: "insight.readRanking",
    method: "post",
    path: "/api/v1/insight/ranking",
    permission: "insight.read",
    summary: "Groups of one dimension against the rest, ranked with ties, false discoveries controlled",
    body: withMeasure.extend({ dimension: dimensionSchema }),
    output: rankingSchema,
    errors: ["facts.unknown_field"],
  }),
  readHeatmap: defineOperation({
    id: "insight.readHeatmap",
    method: "post",
    path: "/api/v1/insight/heatmap",
    permission: "insight.read",
    summary: "A measure by local weekday and hour (R55)",
    body: withMeasure,
    output: heatmapSchema,
    errors: ["facts.unknown_field"],
  }),
  readOwnWork: defineOperation({
    id: "insight.readOwnWork",
    method: "post",
    path: "/api/v1/insight/own-work",
    permission: "own.read",
    summary: "What customers said about one's own work (R99): figures and comments of the answers that name oneself",
    body: filterSchema,
    output: ownWorkSchema,
    errors: ["facts.unknown_field", "access.no_employee"],
  }),
} as const;

export const insightErrors = {} as const satisfies ErrorTable;
