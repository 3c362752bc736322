import { z } from "zod";

import { dimensionSchema, measureRefSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

/** Steps in which a series is looked at; `auto`: the finest that leaves enough answers in each. */
export const watchSteps = ["day", "week", "month"] as const;
export type WatchStep = (typeof watchSteps)[number];

/** What is looked for: a level that moved, a slow slide, a single point far out. */
export const detectors = ["shift", "drift", "leap"] as const;

/** One measure, or every one there is. */
const watchedMeasure = z.union([z.literal("every"), measureRefSchema]);
const where = conditionSchema.optional();
/** False alarms a year over everything that the watch looks at, while nothing happens anywhere. */
const falseAlarms = z.number().min(0.05).max(365);

const charted = {
  measure: watchedMeasure,
  where,
  by: dimensionSchema.nullable(),
  step: z.enum(["auto", ...watchSteps]).default("auto"),
  detector: z.enum(detectors).default("shift"),
  falseAlarms,
};

/**
 * What is watched:
 * - `measure`: figures, as a whole or for each value of a dimension
 * - `share`: how often each value of a dimension comes up among the answers (themes: new and rising topics)
 * - `volume`: how many answers come; also tells when none come any more
 * - `rest`: groups that are clearly below all others together
 * - `answer`: single answers by a condition and by words
 * - `focus`: heavy problems that wait, and lighter and louder ones that are worked on instead (R91)
 * - `target`: months that miss their target, targets in danger, targets whose review is due
 */
export const ruleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("measure"), ...charted, direction: z.enum(["worse", "better", "both"]) }),
  z.strictObject({
    kind: z.literal("share"),
    ...charted,
    by: dimensionSchema,
    direction: z.enum(["more", "less", "both"]),
  }),
  z.strictObject({ kind: z.literal("volume"), ...charted, direction: z.enum(["less", "more", "both"]) }),
  z.strictObject({
    kind: z.literal("rest"),
    measure: watchedMeasure,
    where,
    by: dimensionSchema,
    days: z.number().int().min(7).max(365).default(30),
  }),
  z.strictObject({
    kind: z.literal("answer"),
    measure: measureRefSchema.nullable(),
    where,
    /** Beginnings of words. */
    words: z.array(z.string().trim().min(2).max(60)).max(100),
  }),
  z.strictObject({
    kind: z.literal("focus"),
    measure: watchedMeasure,
    where,
    /** So long a heavy problem may wait. */
    days: z.number().int().min(7).max(365).default(30),
  }),
  z.strictObject({ kind: z.literal("target") }),
]);
export type Rule = z.output<typeof ruleSchema>;
export type RuleInput = z.input<typeof ruleSchema>;
export type ChartedRule = Extract<Rule, { readonly kind: "measure" | "share" | "volume" }>;

/** Which way a series moved. */
export const moves = ["up", "down"] as const;

const span = { low: z.number(), high: z.number() };
/** A value with its interval in the unit of the measure (shares in per cent, volumes in answers a step), and its n. */
export const valueSchema = z.object({ value: z.number(), ...span, n: z.number() });
export type Value = z.infer<typeof valueSchema>;

/** What a series is one of. */
export const subjectSchema = z.object({
  measure: z.string(),
  dimension: z.string().nullable(),
  value: z.string(),
  /** As it was called when it stood out. */
  name: z.string(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** A problem of the map: what it is proposed from, and its name in the reader's language. */
const problemSchema = z.object({ key: z.string(), code: z.string(), name: z.string() });

/** What was found. */
export const findingSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("moved"),
    kind: z.enum(["measure", "share", "volume"]),
    subject: subjectSchema,
    step: z.enum(watchSteps),
    detector: z.enum(detectors),
    move: z.enum(moves),
    isWorse: z.boolean().nullable(),
    /** Null where the figures are kept back or cannot be made. */
    before: valueSchema.nullable(),
    after: valueSchema.nullable(),
    difference: z.object({ value: z.number(), ...span, clear: z.boolean() }).nullable(),
    /** It never came up before. */
    isNew: z.boolean(),
    falseAlarms: z.number(),
    series: z.number().int(),
  }),
  z.object({
    type: z.literal("silent"),
    subject: subjectSchema,
    /** First day without an answer; how many days, and how many answers these days usually bring. */
    since: z.string(),
    days: z.number().int(),
    expected: z.number(),
    probability: z.number(),
  }),
  z.object({
    type: z.literal("below-rest"),
    subject: subjectSchema,
    figure: valueSchema,
    difference: z.object({ value: z.number(), ...span }),
    adjustedP: z.number(),
    tested: z.number().int(),
    days: z.number().int(),
  }),
  z.object({
    type: z.literal("answer"),
    responseId: z.string(),
    measure: z.string().nullable(),
    score: z.number().nullable(),
    unit: z.string(),
    account: z.string(),
  }),
  z.object({ type: z.literal("more-answers"), day: z.string(), count: z.number().int() }),
  z.object({
    type: z.literal("focus"),
    /** `noise`: lighter problems that are heard more of are in work instead; `idle`: nobody works on it. */
    what: z.enum(["noise", "idle"]),
    measure: z.string(),
    problem: problemSchema,
    /** What the score of all would rise by without it, and how many answers name it. */
    lift: valueSchema,
    impactRank: z.number().int(),
    noiseRank: z.number().int().nullable(),
    louder: z.array(problemSchema),
    days: z.number().int(),
  }),
  z.object({
    type: z.literal("target"),
    /** A month that is over and missed; one that is running and will be; the rule of nine of twelve; the review. */
    what: z.enum(["missed", "at-risk", "rule-lost", "heading-away", "review-due"]),
    targetId: z.string(),
    measure: z.string(),
    unit: z.string().nullable(),
    unitName: z.string(),
    month: z.string(),
    target: z.number(),
    figure: valueSchema.nullable(),
    probability: z.number().nullable(),
    /** Months until the edge is reached, for `heading-away`; months on target of the last twelve, for `rule-lost`. */
    months: z.number().nullable(),
  }),
]);
export type Finding = z.infer<typeof findingSchema>;
export type MovedFinding = Extract<Finding, { readonly type: "moved" }>;
