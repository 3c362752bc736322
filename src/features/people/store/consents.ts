import { sql, type Tx } from "#platform/postgres";

import type { Consent } from "../contract.ts";
import type { ReadyConsent } from "../rules/wish.ts";

/** Adds what was said to the histories; what stands there already is left. Answers whose history grew. */
export async function insertConsents(
  tx: Tx,
  rows: readonly (ReadyConsent & { readonly personId: string })[],
): Promise<string[]> {
  const written = await tx.query<{ personId: string }>(sql`
    insert into person_consent (id, person_id, purpose, channel, state, source, evidence, at)
    select uuidv7(), w."personId", w.purpose, w.channel, w.state, w.source, w.evidence, w.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w ("personId" uuid, purpose text, channel text, state text,
      source text, evidence text, at timestamptz)
    order by w."personId", w.at
    on conflict on constraint person_consent_once do nothing
    returning person_id as "personId"`);
  return written.map(({ personId }) => personId);
}

/** What these persons said, newest first. */
export function listConsents(tx: Tx, personIds: readonly string[]): Promise<(Omit<Consent, "at"> & { at: Date })[]> {
  return tx.query(sql`
    select id, purpose, channel, state, source, evidence, at,
      row_number() over (partition by purpose, channel order by at desc, id desc) = 1 as "isCurrent"
    from person_consent where person_id = any(${personIds}::uuid[])
    order by at desc, id desc limit 500`);
}

/** Purposes that anybody was ever asked about. */
export async function listPurposes(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ purpose: string }>(sql`
    with recursive known as (
      (select purpose from person_consent order by purpose limit 1)
      union all
      select (select c.purpose from person_consent c where c.purpose > known.purpose order by c.purpose limit 1)
      from known where known.purpose is not null
    )
    select purpose from known where purpose is not null limit 50`);
  return rows.map(({ purpose }) => purpose);
}
