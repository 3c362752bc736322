import { sql, type Tx } from "#platform/postgres";

/** Deletes for good what was deleted before this moment, and sendings older than that. */
export async function deleteForGood(tx: Tx, moment: Date): Promise<void> {
  await tx.execute(sql`delete from explore_view where deleted_at < ${moment}`);
  await tx.execute(sql`delete from explore_dashboard where deleted_at < ${moment}`);
  await tx.execute(sql`delete from explore_annotation where deleted_at < ${moment}`);
  await tx.execute(sql`delete from explore_delivery where updated_at < ${moment}`);
}
