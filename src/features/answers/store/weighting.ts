import { sql, type Tx } from "#platform/postgres";

/** A response and by how much its own weight is to be multiplied. */
export interface WeightedResponse {
  readonly id: string;
  readonly factor: number;
}

/**
 * Writes own weight × factor and notes it for the facts; the own weight stays beside it. Responses of another weighting
 * and erased ones are left alone, and so is what weighs just that already. Answers how many changed.
 */
export async function applyFactors(tx: Tx, weightingId: string, rows: readonly WeightedResponse[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { count } = await tx.one<{ count: number }>(sql`
    with wanted as (
      select response.id, coalesce(base_weight, weight) as own, coalesce(base_weight, weight) * given.factor as weight
      from response
      join unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ factor }) => factor)}::float8[]) given (id, factor)
        on given.id = response.id
      where erased_at is null and (weighting_id is null or weighting_id = ${weightingId}::uuid)
      order by response.id for update of response
    ), changed as (
      update response set weight = wanted.weight, base_weight = wanted.own, weighting_id = ${weightingId}::uuid
      from wanted
      where response.id = wanted.id and (response.weighting_id is null or response.weight <> wanted.weight)
      returning response.id
    ), noted as (
      insert into outbox (kind, subject_id) select 'response', id from changed
    )
    select count(*)::int as count from changed`);
  return count;
}

/** Gives up to so many responses of a weighting their own weights back, and notes it for the facts. */
export async function restoreWeights(tx: Tx, weightingId: string, limit: number): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    with chosen as (
      select id from response where weighting_id = ${weightingId}::uuid order by id limit ${limit} for update
    ), changed as (
      update response set weight = base_weight, base_weight = null, weighting_id = null
      from chosen where response.id = chosen.id
      returning response.id
    ), noted as (
      insert into outbox (kind, subject_id) select 'response', id from changed
    )
    select count(*)::int as count from changed`);
  return count;
}

/** How many responses a weighting weighs. */
export async function countWeighted(tx: Tx, weightingId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    sql`select count(*)::int as count from response where weighting_id = ${weightingId}::uuid`,
  );
  return count;
}

/** Days between the making of a single-use link and the answer to it, newest answers first. */
export function listDelays(
  tx: Tx,
  of: { readonly programme: string; readonly surveys: readonly string[]; readonly limit: number },
): Promise<{ id: string; days: number }[]> {
  return tx.query(sql`
    select r.id, greatest(0, floor(extract(epoch from r.answered_at - l.created_at) / 86400))::int as days
    from response r join survey_link l on l.id = r.link_id
    where r.programme = ${of.programme} and not r.anonymous and r.erased_at is null
      and (cardinality(${of.surveys}::uuid[]) = 0 or r.survey_id = any(${of.surveys}::uuid[]))
    order by r.answered_at desc limit ${of.limit}`);
}
