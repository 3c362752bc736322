import { z } from "zod";

import { conditionSchema } from "#kit/condition-schema";
import { isWithinReach } from "#kit/day";
import { defineOperation, type ErrorTable } from "#kit/operation";

export type { StreakSums } from "./contract/streaks.ts";

export const measureKinds = ["nps", "enps", "csat", "ces", "rating", "gap", "number", "choice", "text"] as const;
export type MeasureKind = (typeof measureKinds)[number];

/**
 * Which answers a number is made of. `nps:relational` is every recommendation answer of relational programmes;
 * `rating:review:<surveyId>:<question>` one question. Programmes are never mixed (R38).
 * Form: `<kind>:<programme>[:<surveyId>:<question>]`.
 */
export const measureRefSchema = z
  .string()
  .max(300)
  .regex(/^(nps|enps|csat|ces|rating|gap|number|choice|text):[a-z]+(:[0-9a-f-]{36}:[a-z][a-z0-9_.]*)?$/);

/** The dimensions every number can be sliced by. One list drives the table, the projection, the filters and the screens. */
export const dimensions = [
  "survey",
  "question",
  "programme",
  "source",
  "channel",
  "device",
  "language",
  "unit",
  "employee",
  "function",
  "product",
  "touchpoint",
  "journey",
  "stage",
  "account",
  "partner",
  "brand",
  "segment",
  "person_kind",
  "import",
  "weekday",
  "hour",
  "score",
  "group",
  "theme",
  "option",
  "sentiment",
] as const;
export const timeSteps = ["day", "week", "month", "quarter", "year"] as const;
/** A dimension, a time step, or `attr.<name>` for an attribute of the organisation's own. */
export const dimensionSchema = z.union([
  z.enum(dimensions),
  z.enum(timeSteps),
  z.string().regex(/^attr\.[\p{L}\p{N}_ -]{1,60}$/u),
]);
export type Dimension = z.infer<typeof dimensionSchema>;

/** A calendar day, of the years that both stores can hold. */
const day = z.iso.date().refine(isWithinReach, { message: "a day between 1900 and 2199" });

/** Local calendar days, both included. */
export const periodSchema = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" });
export type Period = z.infer<typeof periodSchema>;

export const sliceQuerySchema = z.strictObject({
  measure: measureRefSchema,
  /** Condition over dimension names. */
  where: conditionSchema.optional(),
  by: z.array(dimensionSchema).max(3).default([]),
  /** Absent: all time. */
  period: periodSchema.optional(),
  compare: z.union([z.enum(["none", "previous", "year-before"]), periodSchema]).default("none"),
  /** Whether answers count by their weight. */
  weight: z.boolean().default(false),
  /** At most this many groups, largest n first; the rest is counted in `truncated`. */
  limit: z.number().int().min(1).max(10_000).default(500),
});
export type SliceQuery = z.output<typeof sliceQuerySchema>;
export type SliceQueryInput = z.input<typeof sliceQuerySchema>;

export const intervalSchema = z.object({ low: z.number(), high: z.number(), level: z.number(), method: z.string() });
export const estimateSchema = z.object({
  value: z.number(),
  n: z.number(),
  effectiveN: z.number(),
  standardError: z.number(),
  interval: intervalSchema,
});

/** Why there is, or is no, figure: `ok`; `too-few` answers; `hidden` to protect people; `none`: no answers. */
export const figureStates = ["ok", "too-few", "hidden", "none"] as const;

export const figureSchema = z.object({
  state: z.enum(figureStates),
  /** Null when hidden. */
  n: z.number().int().nullable(),
  estimate: estimateSchema.nullable(),
  /** Mean of the raw score, its own estimate; null where it makes no sense or is not shown. */
  mean: estimateSchema.nullable(),
  /** Count per scale step (weighted sums when weighting is on): key is the score or option. Null when not shown. */
  distribution: z.record(z.string(), z.number()).nullable(),
  /** Promoters, passives, detractors (or top, middle, bottom box) as counts. */
  groups: z.object({ high: z.number(), middle: z.number(), low: z.number() }).nullable(),
  /** The period is not over, or the projection lags behind the truth. */
  provisional: z.boolean(),
  designEffect: z.number().nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

export const differenceSchema = z.object({
  value: z.number(),
  interval: intervalSchema,
  p: z.number(),
  clear: z.boolean(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const sliceRowSchema = z.object({
  /** One value for each dimension of `by`, in that order: code or id, with its display name. */
  key: z.array(z.object({ dimension: z.string(), value: z.string(), name: z.string(), resolved: z.boolean() })),
  figure: figureSchema,
  before: figureSchema.nullable(),
  difference: differenceSchema.nullable(),
});
export type SliceRow = z.infer<typeof sliceRowSchema>;

export const sliceSchema = z.object({
  query: sliceQuerySchema,
  rows: z.array(sliceRowSchema),
  /** Over the whole filter, whatever `by` says; rows add up to it wherever they do not overlap. */
  total: sliceRowSchema,
  truncated: z.number().int(),
  weighted: z.boolean(),
  /** Newest answer that the facts hold, and how far they lie behind the truth. */
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type Slice = z.infer<typeof sliceSchema>;

export const measureSchema = z.object({
  ref: z.string(),
  kind: z.enum(measureKinds),
  programme: z.string(),
  surveyId: z.string().nullable(),
  question: z.string().nullable(),
  /** Title in the viewer's language; empty for whole-programme measures, which the screen names itself. */
  title: z.string(),
  surveyName: z.string(),
  scale: z.object({ from: z.number(), to: z.number() }).nullable(),
  n: z.number().int(),
  weighted: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Measure = z.infer<typeof measureSchema>;

export const factsOperations = {
  listMeasures: defineOperation({
    id: "facts.listMeasures",
    method: "post",
    path: "/api/v1/measures",
    permission: "insight.read",
    summary: "What can be measured from the answers there are, within the viewer's scope",
    body: z.strictObject({ period: periodSchema.optional(), where: conditionSchema.optional() }),
    output: z.object({ items: z.array(measureSchema), nextCursor: z.null() }),
    errors: [],
  }),
  slice: defineOperation({
    id: "facts.slice",
    method: "post",
    path: "/api/v1/slices",
    permission: "insight.read",
    summary: "The one way from facts to a number: measure × filter × dimensions × period × comparison × weight",
    body: sliceQuerySchema,
    output: sliceSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  listValues: defineOperation({
    id: "facts.listValues",
    method: "post",
    path: "/api/v1/dimension-values",
    permission: "insight.read",
    summary: "The values a dimension takes, most frequent first, for filters",
    body: z.strictObject({
      dimension: dimensionSchema,
      measure: measureRefSchema.optional(),
      period: periodSchema.optional(),
      search: z.string().max(100).optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      items: z.array(z.object({ value: z.string(), name: z.string(), n: z.number().int() })),
      nextCursor: z.null(),
    }),
    errors: [],
  }),
  listDimensions: defineOperation({
    id: "facts.listDimensions",
    method: "get",
    path: "/api/v1/dimensions",
    permission: "insight.read",
    summary: "Dimensions with more than one value in the facts, attributes included",
    output: z.object({
      items: z.array(z.object({ dimension: z.string(), values: z.number().int() })),
      nextCursor: z.null(),
    }),
    errors: [],
  }),
  readFreshness: defineOperation({
    id: "facts.readFreshness",
    method: "get",
    path: "/api/v1/facts/freshness",
    permission: "insight.read",
    summary: "How far the facts lie behind the answers",
    output: z.object({ pending: z.number().int(), lagSeconds: z.number(), asOf: z.string().nullable() }),
    errors: [],
  }),
} as const;

export const factsErrors = {
  "facts.unknown_field": { status: 422, message: "There is no dimension {field} to filter or group by." },
  "facts.rebuild_running": { status: 409, message: "The facts are being rebuilt already." },
  "facts.protected": {
    status: 422,
    message: "These answers were given under protection of the person; they are not looked into this way.",
  },
  "facts.no_mean": {
    status: 422,
    message: "These answers are only counted, or stand on different scales: they have no mean.",
  },
  "facts.too_heavy": { status: 422, message: "This question is too heavy. Ask for a shorter period or fewer groups." },
  "facts.not_beside": { status: 422, message: "Nothing can be held against {measure}: its answers are no numbers." },
  "facts.protected_column": {
    status: 422,
    message: "These answers are protected: they can be held only against other answers of the same people.",
  },
  "facts.no_scale": { status: 422, message: "This measure has no scale; choose one that has." },
} as const satisfies ErrorTable;
