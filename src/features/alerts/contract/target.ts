import { z } from "zod";

import { figureSchema, measureRefSchema } from "#feature/facts/contract";
import { isWithinReach } from "#kit/day";
import { defineOperation } from "#kit/operation";

/**
 * How far beside the target still counts as met: a share of the target (5 % of 80 % are 4 points of per cent), or an
 * amount in the unit of the measure. A share of the target means nothing where the scale has no zero (NPS, means of
 * scales): there it is an amount.
 */
export const toleranceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("relative"), percent: z.number().min(0).max(50) }),
  z.strictObject({ kind: z.literal("absolute"), amount: z.number().min(0).max(1e6) }),
]);
export type Tolerance = z.infer<typeof toleranceSchema>;

export const targetWishSchema = z.strictObject({
  measure: measureRefSchema,
  /** Code of the unit; null for the whole. */
  unit: z.string().min(1).max(200).nullable(),
  value: z.number().min(-1e9).max(1e9),
  better: z.enum(["higher", "lower"]),
  tolerance: toleranceSchema,
  from: z.iso.date().refine(isWithinReach, { message: "a day between 1900 and 2199" }),
});
export type TargetWish = z.infer<typeof targetWishSchema>;

/** What is said of a month: judged, or why it is not. */
export const monthVerdicts = ["met", "missed", "unclear", "too-few", "hidden", "none"] as const;

export const monthSchema = z.object({
  /** First day. */
  month: z.string(),
  figure: figureSchema,
  verdict: z.enum(monthVerdicts),
  onTarget: z.boolean().nullable(),
  /** Probability that the true value is on target. */
  probability: z.number().nullable(),
  /** It is not over yet: it does not count for the rule. */
  isRunning: z.boolean(),
});
export type Month = z.infer<typeof monthSchema>;

export const targetSchema = targetWishSchema.extend({
  id: z.string(),
  unitName: z.string(),
  /** The value that just counts as met. */
  threshold: z.number(),
  months: z.array(monthSchema),
  rule: z.object({
    needed: z.number().int(),
    of: z.number().int(),
    known: z.number().int(),
    onTarget: z.number().int(),
    probability: z.number(),
    verdict: z.enum(["met", "missed", "unclear", "too-early"]),
  }),
  trend: z
    .object({
      slope: z.number(),
      low: z.number(),
      high: z.number(),
      isClear: z.boolean(),
      crossesIn: z.number().nullable(),
    })
    .nullable(),
  reviewedAt: z.string(),
  /** From this day on somebody should look whether it is still the right one. */
  reviewDue: z.string(),
  isReviewDue: z.boolean(),
  revision: z.number().int(),
});
export type TargetView = z.infer<typeof targetSchema>;

const id = z.object({ id: z.uuid() });
const ok = z.object({ ok: z.literal(true) });

/** A measure of the catalogue: what it is called is a text of the interface. */
export const metricSchema = z.object({
  id: z.string(),
  formula: z.string(),
  unit: z.string(),
  better: z.enum(["higher", "lower", "target"]),
  pillar: z.enum(["customer", "employee", "user", "multichannel"]),
  /** Stage of maturity at which organisations typically start to use it, 1 to 5. */
  stage: z.number().int(),
  from: z.enum(["survey", "operations"]),
});

export const targetOperations = {
  listMetrics: defineOperation({
    id: "alerts.listMetrics",
    method: "get",
    path: "/api/v1/metrics",
    permission: "insight.read",
    summary: "The catalogue of measures with exact formulas and the stage of maturity they belong to",
    output: z.object({ items: z.array(metricSchema), nextCursor: z.null() }),
    errors: [],
  }),
  listTargets: defineOperation({
    id: "alerts.listTargets",
    method: "get",
    path: "/api/v1/targets",
    permission: "insight.read",
    summary: "Targets with their last twelve months and the rule of nine of twelve",
    output: z.object({ items: z.array(targetSchema), nextCursor: z.null() }),
    errors: [],
  }),
  createTarget: defineOperation({
    id: "alerts.createTarget",
    method: "post",
    path: "/api/v1/targets",
    permission: "alerts.write",
    summary: "Set what a measure should reach",
    body: targetWishSchema,
    output: targetSchema,
    errors: ["alerts.target_there", "alerts.unknown_unit", "alerts.not_countable", "alerts.too_many"],
  }),
  updateTarget: defineOperation({
    id: "alerts.updateTarget",
    method: "put",
    path: "/api/v1/targets/{id}",
    permission: "alerts.write",
    summary: "Change a target; also counts as its review",
    params: id,
    body: targetWishSchema
      .pick({ value: true, better: true, tolerance: true, from: true })
      .extend({ revision: z.number().int() }),
    output: targetSchema,
    errors: ["alerts.not_found", "alerts.changed_elsewhere"],
  }),
  reviewTarget: defineOperation({
    id: "alerts.reviewTarget",
    method: "post",
    path: "/api/v1/targets/{id}/review",
    permission: "alerts.write",
    summary: "Note that a target was looked at and still is the right one",
    params: id,
    output: targetSchema,
    errors: ["alerts.not_found"],
  }),
  deleteTarget: defineOperation({
    id: "alerts.deleteTarget",
    method: "delete",
    path: "/api/v1/targets/{id}",
    permission: "alerts.write",
    summary: "Drop a target; can be taken back for thirty days",
    params: id,
    output: ok,
    errors: ["alerts.not_found"],
  }),
  restoreTarget: defineOperation({
    id: "alerts.restoreTarget",
    method: "post",
    path: "/api/v1/targets/{id}/restore",
    permission: "alerts.write",
    summary: "Take back that a target was dropped",
    params: id,
    output: targetSchema,
    errors: ["alerts.not_found", "alerts.target_there"],
  }),
} as const;
