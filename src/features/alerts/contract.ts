import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { mailOperations } from "./contract/mail.ts";
import { findingSchema, ruleSchema, watchSteps } from "./contract/rule.ts";
import { targetOperations } from "./contract/target.ts";

export * from "./contract/mail.ts";
export * from "./contract/rule.ts";
export * from "./contract/target.ts";

/** New; opened by somebody; said to be looked after; said to be noise. */
export const alertStates = ["new", "seen", "acknowledged", "dismissed"] as const;
export type AlertState = (typeof alertStates)[number];

/** Watches that come with the product; their names are texts of the interface. */
export const presets = [
  "measures",
  "units",
  "topics",
  "volume",
  "urgent-words",
  "leaving",
  "below-rest",
  "focus",
  "targets",
] as const;
export type Preset = (typeof presets)[number];

const count = z.number().int();
const who = z.object({ id: z.string(), name: z.string() });

export const alertSchema = z.object({
  id: z.string(),
  watch: z.object({ id: z.string(), name: z.string(), preset: z.enum(presets).nullable(), rule: ruleSchema }),
  finding: findingSchema,
  at: z.string(),
  onset: z.string(),
  state: z.enum(alertStates),
  note: z.string(),
  stateBy: who.nullable(),
  stateAt: z.string().nullable(),
  openedAt: z.string(),
});
export type Alert = z.infer<typeof alertSchema>;

/** A point of the chart behind an alert, in the unit of the measure. */
export const chartPointSchema = z.object({
  at: z.string(),
  value: z.number(),
  n: count,
  low: z.number().nullable(),
  high: z.number().nullable(),
  expected: z.number().nullable(),
  lowLimit: z.number().nullable(),
  highLimit: z.number().nullable(),
  up: z.number(),
  down: z.number(),
  isJudged: z.boolean(),
});

export const chartSchema = z.object({
  kind: z.enum(["measure", "share", "volume"]),
  measureKind: z.string(),
  step: z.enum(watchSteps),
  points: z.array(chartPointSchema),
  /** What the sums are held against. */
  limit: z.number(),
  alarms: z.array(z.object({ at: z.string(), onset: z.string(), move: z.enum(["up", "down"]) })),
  season: z.object({ weekday: z.boolean(), month: z.boolean() }),
  overdispersion: z.number(),
});
export type Chart = z.infer<typeof chartSchema>;

/** How a watch stood when it last ran. */
export const watchStatusSchema = z.object({
  /** Series that are watched; that wait for more points of time; with too few answers; hidden to protect people. */
  watched: count.default(0),
  waiting: count.default(0),
  tooFew: count.default(0),
  hidden: count.default(0),
  /** Code of what kept it from running. */
  problem: z.string().nullable().default(null),
});
export type WatchStatus = z.output<typeof watchStatusSchema>;

export const watchWishSchema = z.strictObject({
  name: z.string().trim().max(120).default(""),
  rule: ruleSchema,
  isOn: z.boolean().default(true),
  quietDays: count.min(0).max(90).default(7),
});
export type WatchWish = z.output<typeof watchWishSchema>;

export const watchSchema = z.object({
  id: z.string(),
  preset: z.enum(presets).nullable(),
  name: z.string(),
  rule: ruleSchema,
  /** Units it is limited to; null for the whole organisation. */
  units: z.array(who).nullable(),
  isOn: z.boolean(),
  quietDays: count,
  revision: count,
  mayWrite: z.boolean(),
  judgedAt: z.string().nullable(),
  status: watchStatusSchema,
  /** Alerts of the last twelve months, by what became of them. */
  alerts: z.object({ opened: count, acknowledged: count, dismissed: count }),
  /** Share of judged alerts that were no noise, with Wilson's interval; null while none was judged. */
  precision: z.object({ value: z.number(), low: z.number(), high: z.number(), n: count }).nullable(),
});
export type Watch = z.infer<typeof watchSchema>;

/** What a rule would have told in the last twelve months, and what it promises. */
export const previewSchema = z.object({
  status: watchStatusSchema,
  from: z.string(),
  to: z.string(),
  alarms: z.array(z.object({ at: z.string(), finding: findingSchema })),
  total: count,
  /** Per step: how many series are watched in it, and what a lasting change must be to be noticed how soon. */
  promises: z.array(
    z.object({
      step: z.enum(watchSteps),
      series: count,
      /** Points between false alarms of one series. */
      runLength: z.number(),
      /** One sigma of a typical series, in the unit of the measure; null where measures differ. */
      sigma: z.number().nullable(),
      measure: z.string().nullable(),
      delays: z.array(
        z.object({
          sigmas: z.number(),
          /** Share of such changes told of within `horizon` points; half of them within `median` points. */
          found: z.number(),
          median: z.number().nullable(),
          horizon: count,
        }),
      ),
    }),
  ),
});
export type Preview = z.infer<typeof previewSchema>;

const ruleErrors = [
  "alerts.nothing_to_find",
  "alerts.score_needs_measure",
  "alerts.protected",
  "alerts.no_breakdown",
  "facts.unknown_field",
] as const;
const id = z.object({ id: z.uuid() });
const ok = z.object({ ok: z.literal(true) });
const revision = { revision: count };

export const alertsOperations = {
  listAlerts: defineOperation({
    id: "alerts.listAlerts",
    method: "get",
    path: "/api/v1/alerts",
    permission: "insight.read",
    summary: "What stood out, newest first, as far as one sees the units it is about",
    query: z.strictObject({
      /** `open`: new or seen; `all`: whatever became of it. */
      state: z.enum(["open", "acknowledged", "dismissed", "all"]).default("open"),
      watch: z.uuid().optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({
      items: z.array(alertSchema),
      nextCursor: z.string().nullable(),
      open: count,
      new: count,
      /** When a watch looked last; null when none ever did, so that no alerts say nothing yet. */
      lookedAt: z.string().nullable(),
    }),
    errors: ["alerts.bad_cursor"],
  }),
  readAttention: defineOperation({
    id: "alerts.readAttention",
    method: "get",
    path: "/api/v1/alerts/attention",
    permission: "insight.read",
    summary: "How many alerts are open, and the newest of them",
    output: z.object({ open: count, new: count, first: z.array(alertSchema) }),
    errors: [],
  }),
  readAlert: defineOperation({
    id: "alerts.readAlert",
    method: "get",
    path: "/api/v1/alerts/{id}",
    permission: "insight.read",
    summary: "One alert with the chart behind it, computed now with the reader's rights",
    params: id,
    output: z.object({ alert: alertSchema, chart: chartSchema.nullable() }),
    errors: ["alerts.not_found"],
  }),
  setAlertState: defineOperation({
    id: "alerts.setAlertState",
    method: "post",
    path: "/api/v1/alerts/{id}/state",
    permission: "annotations.write",
    summary: "Say what becomes of an alert: looked after, noise, or open again",
    params: id,
    body: z.strictObject({
      state: z.enum(["seen", "acknowledged", "dismissed"]),
      note: z.string().trim().max(1000).default(""),
    }),
    output: alertSchema,
    errors: ["alerts.not_found"],
  }),
  listWatches: defineOperation({
    id: "alerts.listWatches",
    method: "get",
    path: "/api/v1/watches",
    permission: "insight.read",
    summary: "What is watched, how it stands, and how often it was right",
    output: z.object({ items: z.array(watchSchema), nextCursor: z.null(), falseAlarms: z.number() }),
    errors: [],
  }),
  createWatch: defineOperation({
    id: "alerts.createWatch",
    method: "post",
    path: "/api/v1/watches",
    permission: "alerts.write",
    summary: "Watch something, within the units one may set alerts for",
    body: watchWishSchema,
    output: watchSchema,
    errors: ["alerts.too_many", ...ruleErrors],
  }),
  updateWatch: defineOperation({
    id: "alerts.updateWatch",
    method: "put",
    path: "/api/v1/watches/{id}",
    permission: "alerts.write",
    summary: "Change what a watch looks at, or switch it off and on",
    params: id,
    body: watchWishSchema.extend(revision),
    output: watchSchema,
    errors: ["alerts.not_found", "alerts.changed_elsewhere", ...ruleErrors],
  }),
  deleteWatch: defineOperation({
    id: "alerts.deleteWatch",
    method: "delete",
    path: "/api/v1/watches/{id}",
    permission: "alerts.write",
    summary: "Stop watching something; can be taken back for thirty days",
    params: id,
    output: ok,
    errors: ["alerts.not_found"],
  }),
  restoreWatch: defineOperation({
    id: "alerts.restoreWatch",
    method: "post",
    path: "/api/v1/watches/{id}/restore",
    permission: "alerts.write",
    summary: "Take back that a watch was deleted",
    params: id,
    output: watchSchema,
    errors: ["alerts.not_found"],
  }),
  previewWatch: defineOperation({
    id: "alerts.previewWatch",
    method: "post",
    path: "/api/v1/watches/preview",
    permission: "alerts.write",
    summary: "What a rule would have told in the last twelve months, its false alarms and its delays",
    body: watchWishSchema.pick({ rule: true, quietDays: true }),
    output: previewSchema,
    errors: [...ruleErrors, "facts.too_heavy"],
  }),
  runWatch: defineOperation({
    id: "alerts.runWatch",
    method: "post",
    path: "/api/v1/watches/{id}/run",
    permission: "alerts.write",
    summary: "Look now instead of at the next full hour",
    params: id,
    output: z.object({ opened: count }),
    errors: ["alerts.not_found"],
  }),
  ...targetOperations,
  ...mailOperations,
} as const;

export const alertsErrors = {
  "alerts.not_found": { status: 404, message: "This is not there any more, or it is about units you do not see." },
  "alerts.bad_cursor": { status: 422, message: "This cursor is not ours. Begin with the first page." },
  "alerts.changed_elsewhere": {
    status: 409,
    message: "Somebody changed this meanwhile. Load it again and repeat the change.",
  },
  "alerts.too_many": { status: 422, message: "There are {most} already. Delete one that nobody needs." },
  "alerts.nothing_to_find": {
    status: 422,
    message: "Name words, a condition, or both: else every answer would be told.",
  },
  "alerts.score_needs_measure": {
    status: 422,
    message: "A condition on the score needs a measure: scores of different questions differ.",
  },
  "alerts.protected": {
    status: 422,
    message: "Single answers of employees are never told: a rule would point at a person.",
  },
  "alerts.no_breakdown": { status: 422, message: "{dimension} is no breakdown that can be watched." },
  "alerts.not_countable": { status: 422, message: "This measure has no figure that a target could be held against." },
  "alerts.unknown_unit": { status: 422, message: "There is no unit {unit}, or it is not yours." },
  "alerts.target_there": { status: 409, message: "This measure has a target there already. Change that one." },
  "alerts.unknown_time_zone": { status: 422, message: "There is no time zone {zone}. Use a name like Europe/Kyiv." },
  "alerts.link_dead": { status: 404, message: "This link is wrong or has been used up." },
} as const satisfies ErrorTable;
