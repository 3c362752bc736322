import { sql, type Tx } from "#platform/postgres";

import type { AgainstPeople } from "../rules/against-people.ts";
import type { CoderModel, CoderQuality } from "../rules/models.ts";
import type { SentimentModel } from "../rules/sentiment/trained.ts";

/** What was learned last; nulls before there was enough to learn from. */
export interface LearnedRow {
  readonly coder: CoderModel | null;
  readonly sentiment: SentimentModel | null;
  readonly quality: CoderQuality | null;
}

const nothing: LearnedRow = { coder: null, sentiment: null, quality: null };

/** What comments are coded by besides patterns. */
export async function readLearned(tx: Tx): Promise<LearnedRow> {
  const [row] = await tx.query<LearnedRow>(
    sql`select coder, sentiment, quality from text_model order by version desc limit 1`,
  );
  return row ?? nothing;
}

/** A training without what it learned: when, from how much, and how good it is. */
export interface TrainingRow {
  readonly version: number;
  readonly trainedAt: Date;
  readonly examples: number;
  readonly quality: CoderQuality | null;
  readonly againstPeople: Partial<AgainstPeople>;
}

/** Trainings, newest first. */
export function listTrainings(tx: Tx, limit: number): Promise<TrainingRow[]> {
  return tx.query<TrainingRow>(sql`select version, trained_at as "trainedAt", examples, quality,
    against_people as "againstPeople" from text_model order by version desc limit ${limit}`);
}

/** Keeps what was learned; of older trainings the quality alone stays. */
export async function insertModel(
  tx: Tx,
  model: LearnedRow & { readonly examples: number; readonly againstPeople: AgainstPeople | null; readonly at: Date },
): Promise<void> {
  await tx.execute(
    sql`update text_model set coder = null, sentiment = null where coder is not null or sentiment is not null`,
  );
  await tx.execute(sql`insert into text_model (trained_at, examples, coder, sentiment, quality, against_people)
    values (${model.at}, ${model.examples}, ${jsonOrNull(model.coder)}, ${jsonOrNull(model.sentiment)},
      ${jsonOrNull(model.quality)}, ${sql.json(model.againstPeople ?? {})})`);
}

/** Codings of people since the last training began, and when the last of them was made. */
export function countUntrained(tx: Tx): Promise<{ readonly n: number; readonly last: Date | null }> {
  return tx.one(sql`select count(*)::int as n, max(greatest(coded_at, coalesce(undone_at, coded_at))) as last
    from text_person_coding where not is_second and greatest(coded_at, coalesce(undone_at, coded_at))
      > coalesce((select trained_at from text_model order by version desc limit 1), '-infinity')`);
}

function jsonOrNull(value: unknown) {
  return value === null ? sql`null` : sql.json(value);
}
