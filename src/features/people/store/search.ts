import { sql, type Sql, type Tx } from "#platform/postgres";

import type { SearchTerms } from "../rules/search.ts";
import { isListed, type ListFilter } from "./persons.ts";

/**
 * Persons whom the terms fit, those found by an identity first, the newest first. Each arm reads the beginning of one
 * index and stops; of those found `candidates` at most are looked at, so that a common name costs no more than a rare one.
 */
export async function searchIds(
  tx: Tx,
  terms: SearchTerms,
  { filter, limit, candidates }: { filter: ListFilter; limit: number; candidates: number },
): Promise<{ ids: string[]; isCut: boolean }> {
  const arms = armsOf(terms, filter, candidates);
  if (arms.length === 0) return { ids: [], isCut: false };
  const rows = await tx.query<{ id: string; met: number }>(sql`
    with hit as materialized (${sql.join(arms, " union all ")}),
    shared as (
      select hit.rank, other.person_id as id from hit
      join person_shared_identity other on other.kind = hit.kind and other.value = hit.value
    ),
    top as (
      select coalesce(person.merged_into, person.id) as id, min(rank) as rank
      from (select rank, id from hit union all select rank, id from shared) met join person using (id)
      group by 1
    )
    select p.id, (select count(*) from hit) as met
    from top join person p on p.id = top.id
    where ${isListed(filter)}
    order by top.rank, p.id desc limit ${limit + 1}`);
  const met = rows[0]?.met ?? 0;
  return { ids: rows.slice(0, limit).map(({ id }) => id), isCut: rows.length > limit || met >= candidates };
}

function armsOf(terms: SearchTerms, filter: ListFilter, candidates: number): readonly Sql[] {
  const arms: Sql[] = [];
  if (terms.beginning !== undefined) arms.push(byBeginning(terms.beginning, candidates));
  for (const start of terms.phoneStarts) arms.push(byPhone(sql`lower(value) collate "C"`, start, candidates));
  if (terms.phoneEnd !== undefined) arms.push(byPhone(sql`reverse(value) collate "C"`, terms.phoneEnd, candidates));
  if (terms.words.length > 0) arms.push(...byWords(terms.words, filter, candidates));
  return arms;
}

function byBeginning(beginning: string, candidates: number): Sql {
  return sql`(select 0 as rank, met.kind, met.value, met.person_id as id
    from unnest(array['crm', 'employee', 'email', 'messenger']) wanted (kind), lateral (
      select kind, value, person_id from person_identity
      where kind = wanted.kind and ${begins(sql`lower(value) collate "C"`, beginning)}
      order by lower(value) collate "C" limit ${candidates}) met)`;
}

function byPhone(expression: Sql, start: string, candidates: number): Sql {
  return sql`(select 0 as rank, kind, value, person_id as id from person_identity
    where kind = 'phone' and ${begins(expression, start)} order by ${expression} limit ${candidates})`;
}

/** Whoever belongs to the viewer's units is looked for among them as well: there a common name is rare. */
function byWords(words: readonly string[], { sight }: ListFilter, candidates: number): readonly Sql[] {
  const fits = sql`words @@ ${words.map((word) => `'${word}':*`).join(" & ")}::tsquery`;
  const everywhere = sql`(select 1 as rank, null as kind, null as value, id from person where ${fits} limit ${candidates})`;
  if (sight.units === "all") return [everywhere];
  return [
    sql`(select 1 as rank, null as kind, null as value, id from person
      where home_unit_id = any(${sight.units}::uuid[]) and ${fits} limit ${candidates})`,
    everywhere,
  ];
}

/** Bytes are compared, so the last code point of all stands behind whatever begins so. */
function begins(expression: Sql, beginning: string): Sql {
  return sql`${expression} >= ${beginning} and ${expression} < ${`${beginning}\u{10ffff}`}`;
}
