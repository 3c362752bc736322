import { z } from "zod";

import {
  differenceSchema,
  dimensionSchema,
  estimateSchema,
  figureSchema,
  measureRefSchema,
  periodSchema,
  timeSteps,
} from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";

import { causes, problemKeySchema, problemStates, visibilities } from "./register.ts";

/** What hurts, or what is loved (R172). */
export const sides = ["pain", "praise"] as const;
export type Side = (typeof sides)[number];

/** Which answers the map is drawn from; the same words as a slice of the facts. */
export const mapQuerySchema = z.strictObject({
  measure: measureRefSchema,
  where: conditionSchema.optional(),
  period: periodSchema.optional(),
  compare: z.union([z.enum(["none", "previous", "year-before"]), periodSchema]).default("none"),
  weight: z.boolean().default(false),
  side: z.enum(sides).default("pain"),
});
export type MapQuery = z.output<typeof mapQuerySchema>;
export type MapQueryInput = z.input<typeof mapQuerySchema>;

/** A quantity in points (or in whatever the map's unit says) with its 95 % interval. */
export const uncertainSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Uncertain = z.infer<typeof uncertainSchema>;

/**
 * How a problem stands on the map: `ok`; `too-few` answers name it to say what it does; `nobody` or `everybody` names it,
 * so there is nothing to compare; `inseparable`: it is always named together with another one; `imprecise`: what it does
 * is known so badly that no figure is printed.
 */
export const standings = ["ok", "too-few", "nobody", "everybody", "inseparable", "imprecise"] as const;
export type Standing = (typeof standings)[number];

/**
 * Who was in a position to name it: `everybody`; `not-the-happy`: those with the best scores were asked nothing of the
 * kind, or speak of something else, so that their silence is no answer. For praise it is the other way round.
 */
export const reaches = ["everybody", "not-the-happy", "not-the-unhappy"] as const;
export type Reach = (typeof reaches)[number];

/** What it is worth to solve a problem wholly, in the map's unit: scenarios, and the interval of the expected one. */
export const liftSchema = z.object({
  /** Only those who named nothing else count. */
  lower: z.number(),
  /** Share touched × adjusted effect × solve rate. */
  expected: uncertainSchema,
  /** Every detractor who named it becomes a passive (of other measures: the middle moves to the top). */
  oneUp: z.number(),
  /** Every detractor who named it becomes a promoter. */
  lowToTop: z.number(),
  /** Everybody who named it moves to the top group: more is impossible as long as the solution harms nobody. */
  upper: z.number(),
});
export type Lift = z.infer<typeof liftSchema>;

export const placeSchema = z.object({ code: z.string(), name: z.string() });
export type Place = z.infer<typeof placeSchema>;

export const mapItemSchema = z.object({
  key: problemKeySchema,
  /** In the reader's language. */
  name: z.string(),
  /** False: proposed from what answers are coded with; nobody has taken it into the register yet. */
  isRegistered: z.boolean(),
  state: z.enum(problemStates),
  ownerFunction: placeSchema.nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  stage: placeSchema.nullable(),
  cause: z.enum(causes).nullable(),
  visibility: z.enum(visibilities).nullable(),
  /** Themes with their side and options: what a filter by `theme` and `option` needs to open the answers behind it. */
  codes: z.array(z.string()),
  solveRate: z.number(),
  standing: z.enum(standings),
  reach: z.enum(reaches),
  /** Answers that name it. */
  mentions: z.number().int(),
  groups: z.object({ high: z.number(), middle: z.number(), low: z.number() }),
  /** Per cent of all answers. */
  share: estimateSchema.nullable(),
  /** Per cent of the answers in the low group (detractors); for praise of the high group. */
  shareOfGroup: estimateSchema.nullable(),
  /** Per cent of all problems named. */
  shareOfMentions: z.number().nullable(),
  /** Per cent touched once those who were not asked are reckoned in; null where everybody was. */
  estimatedShare: z.number().nullable(),
  /** The measure among those who name it and among the others; null below the minimum of answers. */
  named: estimateSchema.nullable(),
  others: estimateSchema.nullable(),
  /** Share × plain difference of the two, nothing held. */
  gross: z.number().nullable(),
  /** What it costs a person it touches, other problems and the stratum held. */
  effect: uncertainSchema.nullable(),
  lift: liftSchema.nullable(),
  /** Of "it costs nothing", after Benjamini–Hochberg over all problems of the map. */
  adjustedP: z.number().nullable(),
  clear: z.boolean(),
  /** 1 + the number of problems that clearly weigh more; those that cannot be told apart share a rank. */
  rank: z.number().int().nullable(),
  tied: z.boolean(),
  /** Customers touched in the whole base (R45); null where its size is not known. */
  affected: uncertainSchema.nullable(),
  /** Yearly revenue of customers in the low group who name it (R170); null: not known. */
  revenueAtRisk: uncertainSchema.nullable(),
  /** Share now against before, in per cent points; null where nothing is compared. */
  change: differenceSchema.extend({ adjustedP: z.number() }).nullable(),
  shareBefore: estimateSchema.nullable(),
});
export type MapItem = z.infer<typeof mapItemSchema>;

/** Why there is, or is no, map. */
export const mapStates = ["ok", "none", "nothing-named", "too-few", "flat", "hidden"] as const;
export type MapState = (typeof mapStates)[number];

/** What a reader must know before believing the map. */
export const mapNotes = [
  /** The best scores were not asked: effects are found among the others (see the method). */
  "not-everybody-asked",
  /** Some problems are told from words that only some wrote. */
  "only-some-wrote",
  "weighted",
  "two-phase",
  /** Answers stand for contacts, so that no number of customers follows from them. */
  "contacts-not-customers",
  /** The base or the revenue is not set. */
  "base-unknown",
  "revenue-unknown",
  "few-blocks",
] as const;
export type MapNote = (typeof mapNotes)[number];

export const painMapSchema = z.object({
  query: mapQuerySchema,
  state: z.enum(mapStates),
  /** Points of a recommendation score, or per cent points of the top group. */
  unit: z.enum(["points", "percent-points"]),
  figure: figureSchema,
  /** Answers, and per cent of them that name at least one problem. */
  n: z.number().int(),
  anyNamed: estimateSchema.nullable(),
  /** Largest expected lift first; then what has none, by share. */
  items: z.array(mapItemSchema),
  /** Problems that are always named together: their effects cannot be told apart. */
  inseparable: z.array(z.array(z.string())),
  /** Sum of the expected lifts, and whether it may be read as a whole: only then is there an 80 % mark. */
  totalLift: z.number().nullable(),
  isAdditive: z.boolean(),
  notes: z.array(z.enum(mapNotes)),
  base: z.object({
    customers: z.number().int().nullable(),
    revenuePerCustomer: z.number().nullable(),
    currency: z.string().nullable(),
    icebergFactor: z.number(),
  }),
  falseDiscoveryRate: z.number(),
  /** Groups of persons that the intervals come from. */
  blocks: z.number().int(),
  asOf: z.string().nullable(),
  lagSeconds: z.number(),
});
export type PainMap = z.infer<typeof painMapSchema>;

/** Shares over time; `keys` absent: the largest ones of the map. */
export const timelineQuerySchema = mapQuerySchema.extend({
  step: z.enum(timeSteps).optional(),
  keys: z.array(problemKeySchema).max(12).optional(),
  /** A day on which something was done: each problem's share before and from it on, with a test (R94). */
  since: z.iso.date().optional(),
});

export const timelineSchema = z.object({
  step: z.enum(timeSteps),
  items: z.array(
    z.object({
      key: problemKeySchema,
      name: z.string(),
      points: z.array(
        z.object({
          from: z.iso.date(),
          mentions: z.number().int(),
          n: z.number().int(),
          /** Per cent; null below the minimum of answers. */
          share: estimateSchema.nullable(),
          isProvisional: z.boolean(),
        }),
      ),
      before: estimateSchema.nullable(),
      after: estimateSchema.nullable(),
      change: differenceSchema.extend({ adjustedP: z.number() }).nullable(),
    }),
  ),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const heatQuerySchema = mapQuerySchema.extend({
  by: dimensionSchema,
  keys: z.array(problemKeySchema).max(60).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

/** `too-few`: fewer answers than the minimum; `not-asked`: no survey there lets one name it; `none`: nobody answered there. */
export const heatSchema = z.object({
  by: dimensionSchema,
  columns: z.array(z.object({ value: z.string(), name: z.string(), n: z.number().int() })),
  truncated: z.number().int(),
  rows: z.array(
    z.object({
      key: problemKeySchema,
      name: z.string(),
      /** What a filter needs to open the answers behind a cell. */
      codes: z.array(z.string()),
      cells: z.array(
        z.object({
          state: z.enum(["ok", "too-few", "not-asked", "none"]),
          mentions: z.number().int(),
          n: z.number().int(),
          /** Per cent of the column's answers in surveys that let one name it. */
          share: estimateSchema.nullable(),
          /** Against all other columns, after Benjamini–Hochberg over all cells. */
          verdict: z.enum(["above", "below", "no-clear-difference"]).nullable(),
          adjustedP: z.number().nullable(),
        }),
      ),
    }),
  ),
  tested: z.number().int(),
  falseDiscoveryRate: z.number(),
});
export type HeatMap = z.infer<typeof heatSchema>;

/** Where word of a problem comes from; each hears it with a bias of its own (R50). */
export const sourceKinds = ["survey", "complaint", "review", "mention", "employee"] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourcesQuerySchema = mapQuerySchema.pick({ where: true, period: true, side: true });

export const sourceCellSchema = z.object({
  kind: z.enum(sourceKinds),
  state: z.enum(["ok", "none", "hidden"]),
  /** Rounded where people are protected. */
  mentions: z.number().int().nullable(),
  /** Per cent of what this source says at all. */
  share: estimateSchema.nullable(),
});

/**
 * What the sources together say: `unseen` never in complaints though customers name it (R48); `unknown` heavy in surveys
 * and light in complaints (R49); `loud` the other way round: heard more than it weighs (R91); `in-step` neither.
 */
export const hearings = ["unseen", "unknown", "loud", "in-step", "not-known"] as const;

export const sourcesSchema = z.object({
  sources: z.array(
    z.object({
      kind: z.enum(sourceKinds),
      surveys: z.array(z.object({ id: z.uuid(), name: z.string(), isGuessed: z.boolean() })),
      answers: z.number().int().nullable(),
    }),
  ),
  rows: z.array(
    z.object({
      key: problemKeySchema,
      name: z.string(),
      state: z.enum(problemStates),
      cells: z.array(sourceCellSchema),
      /** Complaints × factor beside the survey's estimate (R47); null without complaints or base. */
      iceberg: uncertainSchema.nullable(),
      noiseRank: z.number().int().nullable(),
      impactRank: z.number().int().nullable(),
      hearing: z.enum(hearings),
    }),
  ),
  /** Work follows noise: what is in work ranks high among complaints and low in impact (R91). */
  worksOnNoise: z.array(problemKeySchema),
  /** Clear weight, and nobody works on it. */
  idle: z.array(problemKeySchema),
});
export type Sources = z.infer<typeof sourcesSchema>;

/** Which problems to solve with a budget (R90): the most expected lift for the cost, by dynamic programming. */
export const portfolioQuerySchema = mapQuerySchema.extend({ budget: z.number().min(0).max(1e12) });

export const portfolioSchema = z.object({
  chosen: z.array(problemKeySchema),
  /** Without a cost in the register nothing can be weighed. */
  withoutCost: z.array(problemKeySchema),
  cost: z.number(),
  lift: z.number(),
});
export type Portfolio = z.infer<typeof portfolioSchema>;
