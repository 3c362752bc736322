import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { daySchema } from "./contract/population.ts";
import {
  fieldworkSchema,
  fieldworkWishSchema,
  icebergRequestSchema,
  icebergSchema,
  outcomeProblemSchema,
  planRequestSchema,
  planSchema,
  representativenessRequestSchema,
  representativenessSchema,
  scoreRequestSchema,
  scoreSchema,
  thresholdRequestSchema,
  thresholdSchema,
} from "./contract/reading.ts";
import { previewRequestSchema } from "./contract/scheme.ts";
import { populationOperations, schemeOperations } from "./contract/weighting-operations.ts";

export * from "./contract/population.ts";
export * from "./contract/reading.ts";
export * from "./contract/scheme.ts";

const byId = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });
const everywhere = { reach: "everywhere" } as const;

/** Questions about the sample. */
const readings = {
  listFieldwork: defineOperation({
    id: "sampling.listFieldwork",
    method: "get",
    path: "/api/v1/sampling/fieldwork",
    permission: "insight.read",
    summary: "How many were selected, reached and refused, by measure and span, newest first",
    output: listOf(fieldworkSchema),
    errors: [],
  }),
  putFieldwork: defineOperation({
    id: "sampling.putFieldwork",
    method: "put",
    path: "/api/v1/sampling/fieldwork",
    permission: "weights.write",
    ...everywhere,
    summary: "Enter how many were asked; the same measure and span replaces",
    body: fieldworkWishSchema,
    output: fieldworkSchema,
    errors: [],
  }),
  deleteFieldwork: defineOperation({
    id: "sampling.deleteFieldwork",
    method: "delete",
    path: "/api/v1/sampling/fieldwork/{id}",
    permission: "weights.write",
    ...everywhere,
    summary: "Delete such an entry",
    params: byId,
    output: done,
    errors: ["sampling.not_found"],
  }),
  readRepresentativeness: defineOperation({
    id: "sampling.readRepresentativeness",
    method: "post",
    path: "/api/v1/sampling/representativeness",
    permission: "insight.read",
    ...everywhere,
    summary: "Those who answered held against the population; bounds and sensitivity for those who kept silent",
    body: representativenessRequestSchema,
    output: representativenessSchema,
    errors: ["sampling.not_found", "facts.protected", "facts.no_scale", "facts.unknown_field", "facts.too_heavy"],
  }),
  planQuota: defineOperation({
    id: "sampling.planQuota",
    method: "post",
    path: "/api/v1/sampling/plan",
    permission: "insight.read",
    summary: "How many to ask a day, a week, a month for a wished precision, by segment",
    body: planRequestSchema,
    output: planSchema,
    errors: ["sampling.not_found", "sampling.unknown_margin", "sampling.no_estimate"],
  }),
  estimateIceberg: defineOperation({
    id: "sampling.estimateIceberg",
    method: "post",
    path: "/api/v1/sampling/iceberg",
    permission: "insight.read",
    summary: "Dissatisfied people behind complaints, by a stated factor and its doubt",
    body: icebergRequestSchema,
    output: icebergSchema,
    errors: [],
  }),
  readOutcomes: defineOperation({
    id: "sampling.readOutcomes",
    method: "get",
    path: "/api/v1/sampling/outcomes",
    permission: "insight.read",
    summary: "How many outcomes of retention there are, and up to when they are known",
    output: z.object({
      persons: z.number().int(),
      left: z.number().int(),
      knownFrom: z.string().nullable(),
      knownUntil: z.string().nullable(),
    }),
    errors: [],
  }),
  putOutcomes: defineOperation({
    id: "sampling.putOutcomes",
    method: "post",
    path: "/api/v1/sampling/outcomes",
    permission: "weights.write",
    ...everywhere,
    summary:
      "Who left and who stayed, pasted: id in the customer file, day of leaving (empty: stayed); unknown ids are told",
    body: z.strictObject({
      text: z.string().max(10_000_000),
      knownUntil: daySchema,
      dryRun: z.boolean().default(false),
    }),
    output: z.object({
      rows: z.number().int(),
      stored: z.number().int(),
      left: z.number().int(),
      /** The first 100. */
      problems: z.array(outcomeProblemSchema),
      refused: z.number().int(),
    }),
    errors: ["sampling.nothing_to_store", "sampling.too_many_lines"],
  }),
  deleteOutcomes: defineOperation({
    id: "sampling.deleteOutcomes",
    method: "delete",
    path: "/api/v1/sampling/outcomes",
    permission: "weights.write",
    ...everywhere,
    summary: "Delete all outcomes",
    output: done,
    errors: [],
  }),
  readThreshold: defineOperation({
    id: "sampling.readThreshold",
    method: "post",
    path: "/api/v1/sampling/threshold",
    permission: "insight.read",
    ...everywhere,
    summary: "Retention by score and the score below which people behave disloyally, with its interval",
    body: thresholdRequestSchema,
    output: thresholdSchema,
    errors: ["sampling.wrong_measure", "facts.protected", "facts.unknown_field", "facts.too_heavy"],
  }),
  mergeScores: defineOperation({
    id: "sampling.mergeScores",
    method: "post",
    path: "/api/v1/sampling/score",
    permission: "insight.read",
    summary: "Waves or surveys of one measure as one estimate, with how much they differ beyond chance",
    body: scoreRequestSchema,
    output: scoreSchema,
    errors: [
      "sampling.mixed_programmes",
      "sampling.mixed_scales",
      "sampling.no_estimate",
      "facts.unknown_field",
      "facts.too_heavy",
    ],
  }),
  export: defineOperation({
    id: "sampling.export",
    method: "post",
    path: "/api/v1/sampling/export",
    permission: "insight.read",
    summary: "One of these answers as a file (CSV, or XLSX with a sheet on method)",
    body: z.strictObject({
      format: z.enum(["csv", "xlsx"]),
      question: z.discriminatedUnion("about", [
        z.strictObject({ about: z.literal("representativeness"), ask: representativenessRequestSchema }),
        z.strictObject({ about: z.literal("weights"), ask: previewRequestSchema }),
        z.strictObject({ about: z.literal("plan"), ask: planRequestSchema }),
        z.strictObject({ about: z.literal("threshold"), ask: thresholdRequestSchema }),
        z.strictObject({ about: z.literal("score"), ask: scoreRequestSchema }),
      ]),
    }),
    output: z.unknown(),
    errors: ["sampling.not_found", "sampling.no_estimate", "facts.protected", "facts.too_heavy"],
  }),
} as const;

export const samplingOperations = { ...populationOperations, ...schemeOperations, ...readings } as const;

/** Why this slice says no. */
export const samplingErrors = {
  "sampling.not_found": { status: 404, message: "It does not exist any more." },
  "sampling.name_taken": { status: 409, message: "There is one of the name {name} already." },
  "sampling.changed_elsewhere": {
    status: 409,
    message: "It was changed in another window meanwhile. Load it again, then repeat your change.",
  },
  "sampling.not_hundred": {
    status: 422,
    message: "The shares of {dimension} sum to {sum} %. They must sum to 100.",
  },
  "sampling.totals_differ": {
    status: 422,
    message: "{first} has {firstTotal} people in all, {second} has {secondTotal}. Both must count the same people.",
  },
  "sampling.repeated_value": { status: 422, message: "{value} stands twice in {dimension}." },
  "sampling.unknown_margin": { status: 422, message: "The population has no margin {dimension}." },
  "sampling.in_use": { status: 409, message: "The scheme {name} uses this population." },
  "sampling.busy": { status: 409, message: "This scheme is being applied or undone. Wait for it, or stop it." },
  "sampling.applied": {
    status: 409,
    message: "This scheme is applied. Undo it first, then change what it concerns or delete it.",
  },
  "sampling.not_applied": { status: 409, message: "This scheme is not applied." },
  "sampling.not_running": { status: 409, message: "This scheme is not being applied." },
  "sampling.overlaps": {
    status: 409,
    message: "The scheme {name} weights some of the same responses. Undo it first.",
  },
  "sampling.cannot_rake": {
    status: 422,
    message: "There are no weights that meet the margins. The preview names the cells and what to do about them.",
  },
  "sampling.too_many_cells": {
    status: 422,
    message: "The dimensions make {cells} different cells; {most} are the most. Choose fewer dimensions.",
  },
  "sampling.no_estimate": { status: 422, message: "There are too few answers for this." },
  "sampling.nothing_to_store": { status: 422, message: "No line names a known person." },
  "sampling.too_many_lines": { status: 422, message: "More than {most} lines at once. Send them in parts." },
  "sampling.wrong_measure": { status: 422, message: "Choose a measure on a scale from 0 to 10." },
  "sampling.mixed_programmes": {
    status: 422,
    message: "Relationship and transactional scores answer different questions; they are never merged.",
  },
  "sampling.mixed_scales": {
    status: 422,
    message: "These measures stand on different scales; they cannot be one number.",
  },
} as const satisfies ErrorTable;
