import { z } from "zod";

import { readingSchema } from "#feature/imports/contract";
import { defineOperation, type ErrorTable, type Permission } from "#kit/operation";

/** What a file may hold. */
export const directoryKinds = ["units", "staff", "persons"] as const;
export type DirectoryKind = (typeof directoryKinds)[number];

/** What one must hold to bring such a file in. */
export const permissionOf = {
  units: "organisation.write",
  staff: "staff.write",
  persons: "people.write",
} as const satisfies Record<DirectoryKind, Permission>;

/** What a column may be, by kind; persons also take `attribute:<key>`. */
export const fieldsOf = {
  units: ["code", "name", "kind", "parent", "manager", "timeZone", "calendar", "address", "from"],
  staff: [
    "code",
    "name",
    "lastName",
    "firstName",
    "middleName",
    "email",
    "position",
    "unit",
    "manager",
    "hiredOn",
    "leftOn",
    "from",
    "skills",
    "languages",
  ],
  persons: [
    "crm",
    "employee",
    "email",
    "phone",
    "name",
    "lastName",
    "firstName",
    "middleName",
    "language",
    "timeZone",
    "unit",
    "roles",
  ],
} as const satisfies Record<DirectoryKind, readonly string[]>;

/** Column of the file → what it is. Columns that are not here are left out. */
export const mappingSchema = z.record(z.string().min(1).max(300), z.string().min(1).max(60));
export type Mapping = z.infer<typeof mappingSchema>;

export const importStates = ["uploaded", "running", "done", "failed", "cancelled"] as const;

const counts = {
  rows: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
};

export const directoryImportSchema = z.object({
  id: z.string(),
  kind: z.enum(directoryKinds),
  fileName: z.string(),
  bytes: z.number(),
  state: z.enum(importStates),
  ...counts,
  rowsDone: z.number().int(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type DirectoryImport = z.infer<typeof directoryImportSchema>;

/** What is seen in a file, and what its columns seem to be. */
export const directoryInspectionSchema = z.object({
  importId: z.string(),
  kind: z.enum(directoryKinds),
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
      /** Why it is taken for what it is taken for; null: nobody knows. */
      reason: z.enum(["header", "content", "saved"]).nullable(),
    }),
  ),
  suggested: mappingSchema,
  /** What a column may be here, attributes of persons included. */
  fields: z.array(z.object({ field: z.string(), name: z.string().nullable() })),
});
export type DirectoryInspection = z.infer<typeof directoryInspectionSchema>;

export const rowErrorSchema = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  message: z.string(),
});
export type RowError = z.infer<typeof rowErrorSchema>;

/** What the file would do; found by doing it and taking it back. */
export const directoryPreviewSchema = z.object({
  ...counts,
  errors: z.array(rowErrorSchema),
  errorsByCode: z.array(
    z.object({ code: z.string(), column: z.string(), rows: z.number().int(), message: z.string() }),
  ),
  /** The first rows as they will be: field → text. */
  sample: z.array(z.record(z.string(), z.string())),
});
export type DirectoryPreview = z.infer<typeof directoryPreviewSchema>;

const byId = z.object({ id: z.uuid() });
const how = z.strictObject({ mapping: mappingSchema, reading: readingSchema.prefault({}) });
const ofFile = [
  "imports.file_unreadable",
  "imports.file_too_large",
  "directory.not_found",
  "directory.missing_column",
  "directory.unknown_field",
  "directory.column_twice",
  "directory.key_needed",
] as const;

/** Uploading itself is `POST /api/v1/directory/files?kind=…&name=…` with the raw file; it answers a `DirectoryInspection`. */
export const directoryOperations = {
  listImports: defineOperation({
    id: "directory.listImports",
    method: "get",
    path: "/api/v1/directory/imports",
    permission: "signed-in",
    summary: "Files of units, staff and persons, newest first; those of the kinds one may write",
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ items: z.array(directoryImportSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  readImport: defineOperation({
    id: "directory.readImport",
    method: "get",
    path: "/api/v1/directory/imports/{id}",
    permission: "signed-in",
    summary: "One file with its progress",
    params: byId,
    output: directoryImportSchema,
    errors: ["directory.not_found"],
  }),
  inspect: defineOperation({
    id: "directory.inspect",
    method: "get",
    path: "/api/v1/directory/imports/{id}/inspection",
    permission: "signed-in",
    summary: "Columns of a file with examples and what they seem to be",
    params: byId,
    query: readingSchema,
    output: directoryInspectionSchema,
    errors: ["directory.not_found", "imports.file_unreadable", "imports.file_too_large"],
  }),
  preview: defineOperation({
    id: "directory.preview",
    method: "post",
    path: "/api/v1/directory/imports/{id}/preview",
    permission: "signed-in",
    summary: "What the file would do, exactly: it is done and taken back",
    params: byId,
    body: how,
    output: directoryPreviewSchema,
    errors: ["directory.running", ...ofFile],
  }),
  run: defineOperation({
    id: "directory.run",
    method: "post",
    path: "/api/v1/directory/imports/{id}/run",
    permission: "signed-in",
    summary: "Bring the file in, or go on with it; the same again changes nothing",
    params: byId,
    body: how,
    output: directoryImportSchema,
    errors: ["directory.running", ...ofFile],
  }),
  cancel: defineOperation({
    id: "directory.cancel",
    method: "post",
    path: "/api/v1/directory/imports/{id}/cancel",
    permission: "signed-in",
    summary: "Stop after the rows being written; what is in stays",
    params: byId,
    output: directoryImportSchema,
    errors: ["directory.not_found"],
  }),
} as const;

export const directoryErrors = {
  "directory.not_found": {
    status: 404,
    message: "There is no such file, it is no longer kept, or you may not bring it in.",
  },
  "directory.running": { status: 409, message: "This file is being brought in already." },
  "directory.missing_column": { status: 422, message: "The file has no column {column}." },
  "directory.unknown_field": { status: 422, message: "A column cannot be {field} here." },
  "directory.column_twice": { status: 422, message: "Two columns are said to be {field}. Leave one out." },
  "directory.key_needed": { status: 422, message: "No column tells which one a row is about. Choose the code." },
  "directory.starter_gone": { status: 403, message: "Whoever started this may not bring such files in any more." },
  "directory.stalled": { status: 422, message: "It stopped several times at the same rows and was given up." },
  "directory.units_refused": {
    status: 422,
    message: "Units come all or none, and {count} rows have errors. Nothing was changed.",
  },
} as const satisfies ErrorTable;
