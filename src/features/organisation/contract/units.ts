import { z } from "zod";

import { timeZoneSchema } from "#feature/access/contract";
import { isWithinReach } from "#kit/day";

/** A calendar day, YYYY-MM-DD, 1900 to 2199. */
export const daySchema = z.iso.date().refine(isWithinReach, { message: "must lie between 1900 and 2199" });

const codeSchema = z.string().trim().min(1).max(120);
const nameSchema = z.string().trim().min(1).max(200);

/** Who answers for a unit: one employee, by code, or one user, by id. Both at once is refused. */
export const managerWishSchema = z.strictObject({
  employee: codeSchema.optional(),
  user: z.string().max(100).optional(),
});
export type ManagerWish = z.infer<typeof managerWishSchema>;

/** What a unit is to be; what is left out stays. Without `from` a new unit has always been there, as long as its parent. */
export const unitWishSchema = z.strictObject({
  name: nameSchema,
  /** Id or name of a kind. */
  kind: z.string().max(100).nullable().optional(),
  parentCode: codeSchema.nullable().optional(),
  timeZone: timeZoneSchema.nullable().optional(),
  /** Id or name of a calendar. */
  calendar: z.string().max(100).nullable().optional(),
  manager: managerWishSchema.nullable().optional(),
  address: z.string().trim().max(500).nullable().optional(),
  /** From which day on: where a new unit begins, where a change of its parent begins (today when left out). */
  from: daySchema.optional(),
});
export type UnitWish = z.infer<typeof unitWishSchema>;

const partSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  children: z.array(codeSchema).max(10_000).default([]),
});

/** A change of the tree from a day on. */
export const treeChangeSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("move"),
    codes: z.array(codeSchema).min(1).max(10_000),
    /** Null: to the top. */
    parentCode: codeSchema.nullable(),
    from: daySchema,
  }),
  z.strictObject({
    action: z.literal("merge"),
    codes: z.array(codeSchema).min(1).max(10_000),
    /** An existing unit, one of those merged, or with a name: a new one beside the first. */
    into: z.strictObject({ code: codeSchema, name: nameSchema.optional() }),
    from: daySchema,
  }),
  z.strictObject({
    action: z.literal("split"),
    code: codeSchema,
    /** One of the parts may carry the unit's own code: it goes on as that part. Otherwise the unit closes. */
    parts: z.array(partSchema).min(2).max(50),
    from: daySchema,
  }),
  z.strictObject({
    action: z.literal("close"),
    codes: z.array(codeSchema).min(1).max(10_000),
    /** With everything below; otherwise open units below are refused. */
    withBelow: z.boolean().default(false),
    /** First day on which it is closed. */
    from: daySchema,
  }),
  z.strictObject({
    action: z.literal("reopen"),
    code: codeSchema,
    /** Where it stood last when left out. */
    parentCode: codeSchema.nullable().optional(),
    from: daySchema,
  }),
]);
export type TreeChange = z.infer<typeof treeChangeSchema>;
export type TreeChangeInput = z.input<typeof treeChangeSchema>;

/** A unit in a few words. */
export const unitBriefSchema = z.object({ id: z.string(), code: z.string(), name: z.string() });
export type UnitBrief = z.infer<typeof unitBriefSchema>;

/** What a change does. Null counts: nobody here can tell. */
export const effectSchema = z.object({
  /** False: everything is as asked already. */
  isChange: z.boolean(),
  from: daySchema,
  /** Units whose answers belong elsewhere from then on, at most 20 of them, and how many in all. */
  units: z.array(unitBriefSchema),
  unitCount: z.number().int(),
  answers: z.number().int().nullable(),
  /** Users with limited sight who see some of these answers no more, and who see some newly. */
  losing: z.number().int().nullable(),
  gaining: z.number().int().nullable(),
  /** Survey links not used yet that carry one of the codes. */
  links: z.number().int().nullable(),
});
export type Effect = z.infer<typeof effectSchema>;

export const changeActions = ["create", "move", "merge", "split", "close", "reopen", "import"] as const;

export const changeSchema = z.object({
  id: z.string(),
  action: z.enum(changeActions),
  from: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  codes: z.array(z.string()),
  /** Where to: a new parent, what was merged into, the parts. */
  to: z.array(z.string()),
  count: z.number().int(),
  undoneAt: z.string().nullable(),
  mayUndo: z.boolean(),
  /** Whether the figures have followed. */
  isProjected: z.boolean(),
});
export type Change = z.infer<typeof changeSchema>;

export const unitStateSchema = z.enum(["open", "planned", "closed"]);

const managerSchema = z.object({
  employee: z.string().nullable(),
  user: z.string().nullable(),
  /** Null: nobody is known under it. */
  name: z.string().nullable(),
});

const hoursSchema = z.array(
  z.strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  }),
);

/** Seven lists of working hours, Monday first, and days off. Hours of a day are in order and do not overlap. */
export const calendarSchema = z.object({
  id: z.string(),
  name: nameSchema,
  weekly: z
    .array(hoursSchema)
    .length(7)
    .refine((days) => days.every(isInOrder), { message: "hours must be in order and not overlap" }),
  holidays: z.array(z.strictObject({ date: daySchema, name: z.string().trim().max(120) })).max(2000),
});
export type Calendar = z.infer<typeof calendarSchema>;

export const unitKindSchema = z.object({ id: z.string(), name: z.string(), units: z.number().int() });
export type UnitKind = z.infer<typeof unitKindSchema>;

/** A closed unit whose code still comes with answers, and nothing has taken its place. */
export const lateUnitSchema = unitBriefSchema.extend({
  /** First day on which it was closed. */
  closedOn: z.string(),
  answers: z.number().int(),
  /** Day of the first of those answers. */
  since: z.string(),
  /** Open units that it was split into. */
  parts: z.array(unitBriefSchema),
});
export type LateUnit = z.infer<typeof lateUnitSchema>;

/** Where a unit stood, and when. Null days: always, no end. */
export const placementSchema = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  parent: unitBriefSchema.nullable(),
});

export const unitSchema = unitBriefSchema.extend({
  kind: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: unitStateSchema,
  /** Nearest first. */
  above: z.array(unitBriefSchema),
  timeZone: z.string().nullable(),
  calendar: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What holds after looking above: its own, a superior unit's, the organisation's. */
  effective: z.object({
    timeZone: z.string(),
    calendar: z.object({ id: z.string(), name: z.string() }).nullable(),
    timeZoneFrom: unitBriefSchema.nullable(),
    calendarFrom: unitBriefSchema.nullable(),
  }),
  manager: managerSchema.nullable(),
  address: z.string().nullable(),
  /** First day it was open and first day it no longer is; null: always, no end. */
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  history: z.array(placementSchema),
  /** Units that its code stands for now, after a merge. */
  successors: z.array(unitBriefSchema.extend({ from: z.string() })),
  /** Open units below, itself left out. */
  below: z.number().int(),
  /** Who works there and below today; null when the viewer may not know. */
  staff: z.number().int().nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

/** A line of a list of units. */
export const unitLineSchema = unitBriefSchema.extend({
  kind: z.string().nullable(),
  parentCode: z.string().nullable(),
  state: unitStateSchema,
  below: z.number().int(),
  hasManager: z.boolean(),
});
export type UnitLine = z.infer<typeof unitLineSchema>;

/**
 * The whole tree in columns: row i of every list is the same unit, units lie behind what is above them and siblings are in
 * the order of their names. `parents` holds row numbers, −1 at the top (of what the viewer sees).
 */
export const treeSchema = z.object({
  revision: z.string(),
  asOf: z.string(),
  kinds: z.array(z.object({ id: z.string(), name: z.string() })),
  ids: z.array(z.string()),
  codes: z.array(z.string()),
  names: z.array(z.string()),
  parents: z.array(z.number().int()),
  /** Row numbers of `kinds`, −1 for none. */
  kindOf: z.array(z.number().int()),
  /** 1: nobody, or nobody known, is its manager. */
  unmanaged: z.array(z.number().int()),
  /** Units that are not open on that day (in sight of the viewer): closed or planned. */
  absent: z.number().int(),
});
export type Tree = z.infer<typeof treeSchema>;

function isInOrder(spans: readonly { from: string; to: string }[]): boolean {
  return spans.every(({ from, to }, index) => from < to && (index === 0 || (spans[index - 1]?.to ?? "") <= from));
}
