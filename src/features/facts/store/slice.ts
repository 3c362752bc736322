import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { isClickHouseError, type ClickHouse } from "#platform/clickhouse";

import { measureKinds, type MeasureKind } from "../contract.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import type { Cell } from "../rules/gather.ts";
import { isScaled, type MeasureParts } from "../rules/measure.ts";
import { answerTable } from "./answer-table.ts";
import { conditionText, filterText, groundText, valueText, type AnswerFilter, type FilterWords } from "./filter.ts";

/** A cell, and whether anybody in it was promised not to be known. */
export interface CellRow extends Cell {
  readonly isAnonymous: boolean;
}

/** What a statement of sums is made from. */
export interface CellQuery extends AnswerFilter {
  readonly by: readonly string[];
  readonly isWeighted: boolean;
  /** Without a measure: these questions at once, which are all on scales or all numbers. */
  readonly series?: ReadonlyMap<string, MeasureParts>;
}

/** The sums of every group, in one statement; their number depends on groups and steps, never on answers. */
export async function readCells(clickhouse: ClickHouse, query: CellQuery, words: FilterWords): Promise<CellRow[]> {
  const binding = createBinder();
  const kind = kindOf(query);
  const keys = query.by.map((name) => keyText(name, { kind, words, binding }));
  const columns = [
    ...keys.map((text, index) => `${text} as k${index}`),
    ...(query.series === undefined ? [] : ["toString(series) as seriesNumber"]),
    ...cellColumns(kind, query.isWeighted),
  ];
  const groups = [
    ...keys.map((_, index) => `k${index}`),
    ...(query.series === undefined ? [] : ["series"]),
    ...cellKeys(kind),
  ];
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${columns.join(", ")} from ${answerTable} final
    where ${filterText(query, words, binding)}${query.series === undefined ? "" : ` and ${isScaled(kind) ? `kind in (${scaledKinds})` : "kind = 'number'"}`}
    ${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}`,
    binding.params,
  );
  return rows.flatMap((row) => {
    const measure = query.measure ?? query.series?.get(textOf(row["seriesNumber"]));
    return measure === undefined || Number(row["n"]) === 0 ? [] : [cellOf(row, measure, query)];
  });
}

/** Of several questions the first stands for all. */
function kindOf({ measure, series }: CellQuery): MeasureKind {
  const [first] = series?.values() ?? [];
  return measure?.kind ?? first?.kind ?? "nps";
}

const scaledKinds = measureKinds
  .filter(isScaled)
  .map((kind) => `'${kind}'`)
  .join(", ");

/** How many different people stand behind each group of a breakdown. */
export async function readPeople(
  clickhouse: ClickHouse,
  query: Pick<CellQuery, keyof AnswerFilter | "by">,
  words: FilterWords,
): Promise<Map<string, number>> {
  const binding = createBinder();
  const keys = query.by.map((name) => valueOfDimension(name, words, binding));
  const groups = keys.map((_, index) => `k${index}`);
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${[...keys.map((text, index) => `${text} as k${index}`), "uniqExact(respondent) as people"].join(", ")}
    from ${answerTable} final where ${filterText(query, words, binding)}
    ${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}`,
    binding.params,
  );
  return new Map(
    rows.map((row) => [JSON.stringify(groups.map((name) => textOf(row[name]))), Number(row["people"])] as const),
  );
}

/** How many people stand behind each cell of the ground, whether or not the filter takes it, and whether it does. */
export async function readGroundCells(
  clickhouse: ClickHouse,
  query: Pick<CellQuery, keyof AnswerFilter | "by">,
  words: FilterWords,
): Promise<Map<string, { readonly people: number; readonly isInside: boolean }>> {
  const binding = createBinder();
  const { bind } = binding;
  const keys = query.by.map((name) => valueOfDimension(name, words, binding));
  const groups = keys.map((_, index) => `k${index}`);
  const isInside = query.where === undefined ? "true" : conditionText(query.where, query.measure, { words, bind });
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${keys.map((text, index) => `${text} as k${index}, `).join("")}uniqExact(respondent) as people,
      max(${isInside})::Bool as "isInside"
    from ${answerTable} final where ${groundText(query, bind)}
    ${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}`,
    binding.params,
  );
  return new Map(
    rows.map((row) => [
      JSON.stringify(groups.map((name) => textOf(row[name]))),
      { people: Number(row["people"]), isInside: row["isInside"] === true },
    ]),
  );
}

/**
 * How many people the filter keeps, and for each of its parts how many that part alone leaves out: a number that is
 * small would give these few away to whoever asks with and without it.
 */
export async function readRemainders(
  clickhouse: ClickHouse,
  filter: AnswerFilter,
  words: FilterWords,
): Promise<{ readonly people: number; readonly leftOut: readonly number[] }> {
  const binding = createBinder();
  const { where } = filter;
  const parts: readonly Condition[] = where === undefined ? [] : "all" in where ? where.all : [where];
  const texts = parts.map((part) => conditionText(part, filter.measure, { words, bind: binding.bind }));
  const ground = groundText(filter, binding.bind);
  const leftOut = texts.map((text, index) => {
    const others = texts.filter((_, other) => other !== index);
    return `uniqExactIf(respondent, ${[`not (${text})`, ...others].join(" and ")})`;
  });
  const whole = texts.length > 1 ? [`uniqExactIf(respondent, not (${texts.join(" and ")}))`] : [];
  const [row] = await ask<{ people: number; leftOut: number[] }>(
    clickhouse,
    `select uniqExactIf(respondent, ${texts.length === 0 ? "true" : texts.join(" and ")}) as people,
      [${[...leftOut, ...whole].join(", ")}]::Array(UInt64) as leftOut
    from ${answerTable} final where ${ground}`,
    binding.params,
  );
  return { people: row?.people ?? 0, leftOut: row?.leftOut ?? [] };
}

/** Runs a question under the limits that keep one heavy question from slowing everybody. @throws Refusal `facts.too_heavy` */
export async function ask<Row>(
  clickhouse: ClickHouse,
  text: string,
  params: Readonly<Record<string, unknown>>,
): Promise<Row[]> {
  try {
    return await clickhouse.query<Row>(text, params, { settings: askSettings });
  } catch (error) {
    if (isClickHouseError(error) && tooHeavy.has(error.code)) throw new Refusal("facts.too_heavy");
    throw error;
  }
}

/** Time, memory, rows to group by, rows of the result. */
const tooHeavy: ReadonlySet<string> = new Set(["159", "241", "158", "396"]);

/** Partitions are months of the answer's own day, which never changes: rows that replace each other share one. */
const askSettings = {
  do_not_merge_across_partitions_select_final: 1,
  // `any(kind) as kind` must not change what `kind` means in the filter.
  prefer_column_name_to_alias: 1,
  max_execution_time: 30,
  max_rows_to_group_by: "2000000",
  group_by_overflow_mode: "throw",
} as const;

interface KeyContext {
  readonly kind: MeasureKind;
  readonly words: FilterWords;
  readonly binding: ReturnType<typeof createBinder>;
}

/** Where the cell tells score and group, the database need not. */
function keyText(name: string, { kind, words, binding }: KeyContext): string {
  const isOfCell = name === "score" || name === "group";
  if (isOfCell && (isScaled(kind) || (kind === "choice" && name === "score"))) return "''";
  return valueOfDimension(name, words, binding);
}

function valueOfDimension(name: string, words: FilterWords, { bind }: ReturnType<typeof createBinder>): string {
  const source = sourceOf(name);
  if (source === undefined) throw new Refusal("facts.unknown_field", { field: name });
  return valueText(source, words.cuts, bind);
}

function cellKeys(kind: MeasureKind): string[] {
  if (isScaled(kind)) return ["step"];
  return kind === "choice" ? ["choice"] : [];
}

function cellColumns(kind: MeasureKind, isWeighted: boolean): string[] {
  const weights = isWeighted ? ["sum(weight) as w", "sum(weight * weight) as ww"] : [];
  const base = ["count() as n", "max(anonymous) as anonymous", ...weights];
  if (kind === "choice") return ["choice", ...base, ...firstColumns(isWeighted)];
  if (kind === "number") return [...base, ...numberColumns(isWeighted)];
  return isScaled(kind) ? ["step", ...base] : base;
}

function firstColumns(isWeighted: boolean): string[] {
  const weights = ["sumIf(weight, part = 0) as firstW", "sumIf(weight * weight, part = 0) as firstWW"];
  return ["countIf(part = 0) as firstN", ...(isWeighted ? weights : [])];
}

function numberColumns(isWeighted: boolean): string[] {
  const plain = ["sum(score) as x", "sum(score * score) as xx"];
  if (!isWeighted) return plain;
  return [
    ...plain,
    "sum(weight * score) as wx",
    "sum(weight * score * score) as wxx",
    "sum(weight * weight * score) as wwx",
    "sum(weight * weight * score * score) as wwxx",
  ];
}

/** Without weighting every answer weighs 1. */
function cellOf(row: Readonly<Record<string, unknown>>, measure: MeasureParts, { by, isWeighted }: CellQuery): CellRow {
  const number = (name: string) => Number(row[name] ?? 0);
  const [n, firstN, x, xx] = [number("n"), number("firstN"), number("x"), number("xx")];
  const unweighted = { w: n, ww: n, firstW: firstN, firstWW: firstN, wx: x, wxx: xx, wwx: x, wwxx: xx };
  const weighted = {
    w: number("w"),
    ww: number("ww"),
    firstW: number("firstW"),
    firstWW: number("firstWW"),
    wx: number("wx"),
    wxx: number("wxx"),
    wwx: number("wwx"),
    wwxx: number("wwxx"),
  };
  return {
    key: by.map((_, index) => textOf(row[`k${index}`])),
    measure,
    step: number("step"),
    choice: textOf(row["choice"]),
    n,
    firstN,
    x,
    xx,
    ...(isWeighted ? weighted : unweighted),
    isAnonymous: number("anonymous") === 1,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
