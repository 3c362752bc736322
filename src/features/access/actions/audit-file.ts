import { csvLine, csvMark } from "#kit/csv";
import type { Call } from "#platform/http/route";

import type { AuditEntry, AuditFilter } from "../contract.ts";
import { listAuditEntries } from "../store/audit.ts";
import { recordAudit } from "./audit.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;

const columns = ["id", "at", "actor_kind", "actor", "acting_for", "action", "subject_kind", "subject_id", "details"];
const pageSize = 2000;

/**
 * The trail as CSV, newest first, page by page: nothing is held in memory, no cell runs as a formula. That it was taken
 * out is itself an entry.
 * @throws Refusal `access.forbidden`
 */
export async function auditFile(asker: Asker, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requirePermission(asker.viewer, "audit.read");
  await asker.stores.postgres.transaction((tx) =>
    recordAudit(tx, asker.viewer, { action: "access.audit_exported", subjectKind: "audit", subjectId: "trail" }),
  );
  return linesOf(asker, filter);
}

async function* linesOf({ stores }: Asker, filter: AuditFilter): AsyncGenerator<string> {
  yield csvMark + csvLine(columns);
  let before: number | null = null;
  for (;;) {
    const page: { filter: AuditFilter; before: number | null; limit: number } = { filter, before, limit: pageSize };
    const entries: AuditEntry[] = await stores.postgres.read((tx) => listAuditEntries(tx, page));
    if (entries.length > 0) yield entries.map(lineOf).join("");
    const last = entries.at(-1);
    if (entries.length < pageSize || last === undefined) return;
    before = Number(last.id);
  }
}

function lineOf(entry: AuditEntry): string {
  const { id, at, actorKind, actorName, actingFor, action, subjectKind, subjectId, details } = entry;
  return csvLine([
    Number(id),
    at,
    actorKind,
    actorName,
    actingFor.join("; "),
    action,
    subjectKind,
    subjectId,
    JSON.stringify(details),
  ]);
}
