import { sql, type Tx } from "#platform/postgres";

/** Coding the past anew, as it stands. */
export interface RecodingRow {
  readonly id: string;
  readonly state: "running" | "done" | "cancelled";
  readonly version: number;
  readonly afterId: string | null;
  readonly done: number;
  readonly changed: number;
  readonly total: number;
  readonly isCancelRequested: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = sql`id, state, version, after_id as "afterId", done, changed, total, cancel_requested as "isCancelRequested",
  started_at as "startedAt", finished_at as "finishedAt"`;

/** Begins one; while one runs, that one goes on with what the codebook is now. */
export async function insertRecoding(
  tx: Tx,
  { id, version, total, by, at }: { id: string; version: number; total: number; by: string; at: Date },
): Promise<void> {
  await tx.execute(sql`insert into text_recoding (id, state, version, total, started_by, started_at)
    values (${id}, 'running', ${version}, ${total}, ${by}, ${at})
    on conflict (state) where state = 'running' do update set cancel_requested = false`);
}

/** The running one, held for this transaction; undefined when there is none, or another worker is at it. */
export function takeRecoding(tx: Tx): Promise<RecodingRow | undefined> {
  return tx.maybeOne<RecodingRow>(
    sql`select ${columns} from text_recoding where state = 'running' for update skip locked`,
  );
}

/** The running one and the last that ended. */
export async function readRecodings(
  tx: Tx,
): Promise<{ readonly running: RecodingRow | undefined; readonly last: RecodingRow | undefined }> {
  const [running] = await tx.query<RecodingRow>(sql`select ${columns} from text_recoding where state = 'running'`);
  const [last] = await tx.query<RecodingRow>(
    sql`select ${columns} from text_recoding where state <> 'running' order by finished_at desc, id desc limit 1`,
  );
  return { running, last };
}

/** Notes what a batch did. */
export async function noteRecoded(
  tx: Tx,
  { id, after, done, changed }: { id: string; after: string; done: number; changed: number },
): Promise<void> {
  await tx.execute(sql`update text_recoding set after_id = ${after}::uuid, done = done + ${done}::int,
    changed = changed + ${changed}::int where id = ${id}`);
}

/** Begins anew by another codebook. */
export async function restartRecoding(tx: Tx, id: string, version: number): Promise<void> {
  await tx.execute(
    sql`update text_recoding set version = ${version}::int, after_id = null, done = 0, changed = 0 where id = ${id}`,
  );
}

export async function endRecoding(tx: Tx, id: string, state: "done" | "cancelled", at: Date): Promise<void> {
  await tx.execute(sql`update text_recoding set state = ${state}, finished_at = ${at} where id = ${id}`);
}

/** Asks the running one to stop after its batch. */
export async function requestCancel(tx: Tx): Promise<boolean> {
  return (await tx.execute(sql`update text_recoding set cancel_requested = true where state = 'running'`)) > 0;
}

/** How many changes wait for the facts, counted up to a limit. */
export async function countBacklog(tx: Tx, most: number): Promise<number> {
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from (select from outbox limit ${most}) waiting`,
  );
  return n;
}
