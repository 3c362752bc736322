import { z } from "zod";

import { estimateSchema, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

import { placeSchema, uncertainSchema } from "./map.ts";
import { avoidables, problemKeySchema } from "./register.ts";

/** Which answers; the same words as a map's. */
export const stakesQuerySchema = z.strictObject({
  measure: measureRefSchema,
  where: conditionSchema.optional(),
  period: periodSchema.optional(),
  weight: z.boolean().default(false),
});

/**
 * Yearly revenue of the customers in the low group, segment by segment (R170); `unknown`: nobody said what a segment brings;
 * `contacts`: the answers stand for contacts, not for customers.
 */
export const segmentRiskSchema = z.object({
  state: z.enum(["ok", "unknown", "contacts"]),
  currency: z.string().nullable(),
  items: z.array(
    z.object({
      segment: placeSchema,
      customers: z.number().int(),
      revenue: z.number(),
      n: z.number().int(),
      /** Per cent in the low group; null below the minimum of answers. */
      shareLow: estimateSchema.nullable(),
      atRisk: uncertainSchema.nullable(),
      /** Of the problems that the low group names, the one with most revenue behind it. */
      first: z.object({ key: problemKeySchema, name: z.string(), atRisk: uncertainSchema }).nullable(),
    }),
  ),
  /** Over the segments that could be told; null where none could. */
  total: uncertainSchema.nullable(),
});
export type SegmentRisk = z.infer<typeof segmentRiskSchema>;

/** Contacts that need not have been, by reason (R177), as per cent of the contacts that were asked about. */
export const avoidableSchema = z.object({
  /** `not-contacts`: the answers stand for customers; `unsaid`: no problem of the register says that its contacts can be avoided. */
  state: z.enum(["ok", "not-contacts", "unsaid", "none"]),
  n: z.number().int(),
  /** Contacts that name at least one such problem. */
  whole: estimateSchema.nullable(),
  items: z.array(
    z.object({
      reason: z.enum(avoidables),
      mentions: z.number().int(),
      share: estimateSchema.nullable(),
      problems: z.array(z.object({ key: problemKeySchema, name: z.string() })),
    }),
  ),
});
export type AvoidableContacts = z.infer<typeof avoidableSchema>;
