import { z } from "zod";

import {
  differenceSchema,
  figureSchema,
  intervalSchema,
  measureKinds,
  measureRefSchema,
  periodSchema,
} from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { predictorKinds } from "./contract/predictor-ref.ts";
import { topicsQuerySchema, topicsSchema } from "./contract/topics.ts";

export * from "./contract/predictor-ref.ts";
export * from "./contract/topics.ts";

/** How an answer counts as the outcome: points an answer, the score, or per cent in the top group. */
export const readings = ["points", "score", "top"] as const;
export type Reading = (typeof readings)[number];

/**
 * A predictor by its reference: a question (`rating:relational:<survey>:<question>`), a ticked option
 * (`option:<question>=<option>`), what a response was coded with (`code:<code>`), a dimension as a category
 * (`dimension:attr.wait`) or as a number (`amount:attr.minutes`).
 */
export const predictorRefSchema = z
  .string()
  .max(400)
  .regex(
    /^((nps|enps|csat|ces|rating|gap|number|choice):[a-z]+:[0-9a-f-]{36}:[a-z][a-z0-9_.]*|option:choice:[a-z]+:[0-9a-f-]{36}:[a-z][a-z0-9_.]*=.{1,120}|code:.{1,160}|(dimension|amount):.{1,80})$/u,
  );

/** Parts of an experience, to hold price against the rest (R184). */
export const driverGroups = ["price", "service", "process", "product", "other"] as const;
export type DriverGroup = (typeof driverGroups)[number];

export const weightMethods = ["johnson", "lmg", "logistic"] as const;

/** The most predictors of one question, and the most levels of a category that stand by themselves. */
export const mostPredictors = 25;
export const mostLevels = 8;

const whichAnswers = {
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
  weight: z.boolean().default(false),
};

const outcomeWish = {
  /** Absent: the question that most speaks for the whole and has something to explain it by. */
  measure: measureRefSchema.optional(),
  /** Absent: points for recommendation, top group for satisfaction, the score for the rest. */
  reading: z.enum(readings).optional(),
};

export const driversQuerySchema = z.strictObject({
  ...outcomeWish,
  /** Absent: what usually explains, chosen from what there is. */
  predictors: z.array(predictorRefSchema).max(mostPredictors).optional(),
  /** Johnson's relative weights, LMG for at most 12 predictors, or logistic regression of a share. */
  method: z.enum(weightMethods).default("johnson"),
  ...whichAnswers,
});
export type DriversQuery = z.output<typeof driversQuerySchema>;

const outcomeSchema = z.object({
  measure: z.string(),
  kind: z.enum(measureKinds),
  programme: z.string(),
  title: z.string(),
  surveyName: z.string(),
  n: z.number().int(),
  readings: z.array(z.enum(readings)),
  isProtected: z.boolean(),
  weighted: z.boolean(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

const candidateSchema = z.object({
  ref: z.string(),
  kind: z.enum(predictorKinds),
  title: z.string(),
  group: z.enum(driverGroups),
  /** Answers that have it, of those with the outcome. */
  n: z.number().int(),
  /** Share of the outcome's answers without it, 0..1. */
  missing: z.number(),
  /** Chosen when nobody chooses. */
  isDefault: z.boolean(),
  /** Asked only after certain scores of the outcome: it would explain the outcome by itself. */
  follows: z.boolean(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const candidatesSchema = z.object({
  outcomes: z.array(outcomeSchema),
  outcome: outcomeSchema.nullable(),
  reading: z.enum(readings),
  predictors: z.array(candidateSchema),
});
export type Candidates = z.infer<typeof candidatesSchema>;

/** A quantity with its uncertainty. */
const uncertainSchema = z.object({ value: z.number(), standardError: z.number(), interval: intervalSchema });
export type Uncertain = z.infer<typeof uncertainSchema>;

/** Why there are drivers, or are none. */
export const driverStates = ["ok", "none", "too-few", "flat", "no-predictors", "hidden"] as const;
export type DriverState = (typeof driverStates)[number];

const levelSchema = z.object({
  /** Value of the category; empty for a question, an option or a code, which are one level. */
  value: z.string(),
  name: z.string(),
  /** What the outcome changes by: for one unit of a number, against the reference level of a category. Others held. */
  effect: uncertainSchema.nullable(),
  /** The same with nothing held. */
  alone: uncertainSchema.nullable(),
  /** Share of answers with the level, 0..1; of a number its mean. */
  mean: uncertainSchema,
});
export type Level = z.infer<typeof levelSchema>;

const driverSchema = candidateSchema.extend({
  /** Share of the outcome's variance, 0..1; they sum to R². */
  weight: uncertainSchema,
  /** Share of R², 0..1. */
  share: uncertainSchema,
  inflation: z.number(),
  pValue: z.number(),
  adjustedP: z.number(),
  /** Has an effect of its own beyond chance, false discoveries among all drivers held at 5 %. */
  clear: z.boolean(),
  rank: z.number().int(),
  tied: z.boolean(),
  /** Most frequent value of a category, which its other values are held against. */
  reference: z.string().nullable(),
  scale: z.object({ from: z.number(), to: z.number() }).nullable(),
  levels: z.array(levelSchema),
  /** How well it stands, 0 (worst) to 100: place of the mean on its scale, or share without the problem; null for categories. */
  performance: uncertainSchema.nullable(),
});
export type Driver = z.infer<typeof driverSchema>;

export const warningCodes = [
  "few-per-predictor",
  "incomplete",
  "little-explained",
  "inflated",
  "follows",
  "nothing-clear",
  "weighted",
  "linear",
] as const;

export const driversSchema = z.object({
  state: z.enum(driverStates),
  outcome: outcomeSchema.nullable(),
  reading: z.enum(readings),
  /** As it was computed: another one than asked for where that one has no answer. */
  method: z.enum(weightMethods),
  /** Answers with the outcome; those of them that are complete; how many are needed. */
  answered: z.number().int().nullable(),
  n: z.number().int().nullable(),
  needed: z.number().int(),
  effectiveN: z.number().nullable(),
  mean: uncertainSchema.nullable(),
  rSquared: uncertainSchema.nullable(),
  adjustedRSquared: z.number().nullable(),
  pValue: z.number().nullable(),
  drivers: z.array(driverSchema),
  /** Predictors, or levels of them, that can say nothing of their own. */
  setAside: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      level: z.string(),
      reason: z.enum(["constant", "collinear"]),
      with: z.array(z.string()),
    }),
  ),
  groups: z.array(z.object({ group: z.enum(driverGroups), share: uncertainSchema, drivers: z.number().int() })),
  /** Everything that is not price, as one share; null where price is not among the drivers, or nothing else is. */
  experience: uncertainSchema.nullable(),
  warnings: z.array(z.object({ code: z.enum(warningCodes), names: z.array(z.string()), value: z.number().nullable() })),
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type Drivers = z.infer<typeof driversSchema>;

export const penaltyRewardSchema = z.object({
  state: z.enum(driverStates),
  outcome: outcomeSchema.nullable(),
  reading: z.enum(readings),
  n: z.number().int().nullable(),
  needed: z.number().int(),
  items: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      penalty: uncertainSchema,
      reward: uncertainSchema,
      asymmetry: uncertainSchema,
      kind: z.enum(["basic", "exciting", "even", "weak", "unclear"]),
      lowShare: z.number(),
      highShare: z.number(),
    }),
  ),
  /** Questions that nobody, or everybody, rated low or high. */
  without: z.array(z.string()),
});
export type PenaltyRewards = z.infer<typeof penaltyRewardSchema>;

const pillarSchema = z.object({
  ref: z.string(),
  kind: z.enum(measureKinds),
  programme: z.string(),
  title: z.string(),
  surveyName: z.string(),
  /** Units in steps of time with a figure. */
  cells: z.number().int(),
  units: z.number().int(),
});

const correlationSchema = z.object({
  value: z.number(),
  interval: intervalSchema,
  pValue: z.number(),
  adjustedP: z.number(),
  clear: z.boolean(),
});

export const pillarsSchema = z.object({
  measures: z.array(pillarSchema),
  pairs: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      cells: z.number().int(),
      units: z.number().int(),
      /** Do months in which a unit is above its own mean in one go with such months in the other? Null: too little to say. */
      within: correlationSchema.nullable(),
      /** Do units that stand high in one stand high in the other? */
      between: correlationSchema.nullable(),
    }),
  ),
  /** Units where one measure clearly rose while another clearly fell between the two periods. */
  conflicts: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      up: z.object({ measure: z.string(), figure: figureSchema, difference: differenceSchema, adjustedP: z.number() }),
      down: z.object({
        measure: z.string(),
        figure: figureSchema,
        difference: differenceSchema,
        adjustedP: z.number(),
      }),
    }),
  ),
  /** Changes of a unit in a measure that were tested together. */
  tested: z.number().int(),
  falseDiscoveryRate: z.number(),
  /** The two periods that conflicts are between; null when there are not enough days. */
  periods: z.object({ before: periodSchema, now: periodSchema }).nullable(),
  /** The finest step of time that leaves enough answers in unit and step. */
  step: z.enum(["month", "quarter"]),
  /** Cells left out to protect people. */
  hidden: z.number().int(),
});
export type Pillars = z.infer<typeof pillarsSchema>;

const factsErrorCodes = [
  "facts.unknown_field",
  "facts.too_heavy",
  "facts.not_beside",
  "facts.protected_column",
] as const;

export const driversOperations = {
  listCandidates: defineOperation({
    id: "drivers.listCandidates",
    method: "post",
    path: "/api/v1/drivers/candidates",
    permission: "insight.read",
    summary: "Which outcomes there are, and what can be held against one, with n and share missing",
    body: z.strictObject({ ...outcomeWish, ...whichAnswers }),
    output: candidatesSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  readDrivers: defineOperation({
    id: "drivers.readDrivers",
    method: "post",
    path: "/api/v1/drivers",
    permission: "insight.read",
    summary: "What moves an outcome: share of R², effect, performance, each with its interval, and what cannot be told",
    body: driversQuerySchema,
    output: driversSchema,
    errors: ["drivers.unknown_predictor", ...factsErrorCodes],
  }),
  readPenaltyReward: defineOperation({
    id: "drivers.readPenaltyReward",
    method: "post",
    path: "/api/v1/drivers/penalty-reward",
    permission: "insight.read",
    summary: "What being rated low takes from an outcome, and what being rated high adds to it (R184, Brandt)",
    body: driversQuerySchema.omit({ method: true }),
    output: penaltyRewardSchema,
    errors: ["drivers.unknown_predictor", ...factsErrorCodes],
  }),
  readPillars: defineOperation({
    id: "drivers.readPillars",
    method: "post",
    path: "/api/v1/drivers/pillars",
    permission: "insight.read",
    summary: "Measures of several programmes side by side by unit and month: what goes together, what conflicts (R6)",
    body: z.strictObject({ measures: z.array(measureRefSchema).max(8).optional(), ...whichAnswers }),
    output: pillarsSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  readTopics: defineOperation({
    id: "drivers.readTopics",
    method: "post",
    path: "/api/v1/drivers/topics",
    permission: "insight.read",
    summary: "Which topics promoters and detractors speak of, and whether they are the same ones (R57)",
    body: topicsQuerySchema,
    output: topicsSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
  setGroup: defineOperation({
    id: "drivers.setGroup",
    method: "put",
    path: "/api/v1/drivers/groups",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Say which part of the experience a driver belongs to; null lets its name decide again",
    body: z.strictObject({ driver: predictorRefSchema, group: z.enum(driverGroups).nullable() }),
    output: z.object({ ok: z.literal(true) }),
    errors: [],
  }),
  export: defineOperation({
    id: "drivers.export",
    method: "post",
    path: "/api/v1/drivers/export",
    permission: "insight.read",
    summary: "The drivers as a file (CSV, or XLSX with effects, penalty and reward, and a method sheet)",
    body: z.strictObject({
      query: driversQuerySchema,
      format: z.enum(["csv", "xlsx"]),
      title: z.string().trim().max(200).default(""),
    }),
    output: z.unknown(),
    errors: ["drivers.unknown_predictor", ...factsErrorCodes],
  }),
} as const;

export const driversErrors = {
  "drivers.unknown_predictor": { status: 422, message: "{predictor} cannot be held against this outcome." },
} as const satisfies ErrorTable;
