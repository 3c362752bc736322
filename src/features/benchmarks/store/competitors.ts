import { sql, type Tx } from "#platform/postgres";

import type { CompetitorWish } from "../contract.ts";

/** A competitor as it is kept. */
export interface CompetitorRow extends CompetitorWish {
  readonly id: string;
  readonly revision: number;
}

const columns = sql`id, name, note, is_own as "isOwn", study_value as "studyValue", revision`;

/** Competitors by name. */
export function selectCompetitors(tx: Tx): Promise<CompetitorRow[]> {
  return tx.query<CompetitorRow>(
    sql`select ${columns} from benchmark_competitor where deleted_at is null order by lower(name), id`,
  );
}

/** A competitor that is there. */
export function findCompetitor(tx: Tx, id: string): Promise<CompetitorRow | undefined> {
  return tx.maybeOne<CompetitorRow>(
    sql`select ${columns} from benchmark_competitor where id = ${id} and deleted_at is null`,
  );
}

export async function insertCompetitor(
  tx: Tx,
  { id, name, note, isOwn, studyValue }: Omit<CompetitorRow, "revision">,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into benchmark_competitor (id, name, note, is_own, study_value, created_at, updated_at)
    values (${id}, ${name}, ${note}, ${isOwn}, ${studyValue}, ${now}, ${now})`);
}

/** Changes a competitor; false when its revision is another, or it is gone. */
export async function updateCompetitorRow(
  tx: Tx,
  { id, name, note, isOwn, studyValue, revision }: CompetitorRow,
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_competitor set name = ${name}, note = ${note}, is_own = ${isOwn}, study_value = ${studyValue},
           updated_at = ${now}, revision = revision + 1
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes a competitor, or takes that back; false when it is not in the other state. */
export async function setCompetitorDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_competitor set deleted_at = ${deletedAt}
     where id = ${id} and (deleted_at is null) = ${deletedAt !== null}`);
  return count === 1;
}
