import { z } from "zod";

import { identitySchema } from "#feature/people/contract";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { definitionSchema } from "./contract/definition.ts";

export * from "./contract/definition.ts";

/** R38: kinds of programme are never mixed in one trend. */
export const programmes = ["relational", "transactional", "employee", "product", "competitor", "review"] as const;
export type Programme = (typeof programmes)[number];

export const surveyStates = ["draft", "open", "closed", "archived"] as const;

export const surveySchema = z.object({
  id: z.string(),
  /** Short public name in the link `/s/{slug}`. */
  slug: z.string(),
  /** Public address of the survey, as people open it. Not in lists. */
  link: z.string().optional(),
  name: z.string(),
  programme: z.enum(programmes),
  state: z.enum(surveyStates),
  /** `built` in Holos, or `imported`: made by an import profile to hold its columns. */
  origin: z.enum(["built", "imported"]),
  anonymous: z.boolean(),
  publishedVersion: z.number().int().nullable(),
  draft: definitionSchema,
  /** Whether the draft differs from the published version. */
  changed: z.boolean(),
  /** Grows with every change of the draft; send it back to save (optimistic lock). */
  revision: z.number().int(),
  answers: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Survey = z.infer<typeof surveySchema>;

export const versionSchema = z.object({
  surveyId: z.string(),
  version: z.number().int(),
  definition: definitionSchema,
  publishedAt: z.string(),
});
export type SurveyVersion = z.infer<typeof versionSchema>;

export const templateSchema = z.object({
  key: z.string(),
  name: z.record(z.string(), z.string()),
  summary: z.record(z.string(), z.string()),
  programme: z.enum(programmes),
  definition: definitionSchema,
});
export type Template = z.infer<typeof templateSchema>;

const byId = z.object({ id: z.uuid() });
/** Of the column it is compared with. */
const largestInteger = 2_147_483_647;

export const surveyOperations = {
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
    summary: "Publish the draft as a new version that never changes, and open the survey",
    params: byId,
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.invalid_definition"],
  }),
  setState: defineOperation({
    id: "surveys.setState",
    method: "post",
    path: "/api/v1/surveys/{id}/state",
    permission: "surveys.write",
    summary: "Close, reopen, archive or restore a survey",
    params: byId,
    body: z.strictObject({ state: z.enum(["open", "closed", "archived"]) }),
    output: surveySchema,
    errors: ["surveys.not_found", "surveys.not_published"],
  }),
  readVersion: defineOperation({
    id: "surveys.readVersion",
    method: "get",
    path: "/api/v1/surveys/{id}/versions/{version}",
    permission: "surveys.read",
    summary: "One published version",
    params: z.object({ id: z.uuid(), version: z.coerce.number().int().min(1).max(largestInteger) }),
    output: versionSchema,
    errors: ["surveys.not_found"],
  }),
  createLinks: defineOperation({
    id: "surveys.createLinks",
    method: "post",
    path: "/api/v1/surveys/{id}/links",
    permission: "surveys.write",
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
    message: "Somebody changed this survey since you opened it. Load it again, then repeat your change.",
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
  "surveys.not_published": { status: 409, message: "Publish the survey first." },
} as const satisfies ErrorTable;
