import { sql, type Tx } from "#platform/postgres";

import type { ExamplesQuery, ExampleWish } from "../contract.ts";

/** An example as it is kept, with its competitor's name. */
export interface ExampleRow extends ExampleWish {
  readonly id: string;
  readonly revision: number;
  readonly competitorName: string | null;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

const columns = sql`c.id, c.title, c.company, c.competitor_id as "competitorId", c.strengths, c.problems, c.source,
  c.source_url as "sourceUrl", to_char(c.dated, 'YYYY-MM-DD') as dated, c.journeys, c.touchpoints, c.tags, c.revision,
  o.name as "competitorName", c.created_by_name as "createdBy", c.updated_at as "updatedAt"`;
const from = sql`from benchmark_example c
  left join benchmark_competitor o on o.id = c.competitor_id and o.deleted_at is null`;

/** Examples changed before a moment, newest first; words are sought as they stand, in any of the texts. */
export function selectExamples(
  tx: Tx,
  { q, tag, competitor, journey, touchpoint, limit }: ExamplesQuery,
  before: { readonly at: Date; readonly id: string } | null,
): Promise<ExampleRow[]> {
  const words = (q ?? "").split(/\s+/).filter((word) => word !== "");
  const conditions = [
    sql`c.deleted_at is null`,
    ...words.map(
      (word) =>
        sql`concat_ws(' ', c.title, c.company, c.strengths, c.problems, c.source, array_to_string(c.tags, ' '), o.name)
          ilike ${`%${escaped(word)}%`}`,
    ),
    ...(tag === undefined ? [] : [sql`${tag} = any(c.tags)`]),
    ...(competitor === undefined ? [] : [sql`c.competitor_id = ${competitor}`]),
    ...(journey === undefined ? [] : [sql`${journey} = any(c.journeys)`]),
    ...(touchpoint === undefined ? [] : [sql`${touchpoint} = any(c.touchpoints)`]),
    ...(before === null ? [] : [sql`(c.updated_at, c.id) < (${before.at}, ${before.id}::uuid)`]),
  ];
  return tx.query<ExampleRow>(sql`
    select ${columns} ${from} where ${sql.join(conditions, " and ")}
     order by c.updated_at desc, c.id desc limit ${limit + 1}`);
}

/** Tags with how many examples have each. */
export function selectTags(tx: Tx): Promise<{ tag: string; n: number }[]> {
  return tx.query<{ tag: string; n: number }>(sql`
    select tag, count(*)::int as n from benchmark_example, unnest(tags) as tag
     where deleted_at is null group by tag order by n desc, tag limit 100`);
}

/** An example that is there. */
export function findExample(tx: Tx, id: string): Promise<ExampleRow | undefined> {
  return tx.maybeOne<ExampleRow>(sql`select ${columns} ${from} where c.id = ${id} and c.deleted_at is null`);
}

export async function insertExample(
  tx: Tx,
  { id, wish, by }: { readonly id: string; readonly wish: ExampleWish; readonly by: string },
  now: Date,
): Promise<void> {
  const { title, company, competitorId, strengths, problems, source, sourceUrl, dated } = wish;
  await tx.execute(sql`
    insert into benchmark_example (id, title, company, competitor_id, strengths, problems, source, source_url, dated,
      journeys, touchpoints, tags, created_by_name, created_at, updated_at)
    values (${id}, ${title}, ${company}, ${competitorId}, ${strengths}, ${problems}, ${source}, ${sourceUrl},
      ${dated}::date, ${wish.journeys}::text[], ${wish.touchpoints}::text[], ${wish.tags}::text[], ${by}, ${now}, ${now})`);
}

/** Changes an example; false when its revision is another, or it is gone. */
export async function updateExampleRow(
  tx: Tx,
  { id, revision, wish }: { readonly id: string; readonly revision: number; readonly wish: ExampleWish },
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_example set title = ${wish.title}, company = ${wish.company}, competitor_id = ${wish.competitorId},
           strengths = ${wish.strengths}, problems = ${wish.problems}, source = ${wish.source},
           source_url = ${wish.sourceUrl}, dated = ${wish.dated}::date, journeys = ${wish.journeys}::text[],
           touchpoints = ${wish.touchpoints}::text[], tags = ${wish.tags}::text[], updated_at = ${now},
           revision = revision + 1
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes an example, or takes that back; false when it is not in the other state. */
export async function setExampleDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_example set deleted_at = ${deletedAt}
     where id = ${id} and (deleted_at is null) = ${deletedAt !== null}`);
  return count === 1;
}

/** Signs that a pattern would take for its own. */
function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
