import { z } from "zod";

import { estimateSchema } from "#feature/facts/contract";

import { liftSchema, mapQuerySchema, mapStates, placeSchema, standings, uncertainSchema } from "./map.ts";
import { influenceSchema, problemKeySchema, problemStates } from "./register.ts";

/** How somebody's work bears on a problem (R124). */
export const relations = ["owns", "direct", "indirect"] as const;
export type Relation = (typeof relations)[number];

const who = z.object({ id: z.uuid(), name: z.string() });

/** Who answers for a function, and the units whose people do its work. */
export const teamSchema = z.object({
  owner: who.nullable(),
  units: z.array(placeSchema),
  revision: z.number().int(),
});
export type Team = z.infer<typeof teamSchema>;

export const teamWishSchema = z.strictObject({
  owner: z.uuid().nullable(),
  /** Codes. */
  units: z.array(z.string().max(120)).max(100),
  /** 0 where nothing was said of the function yet. */
  revision: z.number().int().min(0),
});

/** A problem a department has to do with. */
export const departmentProblemSchema = z.object({
  key: problemKeySchema,
  name: z.string(),
  state: z.enum(problemStates),
  relation: z.enum(relations),
  /** Null for its owner. */
  strength: influenceSchema.shape.strength.nullable(),
  mentions: z.number().int(),
  /** Per cent of all answers. */
  share: estimateSchema.nullable(),
  lift: uncertainSchema.nullable(),
  clear: z.boolean(),
});

/** The problems of one owner taken as one: an answer that names two of them counts once. */
export const departmentSchema = z.object({
  /** Null: problems that nobody owns yet. */
  function: placeSchema.nullable(),
  team: teamSchema,
  standing: z.enum(standings),
  mentions: z.number().int(),
  share: estimateSchema.nullable(),
  /** Per cent of the answers in the low group. */
  shareOfGroup: estimateSchema.nullable(),
  effect: uncertainSchema.nullable(),
  lift: liftSchema.nullable(),
  clear: z.boolean(),
  rank: z.number().int().nullable(),
  tied: z.boolean(),
  problems: z.array(departmentProblemSchema),
});
export type Department = z.infer<typeof departmentSchema>;

export const departmentsSchema = z.object({
  query: mapQuerySchema,
  state: z.enum(mapStates),
  unit: z.enum(["points", "percent-points"]),
  n: z.number().int(),
  /** Largest expected lift first; those that only have influence, and what nobody owns, last. */
  items: z.array(departmentSchema),
  falseDiscoveryRate: z.number(),
  mayChange: z.boolean(),
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type Departments = z.infer<typeof departmentsSchema>;

/** Why a problem is somebody's business (R99). */
export const concernSchema = z.discriminatedUnion("kind", [
  /** One answers for it, or for the function that owns it. */
  z.object({ kind: z.literal("owner") }),
  z.object({ kind: z.literal("function-owner"), function: placeSchema }),
  /** One works in the function that owns it, or in one that bears on it. */
  z.object({ kind: z.literal("works"), function: placeSchema, relation: z.enum(relations) }),
  z.object({ kind: z.literal("unit"), unit: placeSchema }),
]);
export type Concern = z.infer<typeof concernSchema>;

export const ownProblemSchema = z.object({
  key: problemKeySchema,
  name: z.string(),
  description: z.string(),
  side: z.enum(["pain", "praise"]),
  state: z.enum(problemStates),
  ownerFunction: placeSchema.nullable(),
  owner: z.string().nullable(),
  deadline: z.string().nullable(),
  concerns: z.array(concernSchema).min(1),
});
export type OwnProblem = z.infer<typeof ownProblemSchema>;
