import { z } from "zod";

import { estimateSchema } from "#feature/facts/contract";

import { hitSchema } from "./themes.ts";

/** Theme and side: `queue-` complains of it, `queue+` praises it, `queue~` only mentions it. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}[-+~]$/);

export const recodingSchema = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "cancelled"]),
  /** Responses looked at, and of these, whose coding changed. */
  done: z.number().int(),
  changed: z.number().int(),
  total: z.number().int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Recoding = z.output<typeof recodingSchema>;

/** How far coding is. */
export const codingStateSchema = z.object({
  /** Texts that were coded. */
  coded: z.number().int(),
  /** Of these, texts with at least one theme. */
  themed: z.number().int(),
  /** Of these, texts that a person coded. */
  byPeople: z.number().int(),
  /** Responses whose words wait to be coded. */
  waiting: z.number().int(),
  /** Coding the past anew; null when none runs. */
  recoding: recodingSchema.nullable(),
  /** The last one that ended; null before the first. */
  lastRecoding: recodingSchema.nullable(),
  /** Comments of the past were coded by an older codebook or model. */
  isRecodingDue: z.boolean(),
  trainedAt: z.string().nullable(),
  isTraining: z.boolean(),
  /** Codings of people that the model has not seen. */
  untrained: z.number().int(),
});
export type CodingState = z.output<typeof codingStateSchema>;

const shareSchema = estimateSchema.nullable();

/** What a coder gave against what people gave to the same texts. */
const againstPeopleSchema = z.object({ precision: shareSchema, recall: shareSchema });

const namedCodeSchema = z.object({ code: z.string(), name: z.string() });

export const qualitySchema = z.object({
  /** Texts coded by people that it was measured on; 0 before there are enough. */
  n: z.number().int(),
  needed: z.number().int(),
  folds: z.number().int(),
  macroF1: z.number().nullable(),
  microF1: z.number().nullable(),
  trainedAt: z.string().nullable(),
  codes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      n: z.number().int(),
      precision: shareSchema,
      recall: shareSchema,
      f1: z.number(),
      /** From this probability on the machine codes by itself; null: never. */
      threshold: z.number().nullable(),
      automatic: z.object({ precision: estimateSchema, recall: estimateSchema }).nullable(),
      /** Of the patterns alone. People saw what patterns suggested, so recall flatters. */
      patterns: againstPeopleSchema,
    }),
  ),
  tooRare: z.array(z.object({ code: z.string(), name: z.string(), n: z.number().int() })),
  /** Two people on the same texts, the second without seeing the first: Cohen's kappa; null before twenty such texts. */
  agreement: z.object({ texts: z.number().int(), kappa: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** What patterns and model together give by themselves, over all codes. */
  machine: againstPeopleSchema.extend({ texts: z.number().int() }),
  /** What the machine takes for what: it gave the one, people the other instead, or nothing in its place; most frequent first. */
  confusions: z.array(z.object({ given: namedCodeSchema, wanted: namedCodeSchema.nullable(), n: z.number().int() })),
  /** The outside suggester, measured like any coder; null when it was never asked. */
  suggester: againstPeopleSchema.extend({ texts: z.number().int(), kappa: z.number().nullable() }).nullable(),
  /** Trainings, newest first. */
  trainings: z.array(
    z.object({
      version: z.number().int(),
      trainedAt: z.string(),
      n: z.number().int(),
      macroF1: z.number().nullable(),
      automaticCodes: z.number().int(),
    }),
  ),
});
export type Quality = z.output<typeof qualitySchema>;

/** What somebody or something expects of a text. */
const suggestionSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Null for patterns where there is no model, and for the suggester. */
  probability: z.number().nullable(),
  source: z.enum(["pattern", "model", "suggester"]),
});

/** A text to be coded. Personal data is masked. */
export const textToCodeSchema = z.object({
  responseId: z.string(),
  question: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  /** Protected responses tell the day only. */
  answeredAt: z.string(),
  score: z.object({ kind: z.string(), value: z.number() }).nullable(),
  /** What the machine expects, most probable first, and what it coded. */
  suggestions: z.array(suggestionSchema),
  hits: z.array(hitSchema),
  /** What counts now, or what the machine would give when this is a text to be coded a second time. */
  codes: z.array(z.string()),
  /** Grows with every coding by a person; whoever corrects names it. */
  revision: z.number().int(),
});
export type TextToCode = z.output<typeof textToCodeSchema>;

export const codingSchema = z.object({
  id: z.string(),
  by: z.enum(["person", "suggester"]),
  /** Name of the person; null for the suggester, and of somebody who is gone. */
  name: z.string().nullable(),
  at: z.string(),
  codes: z.array(z.string()),
  /** What people had said before; null: nothing, the machine's word stood. */
  before: z.array(z.string()).nullable(),
  isUndone: z.boolean(),
});

/** A text with everything that is known of how it was coded. */
export const codedTextSchema = textToCodeSchema.extend({
  machineCodes: z.array(z.string()),
  by: z.enum(["machine", "person"]),
  history: z.array(codingSchema),
});
export type CodedText = z.output<typeof codedTextSchema>;

/** A comment as it may be shown: masked, with the themes it was coded with. */
export const quoteSchema = z.object({
  responseId: z.string(),
  question: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  answeredAt: z.string(),
  score: z.object({ kind: z.string(), value: z.number(), group: z.string().nullable() }).nullable(),
  places: z.array(z.object({ field: z.string(), code: z.string(), name: z.string() })),
  codes: z.array(z.string()),
  /** Names of the codes in the reader's language, in the same order. */
  names: z.array(z.string()),
  by: z.enum(["machine", "person"]),
  hits: z.array(hitSchema),
  sentiment: z.number().nullable(),
  revision: z.number().int(),
});
export type Quote = z.output<typeof quoteSchema>;
