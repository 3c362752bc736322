import { z } from "zod";

import { timeZoneSchema } from "#feature/access/contract";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { unitErrors, unitOperations } from "./contract/unit-operations.ts";

export * from "./contract/units.ts";

/** Where detractors end and promoters begin on the 0–10 scale (R52); the standard is 6 and 9. */
export const cutPointsSchema = z
  .strictObject({ detractorMax: z.number().int().min(0).max(8), promoterMin: z.number().int().min(1).max(10) })
  .refine((cut) => cut.detractorMax < cut.promoterMin, { message: "detractorMax must be below promoterMin" });
export type CutPoints = z.infer<typeof cutPointsSchema>;

export const settingsSchema = z.object({
  name: z.string().trim().min(1).max(120),
  languages: z.array(z.string().min(2).max(35)).min(1).max(20),
  defaultLanguage: z.string().min(2).max(35),
  timeZone: timeZoneSchema,
  /** `data:image/(png|svg+xml|webp|jpeg);base64,…`, at most 64 kB, or null. SVG is sanitised or refused. */
  logo: z.string().max(90_000).nullable(),
  /** Accent colour as #rrggbb; its contrast is checked where it is used. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  /** R169: which words stand for the metric. */
  recommendationWording: z.enum(["nps", "recommendation"]),
  cutPoints: cutPointsSchema,
  /** A figure in a breakdown is printed from this many answers on. */
  minimumN: z.number().int().min(5).max(200),
  /** Groups of employees smaller than this are never shown (never below 3). */
  smallGroup: z.number().int().min(3).max(50),
  privacyUrl: z.url().max(500).nullable(),
  /** R98: the measure that leads the whole and each unit, by its reference; null: whichever speaks for the whole. */
  topMeasure: z.string().min(1).max(200).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Things an answer can be about or come from; each has a code of the organisation's own. */
export const referenceKinds = [
  "unit",
  "employee",
  "function",
  "product",
  "touchpoint",
  "account",
  "partner",
  "journey",
  "stage",
  "brand",
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const referenceSchema = z.object({
  id: z.string(),
  kind: z.enum(referenceKinds),
  code: z.string(),
  name: z.string(),
  parentId: z.string().nullable(),
  timeZone: z.string().nullable(),
});
export type Reference = z.infer<typeof referenceSchema>;

export const organisationOperations = {
  ...unitOperations,
  readSettings: defineOperation({
    id: "organisation.readSettings",
    method: "get",
    path: "/api/v1/settings",
    permission: "signed-in",
    summary: "The organisation's settings",
    output: settingsSchema,
    errors: [],
  }),
  updateSettings: defineOperation({
    id: "organisation.updateSettings",
    method: "patch",
    path: "/api/v1/settings",
    permission: "organisation.write",
    reach: "everywhere",
    summary: "Change some of the organisation's settings",
    body: settingsSchema.partial().strict(),
    output: settingsSchema,
    errors: ["organisation.logo_refused", "organisation.language_missing", "organisation.unknown_time_zone"],
  }),
  listReferences: defineOperation({
    id: "organisation.listReferences",
    method: "get",
    path: "/api/v1/references",
    permission: "organisation.read",
    summary: "Units, employees, products, touchpoints and the like, within the viewer's scope",
    query: z.object({
      kind: z.enum(referenceKinds).optional(),
      search: z.string().max(100).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ items: z.array(referenceSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  putReference: defineOperation({
    id: "organisation.putReference",
    method: "put",
    path: "/api/v1/references/{kind}/{code}",
    permission: "organisation.write",
    summary:
      "Create or rename one reference; its code is its identity. Answers kept as unresolved under this code become resolved.",
    params: z.object({ kind: z.enum(referenceKinds), code: z.string().trim().min(1).max(120) }),
    body: z.strictObject({
      name: z.string().trim().min(1).max(200),
      parentCode: z.string().max(120).nullable().optional(),
      timeZone: timeZoneSchema.nullable().optional(),
    }),
    output: referenceSchema,
    errors: ["organisation.unknown_parent", "organisation.cycle", "organisation.unknown_time_zone"],
  }),
  listUnresolved: defineOperation({
    id: "organisation.listUnresolved",
    method: "get",
    path: "/api/v1/references/unresolved",
    permission: "organisation.read",
    summary: "Codes that answers arrived with and nothing is known under, with how often",
    query: z.object({ kind: z.enum(referenceKinds).optional() }),
    output: z.object({
      items: z.array(z.object({ kind: z.enum(referenceKinds), code: z.string(), answers: z.number().int() })),
      nextCursor: z.string().nullable(),
    }),
    errors: [],
  }),
} as const;

export const organisationErrors = {
  ...unitErrors,
  "organisation.logo_refused": { status: 422, message: "This logo cannot be used: {reason}." },
  "organisation.language_missing": {
    status: 422,
    message: "The default language must be one of the organisation's languages.",
  },
  "organisation.unknown_parent": { status: 422, message: "There is no unit with the code {code} to put this under." },
  "organisation.unknown_time_zone": {
    status: 422,
    message: "The time zone {zone} is not known. Use an IANA name such as Europe/Kyiv.",
  },
  "organisation.cycle": { status: 422, message: "A unit cannot lie below itself." },
} as const satisfies ErrorTable;
