import { sql, type Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";

/** Those of the identities that somebody has. */
export function listKnown(tx: Tx, identities: readonly Identity[]): Promise<Identity[]> {
  return tx.query<Identity>(sql`
    select distinct kind, value
    from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
      wanted (kind, value)
    join person_identity using (kind, value)`);
}
