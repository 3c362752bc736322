import { sql, type Tx } from "#platform/postgres";

/** Name of a survey, or null when it is gone. */
export async function surveyName(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.maybeOne<{ name: string }>(sql`select name from survey where id = ${id}`);
  return row?.name ?? null;
}

/** Which of these row ids the survey holds already. */
export async function knownRows(tx: Tx, surveySlug: string, keys: readonly string[]): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`select count(*) from response
    where survey_id = (select id from survey where slug = ${surveySlug}) and submission_key = any (${keys}::text[])`);
  return count;
}
