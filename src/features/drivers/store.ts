import { sql, type Tx } from "#platform/postgres";

/** The groups that people gave to drivers. */
export function selectGroups(tx: Tx): Promise<{ driver: string; group: string }[]> {
  return tx.query(sql`select driver, "group" from driver_group`);
}

/** Gives a driver its group. */
export async function upsertGroup(tx: Tx, driver: string, group: string): Promise<void> {
  await tx.query(sql`
    insert into driver_group (driver, "group") values (${driver}, ${group})
    on conflict (driver) do update set "group" = excluded."group", changed_at = now()`);
}

/** Takes a driver's group back. */
export async function deleteGroup(tx: Tx, driver: string): Promise<void> {
  await tx.query(sql`delete from driver_group where driver = ${driver}`);
}
