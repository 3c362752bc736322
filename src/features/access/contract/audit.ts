import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  /** For whom they stood in at that moment. */
  actingFor: z.array(z.string()),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What entries are asked for; all that is given has to fit. */
export const auditFilterSchema = z.strictObject({
  /** Id of a user or key, or what kind of actor: user, api-key, system, anonymous. */
  actor: z.string().trim().min(1).max(80).optional(),
  /** A deed, or the slice it belongs to: `surveys.published`, `surveys`. */
  action: z.string().trim().min(1).max(80).optional(),
  subjectKind: z.string().trim().min(1).max(80).optional(),
  subjectId: z.string().trim().min(1).max(200).optional(),
  from: z.iso.datetime().optional(),
  /** Up to, not including, this instant. */
  to: z.iso.datetime().optional(),
  /** In the name of the actor, the deed, the subject or the details. */
  text: z.string().trim().min(1).max(120).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** How the chain of the trail can be broken, by the first thing found. */
export const auditProblems = [
  /** The content of an entry is not what was sealed. */
  "changed",
  /** A sealed entry is gone. */
  "removed",
  /** An entry has no place in the chain. */
  "unsealed",
  /** Places or hashes of the chain do not follow each other. */
  "reordered",
  /** A signed end of the chain does not fit: the chain was rewritten. */
  "forged",
  /** The chain is shorter than it was: its end was cut off, or an older state was brought back. */
  "cut",
] as const;

export const auditCheckSchema = z.object({
  at: z.string(),
  entries: z.number().int(),
  problem: z
    .object({ kind: z.enum(auditProblems), position: z.number().int(), entryId: z.string().nullable() })
    .nullable(),
  /** The end of the chain: keep it elsewhere, and a later check can be held against it. */
  head: z.object({ position: z.number().int(), hash: z.string() }),
});
export type AuditCheck = z.infer<typeof auditCheckSchema>;

/** What people and keys did. */
export const auditOperations = {
  listAudit: defineOperation({
    id: "access.listAudit",
    method: "get",
    path: "/api/v1/audit",
    permission: "audit.read",
    summary: "What people and keys changed, newest first",
    query: auditFilterSchema.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
    errors: ["access.bad_cursor"],
  }),
  readAuditCheck: defineOperation({
    id: "access.readAuditCheck",
    method: "get",
    path: "/api/v1/audit/check",
    permission: "audit.read",
    summary: "The last check of the whole chain; null before the first",
    output: z.object({ check: auditCheckSchema.nullable() }),
    errors: [],
  }),
  checkAudit: defineOperation({
    id: "access.checkAudit",
    method: "post",
    path: "/api/v1/audit/check",
    permission: "audit.read",
    summary: "Check the whole chain now: the first entry that was changed, taken away or cut off, if any",
    body: z.strictObject({
      /** An end of the chain that was kept elsewhere. */
      head: z.strictObject({ position: z.number().int().min(0), hash: z.hex().length(64) }).optional(),
    }),
    output: auditCheckSchema,
    errors: [],
  }),
} as const;

export const auditErrors = {
  "access.bad_cursor": { status: 400, message: "This cursor is not one of ours. Start from the first page." },
} as const satisfies ErrorTable;
