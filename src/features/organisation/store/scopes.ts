import { sql, type Tx } from "#platform/postgres";

/** The units that users with limited sight were given, one row a user; users who see all units are missing. */
export function listScopes(tx: Tx): Promise<{ userId: string; units: string[] }[]> {
  return tx.query(sql`
    select user_id::text as "userId", array_agg(distinct unit::text) as units
    from access_grant, unnest(unit_ids) as unit
    where not exists (select from access_grant whole where whole.user_id = access_grant.user_id and whole.unit_ids is null)
    group by user_id`);
}
