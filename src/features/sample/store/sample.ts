import { sql, type Tx } from "#platform/postgres";

/** The sample company as it lies in the table. */
export interface SampleRow {
  readonly state: "loading" | "ready" | "cancelled" | "removing";
  readonly seed: number;
  readonly scale: number;
  /** `YYYY-MM-DD`. */
  readonly endDay: string;
  readonly chunks: number;
  readonly cancelRequested: boolean;
  readonly startedBy: string;
}

/** Undefined when there is none. */
export function findSample(tx: Tx): Promise<SampleRow | undefined> {
  return tx.maybeOne<SampleRow>(sql`select state, seed, scale, end_day::text as "endDay", chunks,
    cancel_requested as "cancelRequested", started_by as "startedBy" from sample_company`);
}

/** The same, held until the transaction ends. */
export async function lockSample(tx: Tx): Promise<SampleRow | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sample_company'))`);
  return findSample(tx);
}

/** Makes the row, or sets the one that is there loading again. */
export async function startSample(
  tx: Tx,
  sample: Pick<SampleRow, "seed" | "scale" | "endDay" | "chunks" | "startedBy">,
  now: Date,
): Promise<void> {
  await tx.execute(sql`insert into sample_company (state, seed, scale, end_day, chunks, started_by, started_at)
    values ('loading', ${sample.seed}, ${sample.scale}, ${sample.endDay}::date, ${sample.chunks}, ${sample.startedBy}, ${now})
    on conflict (is_single) do update set state = 'loading', cancel_requested = false`);
}

/** Changes the state. */
export async function setSampleState(tx: Tx, state: SampleRow["state"], now: Date): Promise<void> {
  await tx.execute(sql`update sample_company set state = ${state}, cancel_requested = false, finished_at = ${now}`);
}

/** Asks a running load to stop. */
export async function requestCancel(tx: Tx): Promise<void> {
  await tx.execute(sql`update sample_company set cancel_requested = true where state = 'loading'`);
}

/** Keeps the truths and says that everything is there. */
export async function finishSample(tx: Tx, truths: unknown, now: Date): Promise<void> {
  await tx.execute(
    sql`update sample_company set state = 'ready', truths = ${JSON.stringify(truths)}::jsonb, finished_at = ${now}`,
  );
}

/** The truths; null while it is being loaded. */
export async function readTruthsRow(tx: Tx): Promise<Record<string, unknown> | null> {
  const row = await tx.maybeOne<{ truths: Record<string, unknown> | null }>(sql`select truths from sample_company`);
  return row?.truths ?? null;
}

/** Forgets the sample company, with everything noted about its load. */
export async function deleteSample(tx: Tx): Promise<void> {
  for (const statement of [
    sql`delete from sample_chunk`,
    sql`delete from sample_item`,
    sql`delete from sample_training`,
    sql`delete from sample_company`,
  ])
    await tx.execute(statement);
}
