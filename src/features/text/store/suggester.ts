import { sql, type Tx } from "#platform/postgres";

import type { Suggester } from "../contract.ts";
import type { TextName } from "./coders.ts";

/** The settings with the key as it is kept: sealed. */
export type SuggesterRow = Suggester & { readonly key: string | null };

export function readSuggesterRow(tx: Tx): Promise<SuggesterRow> {
  return tx.one<SuggesterRow>(sql`select is_enabled as "isEnabled", base_url as "baseUrl", model,
    daily_tokens as "dailyTokens", key from text_suggester`);
}

export async function writeSuggester(tx: Tx, row: SuggesterRow): Promise<void> {
  await tx.execute(sql`update text_suggester set is_enabled = ${row.isEnabled}, base_url = ${row.baseUrl},
    model = ${row.model}, daily_tokens = ${row.dailyTokens}, key = ${row.key}`);
}

/** Tokens of a day that are spent or set aside. */
export async function readSpent(tx: Tx, day: string): Promise<number> {
  const row = await tx.maybeOne<{ tokens: number }>(
    sql`select tokens from text_suggester_day where day = ${day}::date`,
  );
  return row?.tokens ?? 0;
}

/** Sets tokens aside unless the day's budget would be overspent; false when it would. */
export async function reserveTokens(
  tx: Tx,
  { day, tokens, most }: { readonly day: string; readonly tokens: number; readonly most: number },
): Promise<boolean> {
  await tx.execute(sql`insert into text_suggester_day (day) values (${day}::date) on conflict (day) do nothing`);
  const count = await tx.execute(sql`update text_suggester_day set tokens = tokens + ${tokens}
    where day = ${day}::date and tokens + ${tokens} <= ${most}`);
  return count === 1;
}

/** Puts the true number in place of what was set aside. */
export async function settleTokens(tx: Tx, day: string, difference: number): Promise<void> {
  await tx.execute(
    sql`update text_suggester_day set tokens = greatest(0, tokens + ${difference}) where day = ${day}::date`,
  );
}

/** What the suggester said of a text before; undefined when it was not asked. */
export function findSuggestion(
  tx: Tx,
  { responseId, question }: TextName,
): Promise<{ readonly codes: readonly string[]; readonly model: string } | undefined> {
  return tx.maybeOne(
    sql`select codes, model from text_suggestion where response_id = ${responseId} and question = ${question}`,
  );
}

/** Keeps what it said, unless the text is gone. */
export async function putSuggestion(
  tx: Tx,
  { responseId, question }: TextName,
  said: { readonly codes: readonly string[]; readonly model: string; readonly tokens: number; readonly at: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into text_suggestion (response_id, question, codes, model, tokens, at)
    select response_id, question, ${said.codes}::text[], ${said.model}, ${said.tokens}::int, ${said.at}::timestamptz
      from text_coding where response_id = ${responseId} and question = ${question}
    on conflict (response_id, question) do update
      set codes = excluded.codes, model = excluded.model, tokens = excluded.tokens, at = excluded.at`);
}
