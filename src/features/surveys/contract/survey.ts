import { z } from "zod";

import { definitionSchema } from "./definition.ts";

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

/** Of the column that versions and revisions are compared with. */
export const largestInteger = 2_147_483_647;
