import { sql, type Tx } from "#platform/postgres";

/** How far codebook and coding are. */
export interface StateRow {
  /** Of the codebook and the model together. */
  readonly version: number;
  /** Mark of the product's own themes that were put there last. */
  readonly seeded: string;
  /** By which all of the past was coded. */
  readonly codedVersion: number;
  /** What kind of company this is; empty: nobody has said. */
  readonly industries: readonly string[];
  readonly trainingSince: Date | null;
}

const columns = sql`version, seeded, coded_version as "codedVersion", industries, training_since as "trainingSince"`;

export function readTextState(tx: Tx): Promise<StateRow> {
  return tx.one<StateRow>(sql.prepared("text_read_state", sql`select ${columns} from text_state`));
}

/** The same, held until the transaction ends: nobody changes the codebook meanwhile. */
export function holdTextState(tx: Tx): Promise<StateRow> {
  return tx.one<StateRow>(sql.prepared("text_hold_state", sql`select ${columns} from text_state for share`));
}

/** The same, held to be changed. Waits for batches that are being coded by the old codebook. */
export function lockTextState(tx: Tx): Promise<StateRow> {
  return tx.one<StateRow>(sql`select ${columns} from text_state for update`);
}

/** Comments are coded otherwise from now on; where none is coded yet, there is no past to code anew. */
export async function raiseVersion(tx: Tx, seeded: string | null = null): Promise<void> {
  await tx.execute(sql`update text_state set version = version + 1, seeded = coalesce(${seeded}::text, seeded),
    coded_version = case when exists (select from text_coding) then coded_version else version + 1 end`);
}

/** All of the past is coded by this version. */
export async function noteCodedVersion(tx: Tx, version: number): Promise<void> {
  await tx.execute(sql`update text_state set coded_version = greatest(coded_version, ${version}::int)`);
}

export async function writeIndustries(tx: Tx, industries: readonly string[]): Promise<void> {
  await tx.execute(sql`update text_state set industries = ${industries}::text[]`);
}

/** Notes that somebody begins to train; false while another one trains (for at most half an hour: it may have died). */
export async function beginTraining(tx: Tx, now: Date): Promise<boolean> {
  const count = await tx.execute(sql`update text_state set training_since = ${now}
    where training_since is null or training_since < ${now}::timestamptz - interval '30 minutes'`);
  return count === 1;
}

export async function endTraining(tx: Tx): Promise<void> {
  await tx.execute(sql`update text_state set training_since = null`);
}
