import { z } from "zod";

import { periodSchema } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import { defineOperation } from "#kit/operation";

import {
  codeSchema,
  codedTextSchema,
  codingStateSchema,
  qualitySchema,
  quoteSchema,
  textToCodeSchema,
} from "./contract/coding.ts";
import { discoveriesSchema, discoveryKinds } from "./contract/discovery.ts";
import { shownSuggesterSchema, suggesterSchema } from "./contract/suggester.ts";
import {
  codebookFileSchema,
  codebookSchema,
  hitSchema,
  industriesSchema,
  patternProblemSchema,
  patternsSchema,
  themeKeySchema,
  themeSchema,
  themeWishSchema,
} from "./contract/themes.ts";

export * from "./contract/coding.ts";
export * from "./contract/discovery.ts";
export * from "./contract/errors.ts";
export * from "./contract/suggester.ts";
export * from "./contract/themes.ts";

const byKey = z.object({ key: themeKeySchema });
const codes = z.array(codeSchema).max(30);
const ofText = { responseId: z.uuid(), question: z.string().min(1).max(60) };
/** Texts a coder has on the screen already: they stay held and do not come again, so that the next one can be there in advance. */
const holding = z.array(z.object(ofText)).max(30).default([]);
/** What a coder sees next, how many texts of the queue nobody has coded, and how many this coder coded within the last hour. */
const nextSchema = z.object({
  text: textToCodeSchema.nullable(),
  left: z.number().int(),
  codedThisHour: z.number().int(),
});
const thing = { kind: z.enum(discoveryKinds), index: z.number().int().min(0) };
const filter = { period: periodSchema.optional(), where: conditionSchema.optional() };

const themes = {
  listThemes: defineOperation({
    id: "text.listThemes",
    method: "get",
    path: "/api/v1/themes",
    permission: "insight.read",
    summary: "The codebook in the order it is shown, with how often each side of each theme is mentioned",
    output: z.object({ items: z.array(themeSchema), nextCursor: z.null(), codebook: codebookSchema }),
    errors: [],
  }),
  chooseIndustries: defineOperation({
    id: "text.chooseIndustries",
    method: "put",
    path: "/api/v1/codebook/industries",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Say what kind of company this is: themes of other kinds are put away, unless somebody changed them",
    body: z.strictObject({ industries: industriesSchema }),
    output: codebookSchema,
    errors: [],
  }),
  createTheme: defineOperation({
    id: "text.createTheme",
    method: "post",
    path: "/api/v1/themes",
    permission: "themes.write",
    reach: "everywhere",
    summary: "A new theme; comments are coded by it from now on, the past by a recoding",
    body: z.strictObject({ key: themeKeySchema.optional(), ...themeWishSchema.shape }),
    output: themeSchema,
    errors: ["text.key_taken", "text.unknown_theme", "text.bad_pattern"],
  }),
  updateTheme: defineOperation({
    id: "text.updateTheme",
    method: "put",
    path: "/api/v1/themes/{key}",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Change a theme, if nobody did meanwhile",
    params: byKey,
    body: z.strictObject({ revision: z.number().int(), ...themeWishSchema.shape }),
    output: themeSchema,
    errors: ["text.unknown_theme", "text.changed_elsewhere", "text.bad_pattern"],
  }),
  setThemeState: defineOperation({
    id: "text.setThemeState",
    method: "put",
    path: "/api/v1/themes/{key}/state",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Put a theme away or bring it back, count it under another one or by itself again",
    params: byKey,
    body: z.strictObject({
      revision: z.number().int(),
      isArchived: z.boolean(),
      mergedInto: themeKeySchema.nullable(),
    }),
    output: themeSchema,
    errors: ["text.unknown_theme", "text.changed_elsewhere", "text.merge_in_circle"],
  }),
  moveTheme: defineOperation({
    id: "text.moveTheme",
    method: "put",
    path: "/api/v1/themes/{key}/place",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Put a theme under another group, or before another theme of its group",
    params: byKey,
    body: z.strictObject({
      revision: z.number().int(),
      parent: themeKeySchema.nullable(),
      /** Null: at the end. */
      before: themeKeySchema.nullable().default(null),
    }),
    output: themeSchema,
    errors: ["text.unknown_theme", "text.changed_elsewhere"],
  }),
  testPatterns: defineOperation({
    id: "text.testPatterns",
    method: "post",
    path: "/api/v1/themes/test",
    permission: "themes.write",
    reach: "everywhere",
    summary: "What patterns would find in the newest comments one may read, before they are saved",
    body: z.strictObject({ patterns: patternsSchema, limit: z.number().int().min(1).max(2000).default(500) }),
    output: z.object({
      looked: z.number().int(),
      problems: z.array(patternProblemSchema),
      found: z.number().int(),
      /** Comments with what holds in them; the code is `tried` with its side. */
      hits: z.array(
        z.object({ responseId: z.string(), question: z.string(), text: z.string(), hits: z.array(hitSchema) }),
      ),
    }),
    errors: [],
  }),
  exportCodebook: defineOperation({
    id: "text.exportCodebook",
    method: "get",
    path: "/api/v1/codebook",
    permission: "insight.read",
    summary: "The codebook as a file",
    output: codebookFileSchema,
    errors: [],
  }),
  importCodebook: defineOperation({
    id: "text.importCodebook",
    method: "post",
    path: "/api/v1/codebook",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Themes from a file: new ones are added, known ones take what the file says; all or nothing",
    query: z.strictObject({ isTrial: z.stringbool().default(false) }),
    body: codebookFileSchema,
    output: z.object({ added: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
    errors: ["text.unknown_theme", "text.bad_pattern"],
  }),
} as const;

const coding = {
  readState: defineOperation({
    id: "text.readState",
    method: "get",
    path: "/api/v1/text/state",
    permission: "insight.read",
    summary: "How far coding is",
    output: codingStateSchema,
    errors: [],
  }),
  recode: defineOperation({
    id: "text.recode",
    method: "post",
    path: "/api/v1/text/recode",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Code every comment of the past by the codebook as it is now; what people coded stays",
    output: codingStateSchema,
    errors: [],
  }),
  cancelRecode: defineOperation({
    id: "text.cancelRecode",
    method: "delete",
    path: "/api/v1/text/recode",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Stop coding the past anew; what was done stays",
    output: codingStateSchema,
    errors: [],
  }),
  readDesk: defineOperation({
    id: "text.readDesk",
    method: "get",
    path: "/api/v1/text/desk",
    permission: "themes.code",
    summary:
      "What a coder needs to begin: themes in use, how much is coded, whether the outside suggester may be asked",
    output: z.object({
      themes: z.array(themeSchema),
      coded: z.number().int(),
      byPeople: z.number().int(),
      /** Comments coded by people that the machine needs to learn from them. */
      needed: z.number().int(),
      isSuggesterOn: z.boolean(),
    }),
    errors: [],
  }),
  nextToCode: defineOperation({
    id: "text.nextToCode",
    method: "post",
    path: "/api/v1/text/next",
    permission: "themes.code",
    summary: "The comment on which a person's word helps most, held for this coder for some minutes",
    body: z.strictObject({ skip: z.boolean().default(false), holding }),
    output: nextSchema,
    errors: [],
  }),
  codeText: defineOperation({
    id: "text.codeText",
    method: "post",
    path: "/api/v1/text/codes",
    permission: "themes.code",
    summary: "Say what a comment is about; a person's word stands in place of the machine's. Answers the next one",
    body: z.strictObject({
      ...ofText,
      codes,
      /** The revision that was looked at; another one means that somebody coded it meanwhile. */
      revision: z.number().int(),
      holding,
    }),
    output: nextSchema,
    errors: ["text.no_such_text", "text.unknown_theme", "text.coded_elsewhere"],
  }),
  readText: defineOperation({
    id: "text.readText",
    method: "get",
    path: "/api/v1/text/of/{responseId}/{question}",
    permission: "answers.read",
    summary: "One comment with what it was coded with, why, by whom and when",
    params: z.object(ofText),
    output: codedTextSchema,
    errors: ["text.no_such_text"],
  }),
  undoCoding: defineOperation({
    id: "text.undoCoding",
    method: "post",
    path: "/api/v1/text/undo",
    permission: "themes.code",
    summary: "Take one's last coding back and look at that comment again",
    body: z.strictObject({ holding }),
    output: nextSchema,
    errors: ["text.nothing_to_undo"],
  }),
  readQuality: defineOperation({
    id: "text.readQuality",
    method: "get",
    path: "/api/v1/text/quality",
    permission: "insight.read",
    summary: "How well comments are coded: precision and recall of each theme by cross-validation, agreement of coders",
    output: qualitySchema,
    errors: [],
  }),
  train: defineOperation({
    id: "text.train",
    method: "post",
    path: "/api/v1/text/train",
    permission: "themes.write",
    reach: "everywhere",
    summary: "Learn from what people coded, now; it takes up to some minutes in the background",
    output: codingStateSchema,
    errors: ["text.too_few_codings"],
  }),
  listQuotes: defineOperation({
    id: "text.listQuotes",
    method: "post",
    path: "/api/v1/text/quotes",
    permission: "answers.read",
    summary: "Comments under a filter, personal data masked, newest first",
    body: z.strictObject({
      ...filter,
      /** Only texts with one of these codes; a theme without a side means any side. */
      codes: z.array(z.string().max(62)).max(100).optional(),
      search: z.string().max(200).optional(),
      measure: z.string().max(300).optional(),
      /** Only texts that nothing was found in. */
      isUncoded: z.boolean().default(false),
      cursor: z.string().max(500).optional(),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ items: z.array(quoteSchema), nextCursor: z.string().nullable(), total: z.number().int() }),
    errors: ["answers.invalid"],
  }),
  readDiscoveries: defineOperation({
    id: "text.readDiscoveries",
    method: "post",
    path: "/api/v1/text/discoveries",
    permission: "answers.read",
    summary: "What the codebook lacks: subjects of uncoded comments, rising terms, the same words again and again",
    body: z.strictObject({
      ...filter,
      /** Look again, though what is kept is not old. */
      isAnew: z.boolean().default(false),
    }),
    output: discoveriesSchema,
    errors: ["answers.invalid"],
  }),
  adoptDiscovery: defineOperation({
    id: "text.adoptDiscovery",
    method: "post",
    path: "/api/v1/text/discoveries/{id}/themes",
    permission: "themes.write",
    reach: "everywhere",
    summary:
      "Make a theme of a discovery, or find it by another theme, and code the past by it; again answers the same theme",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      ...thing,
      /** A theme that takes the patterns, instead of a new one. */
      into: themeKeySchema.optional(),
      parent: themeKeySchema.nullable().default(null),
      /** What was suggested, unless said otherwise. */
      name: z.string().trim().min(1).max(300).optional(),
      patterns: patternsSchema.optional(),
    }),
    output: themeSchema,
    errors: ["text.no_such_discovery", "text.unknown_theme", "text.bad_pattern"],
  }),
  markDiscovery: defineOperation({
    id: "text.markDiscovery",
    method: "put",
    path: "/api/v1/text/discoveries/{id}/mark",
    permission: "themes.write",
    reach: "everywhere",
    summary:
      "Put a discovery away for good, or take back that it was put away or became a theme; themes stay as they are",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ ...thing, isDismissed: z.boolean() }),
    output: discoveriesSchema,
    errors: ["text.no_such_discovery"],
  }),
} as const;

const suggesting = {
  readSuggester: defineOperation({
    id: "text.readSuggester",
    method: "get",
    path: "/api/v1/text/suggester",
    permission: "themes.write",
    reach: "everywhere",
    summary: "The outside suggester: whether it is on, where, and what it spent today",
    output: shownSuggesterSchema,
    errors: [],
  }),
  updateSuggester: defineOperation({
    id: "text.updateSuggester",
    method: "put",
    path: "/api/v1/text/suggester",
    permission: "installation.manage",
    reach: "everywhere",
    summary: "Set up the outside suggester; a key that is left out stays",
    body: z.strictObject({ ...suggesterSchema.shape, key: z.string().max(500).nullable().optional() }),
    output: shownSuggesterSchema,
    errors: ["text.suggester_incomplete", "text.suggester_insecure"],
  }),
  suggest: defineOperation({
    id: "text.suggest",
    method: "post",
    path: "/api/v1/text/suggestions",
    permission: "themes.code",
    summary: "Ask the outside suggester about one comment, personal data masked; it is a suggestion, never a coding",
    body: z.strictObject(ofText),
    output: z.object({
      codes: z.array(z.object({ code: z.string(), name: z.string() })),
      spentToday: z.number().int(),
    }),
    errors: ["text.no_such_text", "text.suggester_off", "text.budget_spent", "text.suggester_failed"],
  }),
} as const;

export const textOperations = { ...themes, ...coding, ...suggesting } as const;
