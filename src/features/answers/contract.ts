import { z } from "zod";

import { identitySchema } from "#feature/people/contract";
import { answerValueSchema, contextFields } from "#feature/surveys/contract";
import { conditionSchema } from "#kit/condition-schema";
import { isWithinReach } from "#kit/day";
import { defineOperation, type ErrorTable } from "#kit/operation";

const code = z.string().trim().min(1).max(200);

/** Who, where and through what an answer came; codes are the organisation's own, unknown ones are kept as unresolved. */
export const contextSchema = z.strictObject(
  Object.fromEntries(contextFields.map((field) => [field, code.optional()])) as Record<
    (typeof contextFields)[number],
    z.ZodOptional<typeof code>
  >,
);
export type Context = z.infer<typeof contextSchema>;

export const submissionSchema = z.strictObject({
  /** Survey id or slug. */
  survey: z.string().min(1).max(100),
  /** Defaults to the published version. */
  version: z.number().int().min(1).optional(),
  /** The caller's own id of this response; sending it again changes nothing. The Idempotency-Key header does the same. */
  id: z.string().min(1).max(200).optional(),
  /** `partial` is kept and may be completed later under the same id. */
  state: z.enum(["partial", "complete"]).default("complete"),
  answers: z.record(z.string().max(60), answerValueSchema),
  answeredAt: z.iso.datetime({ offset: true }).optional(),
  /** IANA zone in which weekday and hour are local; defaults to the unit's, else the organisation's. */
  timeZone: z.string().max(64).optional(),
  language: z.string().min(2).max(35).optional(),
  context: contextSchema.default({}),
  attributes: z.record(z.string().max(60), z.string().max(500)).default({}),
  person: identitySchema.optional(),
  /** Token of a single-use link. */
  link: z.string().max(100).optional(),
  weight: z.number().positive().max(1e6).optional(),
});
export type Submission = z.output<typeof submissionSchema>;
export type SubmissionInput = z.input<typeof submissionSchema>;

export const receiptSchema = z.object({
  id: z.string(),
  state: z.enum(["partial", "complete"]),
  /** `created` now, `completed` from a partial, or `unchanged`: it was here already. */
  result: z.enum(["created", "completed", "updated", "unchanged"]),
  unresolved: z.array(z.object({ field: z.string(), code: z.string() })),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const responseSchema = z.object({
  id: z.string(),
  surveyId: z.string(),
  surveyName: z.string(),
  surveyVersion: z.number().int(),
  programme: z.string(),
  state: z.enum(["partial", "complete"]),
  source: z.enum(["page", "api", "import", "seed"]),
  answeredAt: z.string(),
  localTime: z.string(),
  language: z.string().nullable(),
  /** Null for responses of anonymous surveys. */
  personId: z.string().nullable(),
  weight: z.number(),
  importId: z.string().nullable(),
  /** Each field resolved to a name, or `resolved: false` with the code as it came. */
  context: z.array(z.object({ field: z.string(), code: z.string(), name: z.string(), resolved: z.boolean() })),
  attributes: z.record(z.string(), z.string()),
  /** In the order of the survey; `score` where the question is scored. */
  answers: z.array(
    z.object({
      question: z.string(),
      kind: z.string(),
      title: z.string(),
      value: answerValueSchema,
      display: z.string(),
      score: z.number().nullable(),
      group: z.string().nullable(),
    }),
  ),
});
export type Response = z.infer<typeof responseSchema>;

/** A calendar day, of the years that both stores can hold. */
const day = z.iso.date().refine(isWithinReach, { message: "a day between 1900 and 2199" });

export const listRequestSchema = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  where: conditionSchema.optional(),
  search: z.string().max(200).optional(),
  /** Only responses that hold a scored answer of this measure. */
  measure: z.string().max(300).optional(),
  withText: z.boolean().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListRequest = z.output<typeof listRequestSchema>;

export const responseListSchema = z.object({
  items: z.array(responseSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  /** Some responses are kept back because their group is so small that persons could be told. */
  isAnyHidden: z.boolean().optional(),
});
export type ResponseList = z.infer<typeof responseListSchema>;

export const answerOperations = {
  submit: defineOperation({
    id: "answers.submit",
    method: "post",
    path: "/api/v1/answers",
    permission: "answers.write",
    summary: "Record one response: validated against its survey version, idempotent, partial ones completed later",
    body: submissionSchema,
    output: receiptSchema,
    errors: [
      "answers.unknown_survey",
      "answers.survey_closed",
      "answers.invalid",
      "answers.link_used",
      "answers.link_unknown",
      "answers.conflict",
    ],
  }),
  submitMany: defineOperation({
    id: "answers.submitMany",
    method: "post",
    path: "/api/v1/answers/batch",
    permission: "answers.write",
    summary: "Record up to 1,000 responses; each is judged by itself and the answer says which were refused and why",
    body: z.strictObject({ responses: z.array(submissionSchema).min(1).max(1000) }),
    output: z.object({
      items: z.array(
        z.union([
          receiptSchema,
          z.object({
            index: z.number().int(),
            code: z.string(),
            errors: z.array(z.object({ field: z.string(), code: z.string() })),
          }),
        ]),
      ),
      nextCursor: z.null(),
    }),
    errors: ["answers.unknown_survey"],
  }),
  listResponses: defineOperation({
    id: "answers.listResponses",
    method: "post",
    path: "/api/v1/answers/search",
    permission: "answers.read",
    summary: "Responses, newest first, by filter and words; the drill-through of every number",
    body: listRequestSchema,
    output: responseListSchema,
    errors: ["answers.invalid"],
  }),
  readResponse: defineOperation({
    id: "answers.readResponse",
    method: "get",
    path: "/api/v1/answers/{id}",
    permission: "answers.read",
    summary: "One response in full",
    params: z.object({ id: z.uuid() }),
    output: responseSchema,
    errors: ["answers.not_found"],
  }),
  eraseResponse: defineOperation({
    id: "answers.eraseResponse",
    method: "delete",
    path: "/api/v1/answers/{id}",
    permission: "answers.erase",
    summary: "Erase one response for good, from both stores",
    params: z.object({ id: z.uuid() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["answers.not_found"],
  }),
} as const;

export const answerErrors = {
  "answers.unknown_survey": { status: 404, message: "There is no such survey, or it has no published version." },
  "answers.survey_closed": { status: 410, message: "This survey is closed." },
  "answers.invalid": { status: 422, message: "Some answers do not fit the survey." },
  "answers.link_used": { status: 409, message: "This link has been answered already." },
  "answers.link_unknown": { status: 404, message: "This link is unknown or has expired." },
  "answers.conflict": { status: 409, message: "A different response was sent under this id before." },
  "answers.not_found": { status: 404, message: "There is no such response, or you may not see it." },
} as const satisfies ErrorTable;
