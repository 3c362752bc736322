import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { AuditEntry, AuditFilter } from "../contract.ts";
import { insertAuditEntry, listAuditEntries } from "../store/audit.ts";
import { requirePermission } from "./viewers.ts";

/** One deed for the audit trail. `details` hold ids, codes and counts, never personal data. */
export interface Deed {
  /** Past tense with the slice in front: `surveys.published`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the deed into the audit trail in the caller's transaction, so that there is no change without a trace. Names
 * everybody the actor stood in for at that moment. The entry gets its place in the chain within a minute.
 */
export async function recordAudit(tx: Tx, viewer: Viewer, deed: Deed): Promise<void> {
  await insertAuditEntry(tx, {
    actorKind: viewer.kind,
    actorId: viewer.id,
    actingFor: [...new Set(viewer.grants.flatMap((grant) => grant.delegatedBy ?? []))],
    action: deed.action,
    subjectKind: deed.subjectKind,
    subjectId: deed.subjectId,
    details: deed.details ?? {},
  });
}

/**
 * The audit trail, newest first.
 * @throws Refusal `access.forbidden`, `access.bad_cursor`
 */
export async function listAudit(
  call: Pick<Call, "stores" | "viewer">,
  query: AuditFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  requirePermission(call.viewer, "audit.read");
  const { cursor, limit, ...filter } = query;
  const before = cursor === undefined ? null : entryIdOf(cursor);

  const found = await call.stores.postgres.read((tx) => listAuditEntries(tx, { filter, before, limit: limit + 1 }));

  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? cursorOf(last.id) : null };
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}

function entryIdOf(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,15}$/.test(text)) throw new Refusal("access.bad_cursor");
  return Number(text);
}
