import { z } from "zod";

import { identitySchema } from "#feature/people/contract";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { commentOperations } from "./contract/comments.ts";
import { definitionSchema } from "./contract/definition.ts";
import { exchangeOperations } from "./contract/exchange.ts";
import { largestInteger, programmes, surveySchema, surveyStates, templateSchema } from "./contract/survey.ts";
import { testRunOperations } from "./contract/test-runs.ts";
import { versionOperations } from "./contract/versions.ts";

export * from "./contract/comments.ts";
export * from "./contract/definition.ts";
export * from "./contract/exchange.ts";
export * from "./contract/survey.ts";
export * from "./contract/test-runs.ts";
export * from "./contract/theme.ts";
export * from "./contract/versions.ts";

const byId = z.object({ id: z.uuid() });

export const surveyOperations = {
  ...versionOperations,
  ...commentOperations,
  ...testRunOperations,
  ...exchangeOperations,
  listSurveys: defineOperation({
    id: "surveys.listSurveys",
    method: "get",
    path: "/api/v1/surveys",
    permission: "surveys.read",
    summary: "Surveys, newest change first",
    query: z.object({
      search: z.string().max(100).optional(),
      state: z.enum(surveyStates).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(surveySchema.omit({ draft: true })), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  listTemplates: defineOperation({
    id: "surveys.listTemplates",
    method: "get",
    path: "/api/v1/survey-templates",
    permission: "surveys.read",
    summary: "Ready surveys to start from, in every product language",
    output: z.object({ items: z.array(templateSchema), nextCursor: z.null() }),
    errors: [],
  }),
  readSurvey: defineOperation({
    id: "surveys.readSurvey",
    method: "get",
    path: "/api/v1/surveys/{id}",
    permission: "surveys.read",
    summary: "One survey with its draft",
    params: byId,
    output: surveySchema,
    errors: ["surveys.not_found"],
  }),
  createSurvey: defineOperation({
    id: "surveys.createSurvey",
    method: "post",
    path: "/api/v1/surveys",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Create a survey from a template or a definition",
    body: z.strictObject({
      name: z.string().trim().min(1).max(200),
      programme: z.enum(programmes).optional(),
      template: z.string().max(60).optional(),
      definition: definitionSchema.optional(),
      anonymous: z.boolean().default(false),
    }),
    output: surveySchema,
    errors: ["surveys.unknown_template", "surveys.invalid_definition"],
  }),
  updateSurvey: defineOperation({
    id: "surveys.updateSurvey",
    method: "patch",
    path: "/api/v1/surveys/{id}",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Change name or draft; refuses when somebody else changed it meanwhile",
    params: byId,
    body: z.strictObject({
      revision: z.number().int().min(0).max(largestInteger),
      name: z.string().trim().min(1).max(200).optional(),
      draft: definitionSchema.optional(),
      anonymous: z.boolean().optional(),
    }),
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.changed_meanwhile", "surveys.anonymity_fixed", "surveys.invalid_definition"],
  }),
  publishSurvey: defineOperation({
    id: "surveys.publishSurvey",
    method: "post",
    path: "/api/v1/surveys/{id}/publish",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Publish the draft as a new version that never changes, and open the survey",
    params: byId,
    body: z
      .strictObject({
        /** What changed and why, for the list of versions. */
        note: z.string().trim().max(500).optional(),
      })
      .optional(),
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.invalid_definition"],
  }),
  setState: defineOperation({
    id: "surveys.setState",
    method: "post",
    path: "/api/v1/surveys/{id}/state",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Close, reopen, archive or restore a survey",
    params: byId,
    body: z.strictObject({ state: z.enum(["open", "closed", "archived"]) }),
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.not_published"],
  }),
  copySurvey: defineOperation({
    id: "surveys.copySurvey",
    method: "post",
    path: "/api/v1/surveys/{id}/copy",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "A new survey with the same draft, without answers, links and comments",
    params: byId,
    body: z.strictObject({ name: z.string().trim().min(1).max(200) }),
    output: surveySchema,
    errors: ["surveys.not_found"],
  }),
  createLinks: defineOperation({
    id: "surveys.createLinks",
    method: "post",
    path: "/api/v1/surveys/{id}/links",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Make single-use links with their context",
    params: byId,
    body: z.strictObject({
      links: z
        .array(
          z.strictObject({
            context: z.record(z.string().max(60), z.string().max(200)).default({}),
            person: identitySchema.optional(),
            expiresAt: z.iso.datetime().optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    output: z.object({ items: z.array(z.object({ token: z.string(), url: z.string() })), nextCursor: z.null() }),
    errors: ["surveys.not_found", "surveys.not_published", "surveys.unknown_field"],
  }),
} as const;

export const surveyErrors = {
  "surveys.not_found": { status: 404, message: "There is no such survey, or you may not see it." },
  "surveys.unknown_template": { status: 422, message: "There is no template {template}." },
  "surveys.invalid_definition": { status: 422, message: "This survey has problems: {problems}." },
  "surveys.changed_meanwhile": {
    status: 409,
    message: "{by} changed this survey since you opened it. Load it again, then repeat your change.",
  },
  "surveys.slug_taken": {
    status: 409,
    message: "The name {slug} belongs to a survey that was made here. Choose another.",
  },
  "surveys.programme_differs": {
    status: 409,
    message: "The survey {slug} belongs to the programme {programme}; programmes are never mixed.",
  },
  "surveys.unknown_field": {
    status: 422,
    message: "{field} is neither a context field nor a hidden field of this survey; answers could not keep it.",
  },
  "surveys.anonymity_fixed": {
    status: 409,
    message: "People have answered under this promise: whether the survey is anonymous cannot change any more.",
  },
  "surveys.file_unreadable": { status: 422, message: "This file cannot be read as {format}: {reason}." },
  "surveys.comment_unknown": { status: 404, message: "There is no such comment on this survey." },
  "surveys.not_author": { status: 403, message: "Only its author or an owner may delete a comment." },
  "surveys.unknown_question": { status: 422, message: "This survey has no question {question}." },
  "surveys.unknown_colleague": {
    status: 422,
    message: "Only users who may see surveys can be mentioned.",
  },
  "surveys.not_published": { status: 409, message: "Publish the survey first." },
} as const satisfies ErrorTable;
