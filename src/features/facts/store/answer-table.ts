import { setTimeout as pause } from "node:timers/promises";

import type { ClickHouse } from "#platform/clickhouse";
import type { Stores } from "#platform/stores";

import { stampMask, type AnswerKey, type AnswerRow } from "../rules/answer-row.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import type { DimensionSource } from "../rules/dimensions.ts";

/** The table everybody asks. */
export const answerTable = "answer_v1";

/**
 * Inserts rows, all or (when the engine dies) some of them; inserting them again changes nothing. Under a token of its
 * own, so that the client repeats an insert that was cut off.
 */
export async function insertAnswers(
  { clickhouse, random }: Pick<Stores, "clickhouse" | "random">,
  table: string,
  rows: readonly AnswerRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += insertSize) {
    const some = rows.slice(start, start + insertSize);
    await clickhouse.insert(table, some, { token: random.uuid(), settings: insertSettings });
  }
}

const insertSize = 50_000;

/** An import spans years, and each month is a partition. */
const insertSettings = { max_partitions_per_insert_block: "0", wait_end_of_query: 1 } as const;

/** A row that counts, and what in it may have to go for good. */
export interface StandingRow extends AnswerKey {
  readonly version: string;
  readonly hasText: boolean;
  readonly respondent: string;
}

/** The rows of these responses that count. */
export async function standingRows(
  clickhouse: ClickHouse,
  table: string,
  ids: readonly string[],
): Promise<StandingRow[]> {
  const found: StandingRow[] = [];
  for (const some of chunksOf(ids)) {
    found.push(
      ...(await clickhouse.query<StandingRow>(
        `select kind, programme, survey, question, toString(day) as day, response_id, choice,
          toString(max(version)) as version, (max(text != '') = 1)::Bool as hasText, argMax(respondent, version) as respondent
        from ${table} where response_id in (${some})
        group by kind, programme, survey, question, day, response_id, choice
        having argMax(deleted, version) = 0`,
        {},
        { settings: { prefer_column_name_to_alias: 1 } },
      )),
    );
  }
  return found;
}

/** Removes what was projected of these responses before this moment from the disk, not only from the counts. */
export async function purgeResponses(
  clickhouse: ClickHouse,
  table: string,
  { ids, before }: { readonly ids: readonly string[]; readonly before: bigint },
): Promise<void> {
  for (const some of chunksOf(ids)) {
    await clickhouse.command(
      `alter table ${table} delete where response_id in (${some}) and bitAnd(version, ${stampMask}) < ${before & stampMask}`,
      {},
      { settings: { mutations_sync: "2" } },
    );
  }
}

/** Removes everything seeded of these surveys from the disk; comes back when it is gone. */
export async function deleteSeeds(clickhouse: ClickHouse, table: string, surveyIds: readonly string[]): Promise<void> {
  for (const some of chunksOf(surveyIds)) {
    await clickhouse.command(
      `alter table ${table} delete where source = 'seed' and survey in (${some})`,
      {},
      { settings: { mutations_sync: "2" } },
    );
  }
}

/**
 * Waits until an insert whose sender died can no longer arrive: one that is under way has ended, and one that was received
 * a moment ago has begun. The caller holds the projection's lock, so nobody else inserts.
 */
export async function settleInserts(clickhouse: ClickHouse): Promise<void> {
  await pause(1000);
  for (;;) {
    const [row] = await clickhouse.query<{ running: number }>(
      `select count() as running from system.processes where query_kind = 'Insert' and position(query, '${answerTable}') > 0`,
    );
    if (row === undefined || row.running === 0) return;
    await pause(50);
  }
}

/** Ids of responses with an answer that carries one of these values in one of these columns, or lies below a unit. */
export async function responsesAbout(
  clickhouse: ClickHouse,
  values: readonly { readonly source: DimensionSource; readonly texts: readonly string[] }[],
  unitIds: readonly string[],
): Promise<string[]> {
  const { bind, params } = createBinder();
  const parts = values.map(
    ({ source, texts }) =>
      `lowerUTF8(${source.column}) in ${bind(
        texts.map((text) => text.toLowerCase()),
        "Array(String)",
      )}`,
  );
  if (unitIds.length > 0) parts.push(`hasAny(unit_path, ${bind(unitIds, "Array(String)")})`);
  if (parts.length === 0) return [];
  const rows = await clickhouse.query<{ id: string }>(
    `select distinct response_id as id from ${answerTable} where deleted = 0 and (${parts.join(" or ")})`,
    params,
  );
  return rows.map((row) => row.id);
}

/** Answers from one day on that carry one of these codes, or lie below one of these units. */
export interface OfUnits {
  readonly units: readonly string[];
  readonly codes: readonly string[];
  readonly from: string;
}

/** Ids of responses with such answers. */
export async function responsesOfUnits(clickhouse: ClickHouse, of: OfUnits): Promise<string[]> {
  if (of.units.length === 0) return [];
  const { text, params } = ofUnits(of);
  const rows = await clickhouse.query<{ id: string }>(
    `select distinct response_id as id from ${answerTable} where ${text}`,
    params,
  );
  return rows.map((row) => row.id);
}

/** How many responses those are. */
export async function countOfUnits(clickhouse: ClickHouse, of: OfUnits): Promise<number> {
  const { text, params } = ofUnits(of);
  const [row] = await clickhouse.query<{ n: number }>(
    `select toUInt32(uniqExact(response_id)) as n from ${answerTable} final where ${text}`,
    params,
  );
  return row?.n ?? 0;
}

/** Responses to each of these units, by code, from its own day on; units without any are missing. */
export async function lateOfUnits(
  clickhouse: ClickHouse,
  closed: readonly { readonly code: string; readonly from: string }[],
): Promise<{ code: string; answers: number; since: string }[]> {
  const { bind, params } = createBinder();
  const codes = bind(
    closed.map(({ code }) => code),
    "Array(String)",
  );
  const days = bind(
    closed.map(({ from }) => from),
    "Array(String)",
  );
  return clickhouse.query(
    `select unit as code, toUInt32(uniqExact(response_id)) as answers, toString(min(day)) as since
    from ${answerTable} final
    where deleted = 0 and unit in ${codes} and toString(day) >= transform(unit, ${codes}, ${days}, '9999-12-31')
    group by unit`,
    params,
  );
}

function ofUnits({ units, codes, from }: OfUnits) {
  const { bind, params } = createBinder();
  const spellings = codes.map((code) => code.toLowerCase());
  // What a Date of ClickHouse holds.
  const since = from < "1970-01-01" ? "1970-01-01" : from > "2149-06-06" ? "2149-06-06" : from;
  const text = `deleted = 0 and day >= ${bind(since, "Date")}
    and (hasAny(unit_path, ${bind(units, "Array(String)")}) or lowerUTF8(unit) in ${bind(spellings, "Array(String)")})`;
  return { text, params };
}

/** Makes an empty table of the same shape. */
export async function createShadow(clickhouse: ClickHouse, table: string): Promise<void> {
  await clickhouse.command(`create table ${table} as ${answerTable}`);
}

/** Brings each month into one part, in which nothing has to be replaced while reading. */
export async function mergeTable(clickhouse: ClickHouse, table: string): Promise<void> {
  const months = await clickhouse.query<{ id: string }>(
    `select distinct partition_id as id from system.parts
    where database = currentDatabase() and table = {table:String} and active`,
    { table },
  );
  for (const { id } of months) await clickhouse.command(`optimize table ${table} partition id '${Number(id)}' final`);
}

/** Puts the new table in the place of the one everybody asks, in one step. */
export async function exchangeWithShadow(clickhouse: ClickHouse, table: string): Promise<void> {
  await clickhouse.command(`exchange tables ${answerTable} and ${table}`);
}

export async function dropTable(clickhouse: ClickHouse, table: string): Promise<void> {
  await clickhouse.command(`drop table if exists ${table} sync`);
}

/** Tables that a rebuild left behind. */
export async function listShadows(clickhouse: ClickHouse): Promise<string[]> {
  const rows = await clickhouse.query<{ name: string }>(
    `select name from system.tables where database = currentDatabase() and startsWith(name, '${answerTable}_rebuild_')`,
  );
  return rows.map((row) => row.name);
}

const idsPerStatement = 2000;

/**
 * Ids as lists for statements, some thousands each: bound ones would not fit into a request. They come from our own tables;
 * anything that is no id is a bug and must not reach a statement.
 */
export function chunksOf(ids: readonly string[]): string[] {
  const wrong = ids.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  if (wrong !== undefined) throw new TypeError(`not an id: ${wrong.slice(0, 60)}`);
  return Array.from({ length: Math.ceil(ids.length / idsPerStatement) }, (_, chunk) =>
    ids
      .slice(chunk * idsPerStatement, (chunk + 1) * idsPerStatement)
      .map((id) => `'${id}'`)
      .join(","),
  );
}
