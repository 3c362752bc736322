import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

export const sampleStates = ["none", "loading", "cancelled", "ready", "removing"] as const;

/** How the sample company stands. */
export const sampleSchema = z.object({
  state: z.enum(sampleStates),
  seed: z.number().int().nullable(),
  scale: z.number().nullable(),
  /** Parts written and parts in all; what the progress bar shows. */
  done: z.number().int(),
  total: z.number().int(),
  /** Answers written so far. */
  answers: z.number().int(),
  customers: z.number().int(),
  units: z.number().int(),
  surveys: z.number().int(),
  employees: z.number().int(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** What a load is asked for. */
export const sampleWishSchema = z.strictObject({
  seed: z.number().int().min(1).max(2_147_483_647).default(1),
  /** 1 is 200,000 customers and 300,000 answers. */
  scale: z.number().min(0.001).max(100).default(1),
});
export type SampleWish = z.output<typeof sampleWishSchema>;

/** The tasks of the guided tour, in their order. */
export const trainingTasks = [
  "overview",
  "weakest",
  "real",
  "answers",
  "hurts",
  "weights",
  "build",
  "export",
  "few",
] as const;
export type TrainingTask = (typeof trainingTasks)[number];

export const trainingSchema = z.object({
  tasks: z.array(
    z.object({
      task: z.enum(trainingTasks),
      state: z.enum(["open", "done", "skipped"]),
      /** Codes or keys to choose from where the task is a question; empty otherwise. */
      choices: z.array(z.object({ key: z.string(), name: z.record(z.string(), z.string()) })),
    }),
  ),
  /** The branch that two of the tasks are about. */
  unit: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Name of the survey with weights. */
  weighted: z.object({ slug: z.string() }).nullable(),
});
export type Training = z.infer<typeof trainingSchema>;

const none = z.object({ ok: z.literal(true) });

export const sampleOperations = {
  readSample: defineOperation({
    id: "sample.readSample",
    method: "get",
    path: "/api/v1/sample",
    permission: "signed-in",
    summary: "Whether there is a sample company, how far it is loaded and how much it holds",
    output: sampleSchema,
    errors: [],
  }),
  loadSample: defineOperation({
    id: "sample.loadSample",
    method: "post",
    path: "/api/v1/sample",
    permission: "installation.manage",
    reach: "everywhere",
    summary: "Load the sample company in the background; the same seed again changes nothing",
    body: sampleWishSchema,
    output: sampleSchema,
    errors: ["sample.other_loaded", "sample.removing"],
  }),
  cancelSample: defineOperation({
    id: "sample.cancelSample",
    method: "post",
    path: "/api/v1/sample/cancel",
    permission: "installation.manage",
    reach: "everywhere",
    summary: "Stop a running load; what is there stays and can be gone on with or removed",
    output: sampleSchema,
    errors: ["sample.none"],
  }),
  removeSample: defineOperation({
    id: "sample.removeSample",
    method: "delete",
    path: "/api/v1/sample",
    permission: "installation.manage",
    reach: "everywhere",
    summary: "Remove everything the sample company brought, in the background; what others made stays",
    output: sampleSchema,
    errors: ["sample.none"],
  }),
  readTruths: defineOperation({
    id: "sample.readTruths",
    method: "get",
    path: "/api/v1/sample/truths",
    permission: "installation.manage",
    reach: "everywhere",
    summary: "What is true of the sample company because it was made so",
    output: z.object({ truths: z.record(z.string(), z.unknown()).nullable() }),
    errors: ["sample.none"],
  }),
  readTraining: defineOperation({
    id: "sample.readTraining",
    method: "get",
    path: "/api/v1/training",
    permission: "signed-in",
    summary: "One's own guided tour through the sample company",
    output: trainingSchema,
    errors: [],
  }),
  noteTask: defineOperation({
    id: "sample.noteTask",
    method: "post",
    path: "/api/v1/training/{task}",
    permission: "signed-in",
    summary: "Say that a task is done, with the answer where it is a question, or skip it",
    params: z.object({ task: z.enum(trainingTasks) }),
    body: z.strictObject({ skip: z.boolean().default(false), answer: z.string().max(200).optional() }),
    output: z.object({
      /** Whether it counts as done now; false for a wrong answer or a thing not done yet. */
      accepted: z.boolean(),
    }),
    errors: ["sample.none"],
  }),
  restartTraining: defineOperation({
    id: "sample.restartTraining",
    method: "delete",
    path: "/api/v1/training",
    permission: "signed-in",
    summary: "Begin one's guided tour anew",
    output: none,
    errors: [],
  }),
} as const;

export const sampleErrors = {
  "sample.none": { status: 404, message: "There is no sample company here." },
  "sample.other_loaded": {
    status: 409,
    message: "Another sample company (seed {seed}, scale {scale}) is here. Remove it first.",
  },
  "sample.removing": { status: 409, message: "The sample company is being removed. Try again when it is gone." },
} as const satisfies ErrorTable;
