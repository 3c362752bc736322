import type { Viewer } from "#kit/viewer";
import { sql, type Tx } from "#platform/postgres";

/** Whether the viewer has done this themselves, by the audit trail: `surveys.published`. */
export async function hasDone(tx: Tx, viewer: Viewer, action: string): Promise<boolean> {
  const { done } = await tx.one<{ done: boolean }>(
    sql`select exists (select from audit_entry where actor_kind = ${viewer.kind} and actor_id = ${viewer.id} and action = ${action}) as done`,
  );
  return done;
}
