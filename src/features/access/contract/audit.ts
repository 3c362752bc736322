import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What people and keys did. */
export const auditOperations = {
  listAudit: defineOperation({
    id: "access.listAudit",
    method: "get",
    path: "/api/v1/audit",
    permission: "audit.read",
    summary: "What people and keys changed, newest first",
    query: z.object({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      action: z.string().max(80).optional(),
    }),
    output: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
} as const;

export const auditErrors = {
  "access.bad_cursor": { status: 400, message: "This cursor is not one of ours. Start from the first page." },
} as const satisfies ErrorTable;
