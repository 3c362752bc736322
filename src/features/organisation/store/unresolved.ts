import { sql, type Tx } from "#platform/postgres";

import type { ReferenceKind } from "../contract.ts";
import type { WantedReference } from "./references.ts";

/** A code nothing is known under, and how many answers came with it. */
export interface UnresolvedRow extends WantedReference {
  readonly answers: number;
}

/** Counts each of these once more. In one order always, so that two writers wait for each other and do not lock up. */
export async function addUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  await tx.execute(
    sql.prepared(
      "organisation_add_unresolved",
      sql`insert into unresolved_reference (kind, code, answers)
      select kind, min(code), count(*)
      from unnest(${items.map((one) => one.kind)}::text[], ${items.map((one) => one.code)}::text[]) came (kind, code)
      group by kind, lower(code) order by kind, lower(code)
      on conflict (kind, lower(code)) do update set answers = unresolved_reference.answers + excluded.answers`,
    ),
  );
}

/** Counts each of these once less and forgets those that nothing is left of. */
export async function subtractUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  await tx.execute(sql`
    with gone as (
      select kind, lower(code) as code, count(*) as answers
      from unnest(${items.map((one) => one.kind)}::text[], ${items.map((one) => one.code)}::text[]) went (kind, code)
      group by 1, 2
    ), deleted as (
      delete from unresolved_reference unresolved using gone
      where unresolved.kind = gone.kind and lower(unresolved.code) = gone.code and unresolved.answers <= gone.answers
    )
    update unresolved_reference unresolved set answers = unresolved.answers - gone.answers from gone
    where unresolved.kind = gone.kind and lower(unresolved.code) = gone.code and unresolved.answers > gone.answers`);
}

/** What is still unknown, most frequent first. */
export function listUnresolvedRows(tx: Tx, kind: ReferenceKind | null, limit: number): Promise<UnresolvedRow[]> {
  return tx.query<UnresolvedRow>(sql`
    select kind, code, answers from unresolved_reference unresolved
    where (${kind}::text is null or kind = ${kind}::text)
      and not exists (select from reference
        where reference.kind = unresolved.kind
          and (lower(reference.code) = lower(unresolved.code) or reference.name = unresolved.code))
    order by answers desc, kind, code limit ${limit}`);
}

/** Forgets codes that have become known. */
export async function deleteResolved(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from unresolved_reference unresolved using reference
    where reference.id = any (${ids}::uuid[]) and reference.kind = unresolved.kind
      and (lower(reference.code) = lower(unresolved.code) or reference.name = unresolved.code)`);
}
