import { sql, type Tx } from "#platform/postgres";

import type { PairWish } from "../contract.ts";

/** A pair as it is kept. */
export interface PairRow {
  readonly id: string;
  readonly title: string;
  readonly kind: PairWish["kind"];
  readonly note: string;
  readonly sides: unknown;
  readonly revision: number;
}

/** Pairs in the order they were made. */
export function selectPairs(tx: Tx): Promise<PairRow[]> {
  return tx.query<PairRow>(sql`
    select id, title, kind, note, sides, revision from benchmark_pair
     where deleted_at is null order by created_at, id`);
}

export async function insertPair(tx: Tx, id: string, wish: PairWish, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into benchmark_pair (id, title, kind, note, sides, created_at, updated_at)
    values (${id}, ${wish.title}, ${wish.kind}, ${wish.note}, ${JSON.stringify(wish.sides)}::jsonb, ${now}, ${now})`);
}

/** Changes a pair; false when its revision is another, or it is gone. */
export async function updatePairRow(
  tx: Tx,
  { id, revision, wish }: { readonly id: string; readonly revision: number; readonly wish: PairWish },
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_pair set title = ${wish.title}, kind = ${wish.kind}, note = ${wish.note},
           sides = ${JSON.stringify(wish.sides)}::jsonb, updated_at = ${now}, revision = revision + 1
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Whether the pair is there. */
export async function hasPair(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.maybeOne(sql`select id from benchmark_pair where id = ${id} and deleted_at is null`);
  return row !== undefined;
}

/** Deletes a pair, or takes that back; false when it is not in the other state. */
export async function setPairDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_pair set deleted_at = ${deletedAt}
     where id = ${id} and (deleted_at is null) = ${deletedAt !== null}`);
  return count === 1;
}
