import type { ReferenceKind } from "#feature/organisation/contract";
import { sql, type Tx } from "#platform/postgres";

import type { Spellings } from "./fields.ts";

/** A value of a filter: the id, code or name of a reference of this kind. */
export interface WantedSpellings {
  readonly kind: ReferenceKind;
  readonly value: string;
}

/**
 * How answers spell the references of a filter, by `kind:value`. A name counts only where no other reference of the kind
 * has it, as when answers are resolved. Unknown values are missing.
 */
export async function findSpellings(
  tx: Tx,
  wanted: readonly WantedSpellings[],
): Promise<ReadonlyMap<string, Spellings>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<Spellings & { readonly position: number }>(sql`
    with asked as (
      select wanted.position, reference.id
      from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ value }) => value)}::text[])
        with ordinality wanted (kind, value, position)
      join reference on reference.kind = wanted.kind
        and (reference.id::text = lower(wanted.value) or lower(reference.code) = lower(wanted.value) or reference.name = wanted.value)
    )
    select position, array_agg(reference.id) as ids, array_agg(lower(reference.code)) as codes,
      coalesce(array_agg(reference.name) filter (where not exists (
        select from reference twin where twin.kind = reference.kind and twin.name = reference.name and twin.id <> reference.id)), '{}') as names
    from asked join reference on reference.id = asked.id
    group by position`);
  return new Map(
    rows.flatMap(({ position, ...spellings }) => {
      const one = wanted[position - 1];
      return one === undefined ? [] : [[`${one.kind}:${one.value}`, spellings] as const];
    }),
  );
}

/** Those of these names that only one unit has: answers may carry it in place of a code. */
export async function namesOfOne(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(sql`
    select name from reference where kind = 'unit' and name = any(${names}::text[]) group by name having count(*) = 1`);
  return new Set(rows.map(({ name }) => name));
}
