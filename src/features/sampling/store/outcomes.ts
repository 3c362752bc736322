import { sql, type Tx } from "#platform/postgres";

/** What became of a person; of somebody merged into another, under the one at the top. */
export interface OutcomeRow {
  readonly personId: string;
  readonly leftOn: string | null;
  readonly knownUntil: string;
}

/** Keeps the newer knowledge of each person. */
export async function putOutcomeRows(tx: Tx, rows: readonly OutcomeRow[], now: Date): Promise<number> {
  return tx.execute(sql`
    insert into sampling_outcome (person_id, left_on, known_until, stored_at)
    select person_id, left_on, known_until, ${now}
    from unnest(${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ leftOn }) => leftOn)}::date[],
      ${rows.map(({ knownUntil }) => knownUntil)}::date[]) new (person_id, left_on, known_until)
    on conflict (person_id) do update
      set left_on = excluded.left_on, known_until = excluded.known_until, stored_at = excluded.stored_at
      where excluded.known_until >= sampling_outcome.known_until`);
}

export function selectOutcomes(tx: Tx): Promise<OutcomeRow[]> {
  return tx.query<OutcomeRow>(sql`
    select distinct on (1) coalesce(p.merged_into, o.person_id)::text as "personId", o.left_on::text as "leftOn",
      o.known_until::text as "knownUntil"
    from sampling_outcome o join person p on p.id = o.person_id
    order by 1, o.known_until desc`);
}

export function countOutcomes(
  tx: Tx,
): Promise<{ persons: number; left: number; knownFrom: string | null; knownUntil: string | null }> {
  return tx.one(sql`
    select count(*)::int as persons, count(left_on)::int as left, min(least(left_on, known_until))::text as "knownFrom",
      max(known_until)::text as "knownUntil"
    from sampling_outcome`);
}

export function deleteOutcomeRows(tx: Tx): Promise<number> {
  return tx.execute(sql`delete from sampling_outcome`);
}

/** For the export and the erasure of somebody's data. */
export function outcomesOf(tx: Tx, personId: string): Promise<OutcomeRow[]> {
  return tx.query<OutcomeRow>(sql`
    select person_id::text as "personId", left_on::text as "leftOn", known_until::text as "knownUntil"
    from sampling_outcome where person_id = ${personId}`);
}

export function deleteOutcomesOf(tx: Tx, personId: string): Promise<number> {
  return tx.execute(sql`delete from sampling_outcome where person_id = ${personId}`);
}
