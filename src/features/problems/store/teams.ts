import { sql, type Tx } from "#platform/postgres";

/** Who does the work of a function. */
export interface TeamRow {
  readonly function: string;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly units: readonly string[];
  readonly revision: number;
}

/** Everything that was said of functions. */
export function selectTeams(tx: Tx): Promise<TeamRow[]> {
  return tx.query<TeamRow>(sql`
    select team.function, team.owner_id as owner, owner.name as "ownerName", team.units, team.revision
      from function_team team left join access_user owner on owner.id = team.owner_id order by team.function`);
}

/** Says it, if nobody said anything else since this revision (0: never); answers whether it did. */
export async function upsertTeam(
  tx: Tx,
  team: Pick<TeamRow, "function" | "owner" | "units" | "revision">,
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into function_team (function, owner_id, units, updated_at)
    select ${team.function}, ${team.owner}, ${team.units}::text[], ${now}
     where ${team.revision} = 0 or exists (select from function_team where function = ${team.function})
    on conflict (function) do update set owner_id = excluded.owner_id, units = excluded.units, updated_at = excluded.updated_at,
      revision = function_team.revision + 1
     where function_team.revision = ${team.revision}`);
  return count === 1;
}
