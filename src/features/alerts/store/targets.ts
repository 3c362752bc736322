import { sql, type Tx } from "#platform/postgres";

import type { Tolerance } from "../contract.ts";

/** A target as it is kept. */
export interface TargetRow {
  readonly id: string;
  readonly measure: string;
  readonly unitId: string | null;
  readonly value: number;
  readonly better: "higher" | "lower";
  readonly tolerance: Tolerance;
  readonly validFrom: string;
  readonly reviewedAt: Date;
  readonly revision: number;
  readonly deletedAt: Date | null;
}

const columns = sql`id, measure, unit_id as "unitId", value, better, tolerance, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
  reviewed_at as "reviewedAt", revision, deleted_at as "deletedAt"`;

/** Targets that hold, of the whole first. */
export function selectTargets(tx: Tx): Promise<TargetRow[]> {
  return tx.query<TargetRow>(sql`
    select ${columns} from alert_target where deleted_at is null order by unit_id is not null, measure, created_at`);
}

/** A target by its id, dropped or not. */
export function findTarget(tx: Tx, id: string): Promise<TargetRow | undefined> {
  return tx.maybeOne<TargetRow>(sql`select ${columns} from alert_target where id = ${id}`);
}

/** What is written of a target. */
export type TargetToWrite = Pick<
  TargetRow,
  "id" | "measure" | "unitId" | "value" | "better" | "tolerance" | "validFrom"
>;

/** Sets a target; false when the measure has one there. */
export async function insertTarget(
  tx: Tx,
  target: TargetToWrite & { readonly createdBy: string | null },
  now: Date,
): Promise<boolean> {
  const { id, measure, unitId, value, better, tolerance, validFrom, createdBy } = target;
  const count = await tx.execute(sql`
    insert into alert_target (id, measure, unit_id, value, better, tolerance, valid_from, created_by, created_at, updated_at,
      reviewed_at)
    values (${id}, ${measure}, ${unitId}, ${value}, ${better}, ${JSON.stringify(tolerance)}::jsonb, ${validFrom}::date,
      ${createdBy}, ${now}, ${now}, ${now})
    on conflict do nothing`);
  return count === 1;
}

/** Changes a target; false when its revision is another. */
export async function updateTargetRow(
  tx: Tx,
  { id, value, better, tolerance, validFrom }: Omit<TargetToWrite, "measure" | "unitId">,
  { revision, now }: { readonly revision: number; readonly now: Date },
): Promise<boolean> {
  const count = await tx.execute(sql`
    update alert_target set value = ${value}, better = ${better}, tolerance = ${JSON.stringify(tolerance)}::jsonb,
           valid_from = ${validFrom}::date, updated_at = ${now}, reviewed_at = ${now}, revision = revision + 1
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Somebody looked whether it still is the right one. */
export async function noteReview(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update alert_target set reviewed_at = ${now} where id = ${id}`);
}

/** Whether the measure has another target there. */
export async function hasTargetBeside(
  tx: Tx,
  { id, measure, unitId }: Pick<TargetRow, "id" | "measure" | "unitId">,
): Promise<boolean> {
  const row = await tx.maybeOne<{ id: string }>(sql`
    select id from alert_target
     where measure = ${measure} and unit_id is not distinct from ${unitId}::uuid and deleted_at is null and id <> ${id}`);
  return row !== undefined;
}

/** Drops a target, or takes that back. */
export async function setTargetDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.execute(sql`update alert_target set deleted_at = ${deletedAt} where id = ${id}`);
}

/** Removes for good what was dropped before this moment. */
export async function removeTargets(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from alert_target where deleted_at < ${before}`);
}
