import { sql, type Tx } from "#platform/postgres";

/** Takes the one place there is; false when it was taken before. A concurrent taker waits for the first to commit. */
export async function takeInstallation(tx: Tx, now: Date): Promise<boolean> {
  const rows = await tx.query(
    sql`insert into installation (is_single, set_up_at) values (true, ${now}) on conflict do nothing returning is_single`,
  );
  return rows.length === 1;
}

/** Whether the place is taken. */
export async function hasInstallation(tx: Tx): Promise<boolean> {
  return (await tx.query(sql`select is_single from installation`)).length === 1;
}
