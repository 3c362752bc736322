import { sql, type Tx } from "#platform/postgres";

import type { Choices } from "../contract.ts";

/** That two are one. */
export interface MergeRow {
  readonly id: string;
  readonly survivorId: string;
  readonly mergedId: string;
  readonly choices: Choices;
  readonly reason: string;
  readonly at: Date;
}

const columns = sql`id, survivor_id as "survivorId", merged_id as "mergedId", choices, reason, at`;

/** Writes a merge and puts the merged person, with everybody below them, under the survivor. */
export async function insertMerge(
  tx: Tx,
  merge: Omit<MergeRow, "at"> & { readonly batchId: string | null; readonly actor: { kind: string; id: string } },
): Promise<void> {
  const { id, survivorId, mergedId, choices, reason, batchId, actor } = merge;
  await tx.execute(sql`
    insert into person_merge (id, survivor_id, merged_id, choices, reason, batch_id, actor_kind, actor_id)
    values (${id}, ${survivorId}, ${mergedId}, ${JSON.stringify(choices)}, ${reason}, ${batchId}, ${actor.kind}, ${actor.id})`);
  await tx.execute(sql`
    update person set merged_into = ${survivorId}, updated_at = now() where id = ${mergedId} or merged_into = ${mergedId}`);
}

/** The merge, while it stands. */
export function findMerge(tx: Tx, id: string): Promise<MergeRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from person_merge where id = ${id} and undone_at is null`);
}

/** Merges that stand among these persons, the earliest first. */
export function listMerges(tx: Tx, personIds: readonly string[]): Promise<MergeRow[]> {
  return tx.query(sql`
    select ${columns} from person_merge
    where survivor_id = any(${personIds}::uuid[]) and undone_at is null order by at, id`);
}

/** Ends a merge; whether it stood. */
export async function endMerge(tx: Tx, id: string): Promise<boolean> {
  const ended = await tx.execute(
    sql`update person_merge set undone_at = clock_timestamp() where id = ${id} and undone_at is null`,
  );
  return ended === 1;
}

/** Puts the person of an ended merge on top of everybody below them again; answers whose top has changed. */
export async function releaseMerged(tx: Tx, mergedId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    with recursive below as (
      select ${mergedId}::uuid as id
      union
      select merge.merged_id from below join person_merge merge on merge.survivor_id = below.id and merge.undone_at is null
    )
    update person set merged_into = nullif(${mergedId}::uuid, person.id), updated_at = now()
    from below where person.id = below.id returning person.id`);
  return rows.map(({ id }) => id);
}

/** From now on the survivor's own values count in these fields. */
export async function preferSurvivor(tx: Tx, survivorId: string, fields: readonly string[]): Promise<void> {
  const choices = Object.fromEntries(fields.map((field) => [field, "survivor"]));
  await tx.execute(sql`
    update person_merge set choices = choices || ${JSON.stringify(choices)}::jsonb
    where survivor_id = ${survivorId} and undone_at is null`);
}

/** The merge by which this person is under another. */
export function findMergeOf(tx: Tx, mergedId: string): Promise<MergeRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from person_merge where merged_id = ${mergedId} and undone_at is null`);
}

/** Merges of a batch that stand, the latest first. */
export async function listMergesOfBatch(tx: Tx, batchId: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from person_merge where batch_id = ${batchId} and undone_at is null order by at desc, id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}
