import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { comparisonRequestSchema } from "./contract/competitor.ts";
import { exampleOperations } from "./contract/example.ts";
import { growthOperations, growthRequestSchema } from "./contract/growth.ts";
import { journeyOperations, promiseRequestSchema, streaksRequestSchema } from "./contract/journey.ts";
import { pairOperations, pairsRequestSchema } from "./contract/pair.ts";
import { registerOperations } from "./contract/register-operations.ts";

export * from "./contract/example.ts";
export * from "./contract/competitor.ts";
export * from "./contract/growth.ts";
export * from "./contract/journey.ts";
export * from "./contract/pair.ts";

const exportOperation = {
  export: defineOperation({
    id: "benchmarks.export",
    method: "post",
    path: "/api/v1/benchmarks/export",
    permission: "insight.read",
    summary: "One of these answers as a file (CSV, or XLSX with a sheet on method)",
    body: z.strictObject({
      format: z.enum(["csv", "xlsx"]),
      question: z.discriminatedUnion("about", [
        z.strictObject({ about: z.literal("competitors"), ask: comparisonRequestSchema }),
        z.strictObject({ about: z.literal("perception"), ask: pairsRequestSchema }),
        z.strictObject({ about: z.literal("promise"), ask: promiseRequestSchema }),
        z.strictObject({ about: z.literal("streaks"), ask: streaksRequestSchema }),
        z.strictObject({ about: z.literal("growth"), ask: growthRequestSchema }),
      ]),
    }),
    output: z.unknown(),
    errors: ["facts.protected", "facts.no_scale", "facts.unknown_field", "facts.too_heavy"],
  }),
} as const;

/** What can be asked of this slice. */
export const benchmarksOperations = {
  ...registerOperations,
  ...pairOperations,
  ...journeyOperations,
  ...growthOperations,
  ...exampleOperations,
  ...exportOperation,
} as const;

/** Why this slice says no. */
export const benchmarksErrors = {
  "benchmarks.not_found": { status: 404, message: "It does not exist any more." },
  "benchmarks.name_taken": { status: 409, message: "There is one of the name {name} already." },
  "benchmarks.changed_elsewhere": {
    status: 409,
    message: "It was changed in another window meanwhile. Load it again, then repeat your change.",
  },
  "benchmarks.too_many": { status: 422, message: "{most} are the most. Delete some first." },
  "benchmarks.too_many_lines": { status: 422, message: "More than {most} lines at once. Send them in parts." },
  "benchmarks.no_answers": { status: 422, message: "Enter at least one answer." },
  "benchmarks.not_hundred": { status: 422, message: "The shares sum to {sum} %. They must sum to 100." },
  "benchmarks.figure_there": { status: 409, message: "There is a figure of that day and source already." },
  "benchmarks.not_a_score": { status: 422, message: "Choose a recommendation measure." },
  "benchmarks.no_scale": { status: 422, message: "This measure has no top boxes. Choose one that stands on a scale." },
} as const satisfies ErrorTable;
