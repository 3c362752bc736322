import { z } from "zod";

import { identityKinds } from "#feature/people/contract";
import { contextFields, keySchema, programmes } from "#feature/surveys/contract";
import { defineOperation, type ErrorTable } from "#kit/operation";

const column = z.string().min(1).max(300);

/** One scored column: how its cells become a score. */
export const scoreMappingSchema = z.strictObject({
  key: keySchema,
  column,
  kind: z.enum(["recommendation", "satisfaction", "effort", "rating", "number", "single", "multiple"]),
  title: z.record(z.string(), z.string()).optional(),
  /** Lowest and highest code of the scale, both included. */
  scale: z.strictObject({ from: z.number(), to: z.number() }).optional(),
  /** Codes that mean "no answer", e.g. 11 = Blank. */
  missing: z.array(z.union([z.string(), z.number()])).default([]),
  /** Cell text → score or option, applied before the scale. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  direction: z.enum(["high-good", "low-good"]).optional(),
  employee: z.boolean().optional(),
});

/** How a file's columns become responses: saved as YAML, reused, carried between installations. */
export const profileSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  programme: z.enum(programmes),
  /** Slug of the survey the responses land in; made on the first import. */
  survey: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  surveyName: z.string().max(200).optional(),
  anonymous: z.boolean().default(false),
  file: z
    .strictObject({
      encoding: z.string().max(40).optional(),
      delimiter: z.string().max(3).optional(),
      sheet: z.string().max(100).optional(),
      headerRow: z.number().int().min(1).max(100).default(1),
    })
    .prefault({}),
  scores: z.array(scoreMappingSchema).max(200).default([]),
  comments: z
    .array(
      z.strictObject({
        key: keySchema,
        column,
        title: z.record(z.string(), z.string()).optional(),
        missing: z.array(z.string()).default([]),
      }),
    )
    .max(50)
    .default([]),
  /** Column(s) joined by a space, e.g. date and time; format in Unicode tokens (`dd/MM/yyyy HH:mm`), `iso`, or `epoch`. */
  time: z
    .strictObject({
      columns: z.array(column).min(1).max(3),
      format: z.string().max(60).default("iso"),
      zone: z.string().max(64).optional(),
      /** Fixed parts for incomplete dates, e.g. a day of May 2017. */ template: z.string().max(60).optional(),
    })
    .optional(),
  /** Used for rows without a time of their own. */
  fixedTime: z.iso.datetime({ offset: true }).optional(),
  dimensions: z
    .array(
      z.strictObject({
        field: z.enum([...contextFields, "language"]),
        column: column.optional(),
        fixed: z.string().max(200).optional(),
        values: z.record(z.string(), z.string()).default({}),
        missing: z.array(z.string()).default([]),
        /** Make a reference (unit, product…) for codes not known yet. */ create: z.boolean().default(false),
      }),
    )
    .max(30)
    .default([]),
  attributes: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60),
        column,
        values: z.record(z.string(), z.string()).default({}),
        missing: z.array(z.string()).default([]),
      }),
    )
    .max(100)
    .default([]),
  weight: z.strictObject({ column }).optional(),
  person: z.strictObject({ column, kind: z.enum(identityKinds) }).optional(),
  /** Columns that tell one row from another; absent: the whole row's content and its repeat number. */
  id: z.strictObject({ columns: z.array(column).min(1).max(5) }).optional(),
  /** Detect the comment's language when no column says it. */
  detectLanguage: z.boolean().default(true),
});
export type Profile = z.output<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;

export const importStates = [
  "uploaded",
  "ready",
  "running",
  "done",
  "failed",
  "cancelled",
  "undoing",
  "undone",
] as const;

export const rowErrorSchema = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  message: z.string(),
});
export type RowError = z.infer<typeof rowErrorSchema>;

export const importSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  state: z.enum(importStates),
  profile: z.string().nullable(),
  surveyId: z.string().nullable(),
  surveyName: z.string().nullable(),
  rows: z.number().int(),
  rowsDone: z.number().int(),
  created: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  skipped: z.number().int(),
  /** How many of its responses have been taken away again. */
  undone: z.number().int(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  startedBy: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Import = z.infer<typeof importSchema>;

/** What Holos sees in a file before anything is written. */
export const inspectionSchema = z.object({
  importId: z.string(),
  fileName: z.string(),
  format: z.enum(["csv", "tsv", "xlsx"]),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
  rows: z.number().int(),
  columns: z.array(
    z.object({
      name: z.string(),
      examples: z.array(z.string()),
      filled: z.number().int(),
      distinct: z.number().int(),
      /** Each text and how often it occurs, most frequent first, where there are few; empty otherwise. */
      values: z.array(z.object({ text: z.string(), count: z.number().int() })).default([]),
      suggestion: z
        .object({ as: z.string(), reason: z.string(), /** Of a time. */ format: z.string().optional() })
        .nullable(),
    }),
  ),
  sample: z.array(z.array(z.string())),
  suggested: profileSchema,
  /** A saved profile whose columns this file has. */
  matching: z.array(z.string()),
});
export type Inspection = z.infer<typeof inspectionSchema>;

export const previewSchema = z.object({
  rows: z.number().int(),
  willCreate: z.number().int(),
  willSkip: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  errors: z.array(rowErrorSchema),
  errorsByCode: z.array(
    z.object({ code: z.string(), column: z.string(), rows: z.number().int(), message: z.string() }),
  ),
  measures: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      n: z.number().int(),
      distribution: z.record(z.string(), z.number()),
    }),
  ),
  /** First and last moment, in the local time of the file. */
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  languages: z.record(z.string(), z.number()),
  unresolved: z.array(z.object({ field: z.string(), code: z.string(), rows: z.number().int() })),
  /** Persons the rows name: those who are known, and those who would be made. Null without a column of persons. */
  persons: z.object({ known: z.number().int(), fresh: z.number().int(), rowsWithout: z.number().int() }).nullable(),
  sample: z.array(z.record(z.string(), z.string())),
});
export type Preview = z.infer<typeof previewSchema>;

/** How to read a file; what is left out is detected. */
export const readingSchema = z.object({
  encoding: z.string().max(40).optional(),
  delimiter: z.string().max(3).optional(),
  sheet: z.string().max(100).optional(),
  headerRow: z.coerce.number().int().min(1).max(100).optional(),
});

const byId = z.object({ id: z.uuid() });
const importErrorsOfFile = [
  "imports.file_unreadable",
  "imports.file_too_large",
  "imports.missing_column",
  "imports.invalid_profile",
] as const;

/** Upload itself is `POST /api/v1/imports?name=…` with the raw file as body; it answers an `Inspection`. */
export const importOperations = {
  listImports: defineOperation({
    id: "imports.listImports",
    method: "get",
    path: "/api/v1/imports",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Imports, newest first",
    query: z.object({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(importSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  readImport: defineOperation({
    id: "imports.readImport",
    method: "get",
    path: "/api/v1/imports/{id}",
    permission: "imports.run",
    reach: "everywhere",
    summary: "One import with its progress",
    params: byId,
    output: importSchema,
    errors: ["imports.not_found"],
  }),
  inspect: defineOperation({
    id: "imports.inspect",
    method: "get",
    path: "/api/v1/imports/{id}/inspection",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Columns, samples and a suggested profile of an uploaded file",
    params: byId,
    query: readingSchema,
    output: inspectionSchema,
    errors: ["imports.not_found", ...importErrorsOfFile],
  }),
  preview: defineOperation({
    id: "imports.preview",
    method: "post",
    path: "/api/v1/imports/{id}/preview",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Dry run: what this profile would do with this file",
    params: byId,
    body: z.strictObject({ profile: profileSchema }),
    output: previewSchema,
    errors: ["imports.not_found", ...importErrorsOfFile],
  }),
  run: defineOperation({
    id: "imports.run",
    method: "post",
    path: "/api/v1/imports/{id}/run",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Start, or resume, importing",
    params: byId,
    body: z.strictObject({ profile: profileSchema, saveProfile: z.boolean().default(true) }),
    output: importSchema,
    errors: ["imports.not_found", "imports.running", ...importErrorsOfFile],
  }),
  cancel: defineOperation({
    id: "imports.cancel",
    method: "post",
    path: "/api/v1/imports/{id}/cancel",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Stop an import; what is in stays, running it again completes it",
    params: byId,
    output: importSchema,
    errors: ["imports.not_found"],
  }),
  undo: defineOperation({
    id: "imports.undo",
    method: "post",
    path: "/api/v1/imports/{id}/undo",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Take a whole import back: every response it brought goes, as if the file had never come",
    params: byId,
    output: importSchema,
    errors: ["imports.not_found", "imports.running"],
  }),
  listProfiles: defineOperation({
    id: "imports.listProfiles",
    method: "get",
    path: "/api/v1/import-profiles",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Saved mapping profiles",
    output: z.object({
      items: z.array(z.object({ name: z.string(), profile: profileSchema, yaml: z.string(), updatedAt: z.string() })),
      nextCursor: z.null(),
    }),
    errors: [],
  }),
  putProfile: defineOperation({
    id: "imports.putProfile",
    method: "put",
    path: "/api/v1/import-profiles/{name}",
    permission: "imports.run",
    reach: "everywhere",
    summary: "Save a mapping profile",
    params: z.object({ name: z.string().min(1).max(120) }),
    body: z.strictObject({ yaml: z.string().max(200_000) }),
    output: z.object({ name: z.string(), profile: profileSchema }),
    errors: ["imports.invalid_profile"],
  }),
} as const;

export const importErrors = {
  "imports.not_found": { status: 404, message: "There is no such import, or its file is no longer kept." },
  "imports.running": { status: 409, message: "This import is running already." },
  "imports.file_unreadable": { status: 422, message: "This file cannot be read: {reason}." },
  "imports.file_too_large": { status: 413, message: "This file is too large: {reason}." },
  "imports.missing_column": {
    status: 422,
    message: "The file has no column {column}. Choose another column, or add it and try again.",
  },
  "imports.invalid_profile": { status: 422, message: "The profile has problems: {problems}." },
} as const satisfies ErrorTable;
