import { z } from "zod";

import { roles, timeZoneSchema } from "#feature/access/contract";

import { viewStateSchema } from "./question.ts";

/** Who besides the owner may open it. To everybody needs the permission `views.share`. */
export const sharingSchema = z.strictObject({
  everybody: z.boolean().default(false),
  roles: z.array(z.enum(roles)).max(roles.length).default([]),
  users: z.array(z.uuid()).max(200).default([]),
});
export type Sharing = z.output<typeof sharingSchema>;

const kept = {
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
  isOwn: z.boolean(),
  sharing: sharingSchema,
  /** Grows with every change; a change names the one it began with. */
  revision: z.number().int(),
  updatedAt: z.string(),
};

export const viewSchema = z.object({ ...kept, state: viewStateSchema, isFavourite: z.boolean() });
export type View = z.infer<typeof viewSchema>;

/** At most so many cards on a dashboard: more would be a report. */
export const mostCards = 40;

const place = {
  id: z.uuid(),
  /** Columns of twelve. */
  width: z.union([z.literal(3), z.literal(4), z.literal(6), z.literal(8), z.literal(12)]),
  /** Rows of the grid. */
  height: z.number().int().min(1).max(4),
};

/** Pages that can stand on a dashboard as a card, besides saved views. */
export const widgetKinds = [
  "overview",
  "changes",
  "drivers",
  "pain",
  "praise",
  "alerts",
  "targets",
  "topics",
  "competitors",
] as const;
export type WidgetKind = (typeof widgetKinds)[number];

/** A page on a dashboard: which one, and what its address asks (`period=last-90&unit=K1`), so that it stays relative. */
export const widgetSchema = z.strictObject({
  kind: z.enum(widgetKinds),
  name: z.string().trim().min(1).max(120),
  search: z.string().max(8000).default(""),
});
export type Widget = z.output<typeof widgetSchema>;

const viewCardSchema = z.strictObject({ ...place, viewId: z.uuid() });
const widgetCardSchema = z.strictObject({ ...place, widget: widgetSchema });

/** A saved view, or a page. */
export const cardSchema = z.union([viewCardSchema, widgetCardSchema]);
export type Card = z.output<typeof cardSchema>;

/** What a card of a view was found to be; null: the view was deleted, or is not shared with this reader any more. */
const foundViewSchema = z.object({ id: z.uuid(), name: z.string(), state: viewStateSchema }).nullable();

export const dashboardSchema = z.object({ ...kept, cards: z.number().int() });
export type DashboardSummary = z.infer<typeof dashboardSchema>;

export const wholeDashboardSchema = z.object({
  ...kept,
  cards: z.array(z.union([viewCardSchema.extend({ view: foundViewSchema }), widgetCardSchema])),
});
export type Dashboard = z.infer<typeof wholeDashboardSchema>;

export const cadences = ["daily", "weekly", "monthly"] as const;

export const digestWishSchema = z
  .strictObject({
    cadence: z.enum(cadences),
    /** 1 Monday to 7 Sunday; of monthly ones 1 to 31, the last day where the month is shorter. Daily: 1. */
    day: z.number().int().min(1).max(31).default(1),
    hour: z.number().int().min(0).max(23),
    minute: z.number().int().min(0).max(59).default(0),
    /** Whether the mail brings the dashboard as a PDF too. */
    withPdf: z.boolean().default(false),
    timeZone: timeZoneSchema,
  })
  .refine(({ cadence, day }) => cadence !== "weekly" || day <= 7, { path: ["day"], message: "1 to 7" });
export type DigestWish = z.output<typeof digestWishSchema>;

export const digestSchema = z.object({
  cadence: z.enum(cadences),
  day: z.number().int(),
  hour: z.number().int(),
  minute: z.number().int(),
  withPdf: z.boolean(),
  timeZone: z.string(),
  nextAt: z.string(),
  lastSentAt: z.string().nullable(),
  /** Why none is sent at present. */
  paused: z.enum(["mail", "failed"]).nullable(),
});
export type Digest = z.infer<typeof digestSchema>;

export const annotationKinds = ["release", "incident", "campaign", "note"] as const;
const day = z.iso.date();

export const annotationWishSchema = z
  .strictObject({
    kind: z.enum(annotationKinds),
    from: day,
    to: day,
    /** In any language; the key is a language tag. */
    title: z
      .record(z.string().min(2).max(35), z.string().trim().min(1).max(200))
      .refine((title) => Object.keys(title).length >= 1 && Object.keys(title).length <= 20, {
        message: "in one to twenty languages",
      }),
    /** Codes of units it concerns; none: the whole organisation. */
    units: z.array(z.string().min(1).max(200)).max(100).default([]),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" });
export type AnnotationWish = z.output<typeof annotationWishSchema>;

export const annotationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(annotationKinds),
  from: z.string(),
  to: z.string(),
  title: z.record(z.string(), z.string()),
  units: z.array(z.object({ code: z.string(), name: z.string() })),
  author: z.string(),
  /** Whether this reader may change it. */
  mayChange: z.boolean(),
  revision: z.number().int(),
});
export type Annotation = z.infer<typeof annotationSchema>;
