import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { answerValueSchema } from "./definition.ts";

const bySurvey = z.object({ id: z.uuid() });

export const testRunSchema = z.object({
  id: z.string(),
  surveyId: z.string(),
  /** Null: the draft as it was then. */
  version: z.number().int().nullable(),
  state: z.enum(["partial", "complete"]),
  language: z.string().nullable(),
  startedAt: z.string(),
  changedAt: z.string(),
  /** In the order of the survey. */
  answers: z.array(
    z.object({
      question: z.string(),
      title: z.string(),
      value: answerValueSchema,
      /** In words. */
      display: z.string(),
      score: z.number().nullable(),
    }),
  ),
});
export type TestRun = z.infer<typeof testRunSchema>;

export const testRunOperations = {
  createTestLink: defineOperation({
    id: "surveys.createTestLink",
    method: "post",
    path: "/api/v1/surveys/{id}/test-link",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "An address where the survey can be tried on its real page; nothing of it ever counts",
    params: bySurvey,
    body: z.strictObject({
      /** The draft as it is when the page is opened, or what is published. */
      of: z.enum(["draft", "published"]).default("draft"),
    }),
    output: z.object({ url: z.string(), expiresAt: z.string() }),
    errors: ["surveys.not_found", "surveys.not_published"],
  }),
  listTestRuns: defineOperation({
    id: "surveys.listTestRuns",
    method: "get",
    path: "/api/v1/surveys/{id}/test-runs",
    permission: "surveys.read",
    summary: "What was answered on test links, newest first",
    params: bySurvey,
    query: z.object({
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(testRunSchema), nextCursor: z.string().nullable(), total: z.number().int() }),
    errors: ["surveys.not_found"],
  }),
  deleteTestRuns: defineOperation({
    id: "surveys.deleteTestRuns",
    method: "delete",
    path: "/api/v1/surveys/{id}/test-runs",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Delete every test run of a survey for good",
    params: bySurvey,
    output: z.object({ deleted: z.number().int() }),
    errors: ["surveys.not_found"],
  }),
  deleteTestRun: defineOperation({
    id: "surveys.deleteTestRun",
    method: "delete",
    path: "/api/v1/surveys/{id}/test-runs/{run}",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Delete one test run for good; deleting it again deletes nothing",
    params: z.object({ id: z.uuid(), run: z.uuid() }),
    output: z.object({ deleted: z.number().int() }),
    errors: ["surveys.not_found"],
  }),
} as const;
