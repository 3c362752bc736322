import type { Identity } from "#feature/people/contract";
import { sql, type Sql, type Tx } from "#platform/postgres";

/** A link that was made for a person. */
export interface PersonalLinkRow {
  readonly surveyId: string;
  readonly context: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** Links made for whoever has these identities, oldest first. */
export function listLinksOf(tx: Tx, identities: readonly Identity[]): Promise<PersonalLinkRow[]> {
  return tx.query(sql`select survey_id as "surveyId", context,
    to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
    to_char(used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "usedAt"
    from survey_link where ${isOf(identities)} order by created_at, id`);
}

/** Deletes those that nobody has begun to answer. */
export async function deleteOpenLinks(tx: Tx, identities: readonly Identity[]): Promise<void> {
  await tx.execute(sql`delete from survey_link where ${isOf(identities)} and submission_key is null`);
}

/** Empties the others; a key that no response has keeps them from being taken again. */
export async function forgetTakenLinks(tx: Tx, identities: readonly Identity[]): Promise<void> {
  await tx.execute(sql`update survey_link set person_kind = null, person_value = null, context = '{}',
    submission_key = 'erased:' || id where ${isOf(identities)}`);
}

function isOf(identities: readonly Identity[]): Sql {
  const [kinds, values] = [identities.map(({ kind }) => kind), identities.map(({ value }) => value)];
  return sql`(person_kind, person_value) in (select * from unnest(${kinds}::text[], ${values}::text[]))`;
}
