import { z } from "zod";

import { productLanguages } from "#kit/language";

/** One text in each language of the product; at least one is given, the others fall back to it. */
export const localTextSchema = z.partialRecord(z.enum(productLanguages), z.string().trim().max(300));
export type LocalText = z.output<typeof localTextSchema>;

export const themeKeySchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

/** Kinds of company the product has themes for. */
export const industries = ["telecom", "bank", "retail", "contact-centre"] as const;
export const industriesSchema = z.array(z.enum(industries)).max(industries.length);

/** So many patterns a list, so that a slip of the mouse cannot slow the coding of everything. */
export const mostPatterns = 60;

const pattern = z.string().trim().min(1).max(1000);
const patternListsSchema = z.strictObject({
  problem: z.array(pattern).max(mostPatterns).default([]),
  praise: z.array(pattern).max(mostPatterns).default([]),
  topic: z.array(pattern).max(mostPatterns).default([]),
});
export const patternsSchema = z.partialRecord(z.enum(productLanguages), patternListsSchema);
export type Patterns = z.output<typeof patternsSchema>;

const example = z.string().trim().min(1).max(500);
export const examplesSchema = z.partialRecord(
  z.enum(productLanguages),
  z.strictObject({
    problem: z.array(example).max(20).default([]),
    praise: z.array(example).max(20).default([]),
  }),
);

/** What somebody says a theme is. */
export const themeWishSchema = z.strictObject({
  parent: themeKeySchema.nullable().default(null),
  /** Only a topic can be a cause of a score: feelings and judgements follow from what happened, as the score does. */
  kind: z.enum(["topic", "emotion", "judgement"]).default("topic"),
  names: localTextSchema.refine((names) => Object.values(names).some((name) => name !== ""), {
    message: "a name in at least one language",
  }),
  problemNames: localTextSchema.nullable().default(null),
  praiseNames: localTextSchema.nullable().default(null),
  about: localTextSchema.default({}),
  patterns: patternsSchema.default({}),
  examples: examplesSchema.default({}),
});
export type ThemeWish = z.output<typeof themeWishSchema>;

const countsSchema = z.object({ problem: z.number().int(), praise: z.number().int(), neutral: z.number().int() });

export const themeSchema = z.object({
  key: z.string(),
  ...themeWishSchema.shape,
  /** In the reader's language. */
  name: z.string(),
  /** What the two sides are called in the reader's language; the name where a side has none of its own. */
  sideNames: z.object({ problem: z.string(), praise: z.string(), neutral: z.string() }),
  /** Kinds of company it is offered to; `any` is offered to all. */
  industries: z.array(z.string()),
  /** Order among those with the same parent. */
  position: z.number(),
  isSeeded: z.boolean(),
  isEdited: z.boolean(),
  isArchived: z.boolean(),
  mergedInto: z.string().nullable(),
  /** Of the theme itself; whoever changes it names it. */
  revision: z.number().int(),
  /** Responses that mention it, by side, within the reader's units; a reader's own rules of protection hold. */
  mentions: countsSchema,
});
export type Theme = z.output<typeof themeSchema>;

export const codebookSchema = z.object({
  industries: industriesSchema,
  /** False: nobody has said what kind of company this is; themes of all kinds are in use. */
  isChosen: z.boolean(),
  /** Grows with every change that codes comments otherwise. */
  version: z.number().int(),
  /** Comments of the past were coded by an older version. */
  isRecodingDue: z.boolean(),
});
export type Codebook = z.output<typeof codebookSchema>;

/** Why a pattern cannot be used. `not_linear`: an expression that no engine can match in time linear in the text. */
export const patternProblemSchema = z.object({
  language: z.string(),
  list: z.string(),
  pattern: z.string(),
  problem: z.string(),
});

/** A place in a comment where a pattern holds: characters `from` (inclusive) to `to` (exclusive) of the shown text. */
export const hitSchema = z.object({
  code: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  pattern: z.string(),
});
export type Hit = z.output<typeof hitSchema>;

/** The codebook as a file. */
export const codebookFileSchema = z.strictObject({
  format: z.literal("holos-codebook-1"),
  themes: z.array(z.strictObject({ key: themeKeySchema, ...themeWishSchema.shape })).max(1000),
});
export type CodebookFile = z.output<typeof codebookFileSchema>;
