import { z } from "zod";

import { conditionSchema } from "#kit/condition-schema";

import { themeSchema } from "./theme.ts";

/** Most questions of one survey, over all its pages. */
export const mostQuestions = 2000;

/** A key a definition names a thing by: short, stable, safe in URLs, HTML ids and column names. */
export const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, { message: "lower-case letters, digits and _, starting with a letter, at most 40" });

/** Text per BCP 47 language. `{{key}}` pipes an earlier answer or hidden field, escaped where it is shown. */
export const localTextSchema = z.record(z.string().min(2).max(35), z.string().max(4000));

const base = {
  key: keySchema,
  title: localTextSchema,
  help: localTextSchema.optional(),
  required: z.boolean().default(false),
  condition: conditionSchema.optional(),
  /** Dimensions fixed by the question itself: which touchpoint, product or journey stage it asks about. */
  about: z
    .strictObject({
      touchpoint: z.string().max(120).optional(),
      product: z.string().max(120).optional(),
      stage: z.string().max(120).optional(),
      brand: z.string().max(120).optional(),
    })
    .optional(),
};

const ends = { lowLabel: localTextSchema.optional(), highLabel: localTextSchema.optional() };

const option = z.strictObject({ key: keySchema, label: localTextSchema, exclusive: z.boolean().optional() });

const choice = {
  ...base,
  options: z.array(option).min(1).max(200),
  randomise: z.boolean().default(false),
  /** Adds "other" with a text field; its answer is `{ other: text }`. */
  other: z.boolean().default(false),
};

export const questionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("recommendation"), ...base, ...ends, employee: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal("satisfaction"),
    ...base,
    ...ends,
    steps: z.union([z.literal(3), z.literal(5), z.literal(7), z.literal(10)]).default(5),
  }),
  z.strictObject({
    kind: z.literal("effort"),
    ...base,
    ...ends,
    steps: z.union([z.literal(5), z.literal(7)]).default(7),
    /** CES 2.0: agree it was easy, high is good; CES 1.0: effort, low is good. */ direction: z
      .enum(["high-good", "low-good"])
      .default("high-good"),
  }),
  z.strictObject({
    kind: z.literal("rating"),
    ...base,
    ...ends,
    steps: z.number().int().min(2).max(11).default(5),
    look: z.enum(["stars", "smileys", "numbers"]).default("stars"),
    from: z.union([z.literal(0), z.literal(1)]).default(1),
  }),
  z.strictObject({ kind: z.literal("single"), ...choice }),
  z.strictObject({ kind: z.literal("multiple"), ...choice, max: z.number().int().min(1).optional() }),
  z.strictObject({
    kind: z.literal("text"),
    ...base,
    long: z.boolean().default(true),
    maxLength: z.number().int().min(1).max(20_000).default(4000),
  }),
  z.strictObject({
    kind: z.literal("matrix"),
    ...base,
    rows: z.array(option).min(1).max(50),
    columns: z.array(option).min(2).max(11),
    /** Scored matrices count each row as a rating of 1…columns. */ scored: z.boolean().default(false),
    randomise: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("ranking"),
    ...base,
    options: z.array(option).min(2).max(20),
    randomise: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("number"),
    ...base,
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("date"), ...base, min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.strictObject({ kind: z.literal("consent"), ...base }),
  z.strictObject({ kind: z.literal("statement"), ...base }),
  /** R67: what was expected and what was got, on one scale; gap = result − expectation. */
  z.strictObject({
    kind: z.literal("expectation"),
    ...base,
    ...ends,
    steps: z.number().int().min(3).max(11).default(7),
    expectationLabel: localTextSchema,
    resultLabel: localTextSchema,
  }),
]);
export type Question = z.output<typeof questionSchema>;
export type QuestionKind = Question["kind"];

/** Dimensions that a link, an API call or an import may fill without a question. */
export const contextFields = [
  "channel",
  "device",
  "unit",
  "employee",
  "function",
  "product",
  "touchpoint",
  "journey",
  "stage",
  "account",
  "partner",
  "brand",
  "segment",
] as const;
export type ContextField = (typeof contextFields)[number];

export const definitionSchema = z.strictObject({
  languages: z.array(z.string().min(2).max(35)).min(1).max(20),
  defaultLanguage: z.string().min(2).max(35),
  title: localTextSchema,
  /** Why we ask, how long it takes; shown above the first question. */
  intro: localTextSchema.optional(),
  pages: z
    .array(
      z.strictObject({
        key: keySchema,
        title: localTextSchema.optional(),
        condition: conditionSchema.optional(),
        questions: z.array(questionSchema).min(1).max(100),
      }),
    )
    .min(1)
    .max(100)
    .check(({ value, issues }) => {
      const questions = value.reduce((sum, page) => sum + page.questions.length, 0);
      if (questions <= mostQuestions) return;
      const message = `${questions} questions in all; at most ${mostQuestions}`;
      issues.push({ code: "too_big", origin: "array", maximum: mostQuestions, inclusive: true, input: value, message });
    }),
  /** Accepted from link or API besides the context fields; becomes an attribute of the answer. */
  hiddenFields: z.array(keySchema).max(50).default([]),
  /** The first ending whose condition holds is shown; the last must have none. */
  endings: z
    .array(
      z.strictObject({
        key: keySchema,
        condition: conditionSchema.optional(),
        title: localTextSchema,
        text: localTextSchema.optional(),
        link: z.strictObject({ url: z.url({ protocol: /^https?$/ }), label: localTextSchema }).optional(),
      }),
    )
    .min(1)
    .max(20),
  /** State of each language's strings; a language not listed is `approved` if complete. */
  translations: z.record(z.string(), z.enum(["draft", "review", "approved"])).default({}),
  /** Look of the public page; the organisation's without it. */
  theme: themeSchema.optional(),
});
export type Definition = z.output<typeof definitionSchema>;
export type DefinitionInput = z.input<typeof definitionSchema>;

/** One answer's value. Which form is right depends on the question's kind; the runtime decides. */
export const answerValueSchema = z.union([
  z.number(),
  z.boolean(),
  z.string().max(20_000),
  z.array(z.string().max(200)).max(200),
  z.strictObject({ other: z.string().max(1000) }),
  z.strictObject({ chosen: z.array(z.string().max(200)).max(200), other: z.string().max(1000) }),
  z.strictObject({ expectation: z.number(), result: z.number() }),
  z.record(z.string().max(60), z.string().max(60)),
]);
export type AnswerValue = z.infer<typeof answerValueSchema>;
export type AnswerValues = Readonly<Record<string, AnswerValue>>;
