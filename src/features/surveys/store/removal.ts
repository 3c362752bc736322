import { sql, type Tx } from "#platform/postgres";

/** Deletes surveys with their versions, links and comments. Whoever calls has seen that no response is left. */
export async function deleteSurveys(tx: Tx, ids: readonly string[]): Promise<number> {
  await tx.execute(sql`select set_config('holos.removes_surveys', 'on', true)`);
  for (const table of ["survey_test_run", "survey_test_link", "survey_comment", "survey_link", "survey_version"])
    await tx.client.query(`delete from ${table} where survey_id = any($1::uuid[])`, [ids]);
  const gone = await tx.execute(sql`delete from survey where id = any(${ids}::uuid[])`);
  await tx.execute(sql`select set_config('holos.removes_surveys', 'off', true)`);
  return gone;
}

/** Those of these surveys that somebody has changed since they were published the first time. */
export async function listChanged(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select survey.id from survey where id = any(${ids}::uuid[]) and (published_version > 1 or exists (
      select from survey_version version where version.survey_id = survey.id and version.version = 1
        and version.definition is distinct from survey.draft))`,
  );
  return rows.map(({ id }) => id);
}
