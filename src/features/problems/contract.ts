import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { departmentsSchema, ownProblemSchema, teamSchema, teamWishSchema } from "./contract/department.ts";
import {
  heatQuerySchema,
  heatSchema,
  mapQuerySchema,
  painMapSchema,
  portfolioQuerySchema,
  portfolioSchema,
  sides,
  sourcesQuerySchema,
  sourcesSchema,
  timelineQuerySchema,
  timelineSchema,
} from "./contract/map.ts";
import {
  historySchema,
  problemFieldsSchema,
  problemKeySchema,
  problemSchema,
  problemStates,
  problemWishSchema,
  quoteSchema,
  registerSettingsSchema,
} from "./contract/register.ts";
import { avoidableSchema, segmentRiskSchema, stakesQuerySchema } from "./contract/stakes.ts";

export * from "./contract/department.ts";
export * from "./contract/map.ts";
export * from "./contract/register.ts";
export * from "./contract/stakes.ts";

export const mapFormats = ["csv", "xlsx", "pptx", "pdf"] as const;
export type MapFormat = (typeof mapFormats)[number];

const byKey = z.object({ key: problemKeySchema });
const revision = z.number().int();
const factsErrors = ["facts.unknown_field", "facts.too_heavy", "problems.no_groups", "problems.protected"] as const;

/** Numbers. */
const numbers = {
  painMap: defineOperation({
    id: "problems.painMap",
    method: "post",
    path: "/api/v1/pain-map",
    permission: "insight.read",
    summary: "What hurts most and what it is worth to solve: share, effect, lift with intervals, for every problem",
    body: mapQuerySchema,
    output: painMapSchema,
    errors: factsErrors,
  }),
  timeline: defineOperation({
    id: "problems.timeline",
    method: "post",
    path: "/api/v1/pain-map/timeline",
    permission: "insight.read",
    summary: "Shares of problems over time, and before and after a day with a test",
    body: timelineQuerySchema,
    output: timelineSchema,
    errors: factsErrors,
  }),
  heatMap: defineOperation({
    id: "problems.heatMap",
    method: "post",
    path: "/api/v1/pain-map/heat-map",
    permission: "insight.read",
    summary: "Problems by units, stages or any dimension; what stands out after controlling chance finds",
    body: heatQuerySchema,
    output: heatSchema,
    errors: factsErrors,
  }),
  sources: defineOperation({
    id: "problems.sources",
    method: "post",
    path: "/api/v1/pain-map/sources",
    permission: "insight.read",
    summary:
      "Each problem in surveys, complaints, reviews and from employees side by side; what complaints do not show",
    body: sourcesQuerySchema.extend({ measure: mapQuerySchema.shape.measure }),
    output: sourcesSchema,
    errors: factsErrors,
  }),
  portfolio: defineOperation({
    id: "problems.portfolio",
    method: "post",
    path: "/api/v1/pain-map/portfolio",
    permission: "insight.read",
    summary: "The problems whose solution brings most for a budget",
    body: portfolioQuerySchema,
    output: portfolioSchema,
    errors: factsErrors,
  }),
  readSegmentRisk: defineOperation({
    id: "problems.readSegmentRisk",
    method: "post",
    path: "/api/v1/pain-map/segment-risk",
    permission: "insight.read",
    summary: "Yearly revenue of the customers in the low group, segment by segment, with intervals",
    body: stakesQuerySchema,
    output: segmentRiskSchema,
    errors: factsErrors,
  }),
  readAvoidable: defineOperation({
    id: "problems.readAvoidable",
    method: "post",
    path: "/api/v1/pain-map/avoidable-contacts",
    permission: "insight.read",
    summary: "Contacts that need not have been, by reason, as a share of the contacts that were asked about",
    body: stakesQuerySchema,
    output: avoidableSchema,
    errors: factsErrors,
  }),
  exportMap: defineOperation({
    id: "problems.exportMap",
    method: "post",
    path: "/api/v1/pain-map/export",
    permission: "insight.read",
    summary: "The map as a file with its method: CSV, XLSX, or PPTX with charts that can be edited",
    body: z.strictObject({ query: mapQuerySchema, format: z.enum(mapFormats), title: z.string().max(200).default("") }),
    output: z.unknown(),
    errors: factsErrors,
  }),
} as const;

/** Whose business it is. */
const business = {
  readDepartments: defineOperation({
    id: "problems.readDepartments",
    method: "post",
    path: "/api/v1/pain-map/departments",
    permission: "insight.read",
    summary: "What of the pain is whose: the problems of each function taken as one, and those it bears on",
    body: mapQuerySchema,
    output: departmentsSchema,
    errors: factsErrors,
  }),
  putTeam: defineOperation({
    id: "problems.putTeam",
    method: "put",
    path: "/api/v1/function-teams/{function}",
    permission: "problems.write",
    summary: "Say who answers for a function and which units do its work, if nobody said otherwise meanwhile",
    params: z.object({ function: z.string().min(1).max(120) }),
    body: teamWishSchema,
    output: teamSchema,
    errors: ["problems.unknown_reference", "problems.unknown_owner", "problems.changed_elsewhere"],
  }),
  readOwnProblems: defineOperation({
    id: "problems.readOwnProblems",
    method: "get",
    path: "/api/v1/own-problems",
    permission: "signed-in",
    summary: "Problems that whoever signed in has to do with, and why",
    output: z.object({ items: z.array(ownProblemSchema), nextCursor: z.null() }),
    errors: [],
  }),
} as const;

/** The register. */
const register = {
  listProblems: defineOperation({
    id: "problems.listProblems",
    method: "get",
    path: "/api/v1/problems",
    permission: "insight.read",
    summary: "Registered problems by name; of one state, one owner function, or those one has to do with oneself",
    query: z.strictObject({
      search: z.string().max(100).optional(),
      state: z.enum(problemStates).optional(),
      side: z.enum(sides).optional(),
      ownerFunction: z.string().max(120).optional(),
      mine: z.stringbool().default(false),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(problemSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  readProblem: defineOperation({
    id: "problems.readProblem",
    method: "get",
    path: "/api/v1/problems/{key}",
    permission: "insight.read",
    summary: "One problem of the register, or a proposed one",
    params: byKey,
    output: problemSchema,
    errors: ["problems.not_found"],
  }),
  createProblem: defineOperation({
    id: "problems.createProblem",
    method: "post",
    path: "/api/v1/problems",
    permission: "problems.write",
    summary: "Take a problem into the register; the same key again changes nothing and is refused",
    body: problemWishSchema.extend({ key: problemKeySchema.optional() }),
    output: problemSchema,
    errors: ["problems.key_taken", "problems.code_taken", "problems.unknown_reference", "problems.unknown_owner"],
  }),
  updateProblem: defineOperation({
    id: "problems.updateProblem",
    method: "patch",
    path: "/api/v1/problems/{key}",
    permission: "problems.write",
    summary: "Change some of a problem's fields, if nobody did meanwhile",
    params: byKey,
    body: z.strictObject({ revision, change: problemFieldsSchema.partial() }),
    output: problemSchema,
    errors: [
      "problems.not_found",
      "problems.changed_elsewhere",
      "problems.code_taken",
      "problems.unknown_reference",
      "problems.unknown_owner",
    ],
  }),
  mergeProblems: defineOperation({
    id: "problems.mergeProblems",
    method: "post",
    path: "/api/v1/problems/{key}/merge",
    permission: "problems.write",
    summary: "Put other problems into this one: their codes, quotes and links become its own; can be undone",
    params: byKey,
    body: z.strictObject({ keys: z.array(problemKeySchema).min(1).max(20) }),
    output: problemSchema,
    errors: ["problems.not_found", "problems.merge_itself"],
  }),
  splitProblem: defineOperation({
    id: "problems.splitProblem",
    method: "post",
    path: "/api/v1/problems/{key}/split",
    permission: "problems.write",
    summary: "Take some codes out of a problem into a new one; can be undone",
    params: byKey,
    body: z.strictObject({
      key: problemKeySchema.optional(),
      name: problemWishSchema.shape.name,
      codes: problemWishSchema.shape.codes,
    }),
    output: z.object({ from: problemSchema, to: problemSchema }),
    errors: ["problems.not_found", "problems.key_taken", "problems.nothing_left"],
  }),
  undoProblemEvent: defineOperation({
    id: "problems.undoProblemEvent",
    method: "post",
    path: "/api/v1/problems/{key}/history/{event}/undo",
    permission: "problems.write",
    summary: "Undo a merge or a split that nothing was built upon since",
    params: byKey.extend({ event: z.uuid() }),
    output: problemSchema,
    errors: ["problems.not_found", "problems.cannot_undo"],
  }),
  readHistory: defineOperation({
    id: "problems.readHistory",
    method: "get",
    path: "/api/v1/problems/{key}/history",
    permission: "insight.read",
    summary: "What happened to a problem, newest first",
    params: byKey,
    output: z.object({ items: z.array(historySchema), nextCursor: z.null() }),
    errors: ["problems.not_found"],
  }),
  readRegisterSettings: defineOperation({
    id: "problems.readRegisterSettings",
    method: "get",
    path: "/api/v1/problem-settings",
    permission: "insight.read",
    summary: "Size of the customer base, revenue, iceberg factor, and which surveys are complaints, reviews, mentions",
    output: registerSettingsSchema.extend({ knownCustomers: z.number().int() }),
    errors: [],
  }),
  putRegisterSettings: defineOperation({
    id: "problems.putRegisterSettings",
    method: "put",
    path: "/api/v1/problem-settings",
    permission: "problems.write",
    reach: "everywhere",
    summary: "Set them",
    body: registerSettingsSchema,
    output: registerSettingsSchema.extend({ knownCustomers: z.number().int() }),
    errors: ["problems.unknown_survey"],
  }),
} as const;

/** Words of people. */
const words = {
  listQuotes: defineOperation({
    id: "problems.listQuotes",
    method: "post",
    path: "/api/v1/problems/{key}/quotes",
    permission: "answers.read",
    summary: "What people wrote about a problem, masked; pinned ones first",
    params: byKey,
    body: mapQuerySchema
      .pick({ where: true, period: true })
      .extend({ cursor: z.string().max(400).optional(), limit: z.number().int().min(1).max(100).default(20) }),
    output: z.object({ items: z.array(quoteSchema), nextCursor: z.string().nullable() }),
    errors: ["problems.not_found", "facts.unknown_field", "facts.too_heavy"],
  }),
  pinQuote: defineOperation({
    id: "problems.pinQuote",
    method: "put",
    path: "/api/v1/problems/{key}/quotes/{responseId}",
    permission: "problems.write",
    summary: "Keep a quote in the problem's comment bank, or take it out again",
    params: byKey.extend({ responseId: z.uuid() }),
    body: z.strictObject({ question: z.string().max(120), isPinned: z.boolean() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["problems.not_found", "problems.unknown_quote", "problems.too_many"],
  }),
} as const;

/** What can be asked of this slice. */
export const problemsOperations = { ...numbers, ...business, ...register, ...words } as const;

/** Why this slice says no. */
export const problemsErrors = {
  "problems.not_found": { status: 404, message: "There is no problem {key}." },
  "problems.key_taken": { status: 409, message: "There is a problem {key} already." },
  "problems.code_taken": {
    status: 409,
    message: "{code} belongs to the problem {key} already. Take it out there first.",
  },
  "problems.unknown_reference": { status: 422, message: "There is no {kind} with the code {code}." },
  "problems.unknown_owner": { status: 422, message: "The person who should answer for it is no user here any more." },
  "problems.changed_elsewhere": {
    status: 409,
    message: "The problem was changed in another window meanwhile. Load it again, then repeat your change.",
  },
  "problems.merge_itself": { status: 422, message: "A problem cannot be put into itself." },
  "problems.nothing_left": { status: 422, message: "Leave the problem at least one of its codes." },
  "problems.cannot_undo": { status: 409, message: "Something was built upon this since, so it cannot be undone." },
  "problems.unknown_quote": { status: 422, message: "There is no such answer, or it says nothing about this problem." },
  "problems.too_many": { status: 409, message: "There are {most} of them already. Take some out first." },
  "problems.unknown_survey": { status: 422, message: "One of these surveys does not exist any more." },
  "problems.no_groups": {
    status: 422,
    message: "This measure has no high and low answers. Choose recommendation, satisfaction, effort or a rating.",
  },
  "problems.protected": {
    status: 422,
    message: "These answers were given under a promise that nobody is recognised; no map is drawn from them.",
  },
} as const satisfies ErrorTable;
