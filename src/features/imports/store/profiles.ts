import { sql, type Tx } from "#platform/postgres";

import type { Profile } from "../contract.ts";

/** A saved profile. */
export interface ProfileRow {
  readonly name: string;
  readonly profile: Profile;
  readonly updatedAt: Date;
}

export async function selectProfiles(tx: Tx): Promise<readonly ProfileRow[]> {
  return tx.query<ProfileRow>(
    sql`select name, profile, updated_at as "updatedAt" from import_profile order by lower(name)`,
  );
}

export async function upsertProfile(tx: Tx, row: ProfileRow): Promise<void> {
  await tx.execute(sql`insert into import_profile (name, profile, updated_at)
    values (${row.name}, ${sql.json(row.profile)}, ${row.updatedAt})
    on conflict (name) do update set profile = excluded.profile, updated_at = excluded.updated_at`);
}
