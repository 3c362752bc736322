import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { definitionSchema } from "./definition.ts";
import { programmes, surveySchema } from "./survey.ts";

/** Files a definition may come from and go to: our own (YAML or JSON), SurveyJS JSON, LimeSurvey `.lss` and `.lsq`. */
export const exchangeFormats = ["holos", "surveyjs", "limesurvey"] as const;
export type ExchangeFormat = (typeof exchangeFormats)[number];

/** Largest file, in characters. */
export const mostFileCharacters = 900_000;

/** Why something was left behind or changed on the way. */
export const notCarriedCodes = [
  /** The other side has no such kind of question. */
  "question_kind",
  /** A setting without a counterpart. */
  "setting",
  /** A condition or expression that cannot be said in the other language; the part is shown to everybody. */
  "condition",
  /** Calculations, scripts, quotas, assessments. */
  "logic",
  /** Pictures, files, HTML. */
  "media",
  /** A text or list shortened to what is allowed. */
  "shortened",
  /** A key that had to be changed; `what` is `old → new`. */
  "renamed",
  /** Anything this import does not know. */
  "unknown",
] as const;

export const notCarriedSchema = z.object({
  /** Where in the source: names joined by ` › `, for people. */
  where: z.string(),
  /** What it was, in the words of the source. */
  what: z.string(),
  code: z.enum(notCarriedCodes),
});
export type NotCarried = z.infer<typeof notCarriedSchema>;

/** Place and code of something a definition would be refused for. */
const problemSchema = z.object({ field: z.string(), code: z.string(), message: z.string().optional() });

export const exchangeOperations = {
  importDefinition: defineOperation({
    id: "surveys.importDefinition",
    method: "post",
    path: "/api/v1/surveys/import",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Make a survey of a file from another product, or show what would become of it",
    body: z.strictObject({
      format: z.enum(exchangeFormats),
      content: z.string().min(1).max(mostFileCharacters),
      /** Defaults to the title in the file. */
      name: z.string().trim().min(1).max(200).optional(),
      programme: z.enum(programmes).optional(),
      /** `slug`: a file that names a survey of ours changes the draft of that survey; the same file again changes nothing. */
      into: z.enum(["new", "slug"]).default("new"),
      dryRun: z.boolean().default(false),
    }),
    output: z.object({
      name: z.string(),
      definition: definitionSchema,
      notCarried: z.array(notCarriedSchema),
      /** What keeps it from being published; not empty only in a dry run or where texts are missing. */
      problems: z.array(problemSchema),
      result: z.enum(["checked", "created", "updated", "unchanged"]),
      /** Null in a dry run. */
      survey: surveySchema.nullable(),
    }),
    errors: [
      "surveys.file_unreadable",
      "surveys.invalid_definition",
      "surveys.slug_taken",
      "surveys.programme_differs",
      "surveys.anonymity_fixed",
    ],
  }),
  exportDefinition: defineOperation({
    id: "surveys.exportDefinition",
    method: "get",
    path: "/api/v1/surveys/{id}/export",
    permission: "surveys.read",
    summary: "A survey as a file for another product or another installation",
    params: z.object({ id: z.uuid() }),
    query: z.object({
      format: z.enum(exchangeFormats).default("holos"),
      /** A published version; the draft without it. */
      version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    }),
    output: z.object({
      fileName: z.string(),
      mime: z.string(),
      content: z.string(),
      notCarried: z.array(notCarriedSchema),
    }),
    errors: ["surveys.not_found"],
  }),
} as const;
