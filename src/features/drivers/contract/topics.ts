import { z } from "zod";

import { differenceSchema, intervalSchema, measureRefSchema, periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

/** Groups of a recommendation, happiest first. */
export const topicGroups = ["high", "middle", "low"] as const;
export type TopicGroup = (typeof topicGroups)[number];

export const topicsQuerySchema = z.strictObject({
  /** Absent: the recommendation of the relationship, or whichever has most answers. */
  measure: measureRefSchema.optional(),
  period: periodSchema.optional(),
  where: conditionSchema.optional(),
  weight: z.boolean().default(false),
});
export type TopicsQuery = z.output<typeof topicsQuerySchema>;

/** Of the answers of one group that speak of any topic, those that speak of this one; 0..1. */
const topicShareSchema = z.object({
  n: z.number().int(),
  of: z.number().int(),
  value: z.number(),
  interval: intervalSchema,
});
export type TopicShare = z.infer<typeof topicShareSchema>;

const topicSchema = z.object({
  key: z.string(),
  name: z.string(),
  shares: z.record(z.enum(topicGroups), topicShareSchema.nullable()),
  /** Promoters less detractors, in percentage points. */
  difference: differenceSchema.nullable(),
  adjustedP: z.number().nullable(),
  clear: z.boolean(),
});
export type Topic = z.infer<typeof topicSchema>;

export const topicsSchema = z.object({
  state: z.enum(["ok", "none", "no-words", "too-few", "hidden"]),
  measure: z.string().nullable(),
  programme: z.string().nullable(),
  /** Answers of each group that speak of any topic. */
  spoken: z.record(z.enum(topicGroups), z.number().int()),
  /** The most named by anybody first. */
  items: z.array(topicSchema),
  /** Of the `most` topics that detractors name most, how many are among the `most` of promoters; null where unknown. */
  common: z.object({ shared: z.number().int(), most: z.number().int() }).nullable(),
  /** Both name the same topics, so topics alone tell little of what to do (R57). */
  isAlike: z.boolean(),
  tested: z.number().int(),
  falseDiscoveryRate: z.number(),
  minimumN: z.number().int(),
});
export type Topics = z.infer<typeof topicsSchema>;
