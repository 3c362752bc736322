import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { ClickHouse } from "#platform/clickhouse";

import type { Period } from "../contract.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import type { MeasureParts } from "../rules/measure.ts";
import type { WeighedResponse, WeighingCell, WeighingGround } from "../rules/weighing.ts";
import { answerTable, chunksOf } from "./answer-table.ts";
import { filterText, valueText, type Binding, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** A cell of answers to one measure: `step` tells score and scale, see rules/step.ts. */
export interface ScoredCellRow extends WeighingCell {
  readonly step: number;
  /** Sums of the weights in force, and of their squares. */
  readonly w: number;
  readonly ww: number;
  readonly isAnonymous: boolean;
}

/** A cell, and whether anybody in it was promised not to be known. */
export interface CountedCellRow extends WeighingCell {
  readonly isAnonymous: boolean;
}

/** How many responses there are in each cell. */
export async function readResponseCells(
  clickhouse: ClickHouse,
  ground: WeighingGround,
  words: FilterWords,
): Promise<CountedCellRow[]> {
  const binding = createBinder();
  const { columns, names } = keysOf(ground, words, binding);
  const rows = await ask<Row>(
    clickhouse,
    `select ${columns.join(", ")}, count() as n, max(anonymous)::Bool as "isAnonymous"
    from ${answerTable} final where lead = 1 and ${groundOf(ground, words, binding)} group by ${names.join(", ")}`,
    binding.params,
  );
  return rows.map((row) => ({ ...cellOf(row, ground), n: Number(row["n"]), isAnonymous: row["isAnonymous"] === true }));
}

/** How many answers to a measure on a scale there are in each cell, by step. */
export async function readScoredCells(
  clickhouse: ClickHouse,
  { measure, ...ground }: WeighingGround & { readonly measure: MeasureParts },
  words: FilterWords,
): Promise<ScoredCellRow[]> {
  const binding = createBinder();
  const { columns, names } = keysOf(ground, words, binding);
  const rows = await ask<Row>(
    clickhouse,
    `select ${columns.join(", ")}, step, count() as n, sum(weight) as w, sum(weight * weight) as ww, max(anonymous)::Bool as "isAnonymous"
    from ${answerTable} final where ${groundOf(ground, words, binding, measure)} group by ${[...names, "step"].join(", ")}`,
    binding.params,
  );
  return rows.map((row) => ({
    ...cellOf(row, ground),
    n: Number(row["n"]),
    w: Number(row["w"]),
    ww: Number(row["ww"]),
    step: Number(row["step"]),
    isAnonymous: row["isAnonymous"] === true,
  }));
}

/** The next responses of a ground after this id, in the order of their ids. */
export async function readWeighedResponses(
  clickhouse: ClickHouse,
  { after, limit, ...ground }: WeighingGround & { readonly after: string; readonly limit: number },
  words: FilterWords,
): Promise<WeighedResponse[]> {
  const binding = createBinder();
  const { columns } = keysOf(ground, words, binding);
  const where = groundOf(ground, words, binding);
  const rows = await ask<Row>(
    clickhouse,
    `select toString(response_id) as id, ${columns.join(", ")} from ${answerTable} final
    where lead = 1 and ${where} and response_id > ${binding.bind(after, "UUID")}
    order by response_id limit ${binding.bind(limit, "UInt32")}`,
    binding.params,
  );
  return rows.map((row) => ({ ...cellOf(row, ground), id: String(row["id"]) }));
}

/** A scored answer with who gave it and when. */
export interface ScoredAnswerRow {
  readonly responseId: string;
  readonly respondent: string;
  readonly day: string;
  readonly score: number;
}

/** Answers to a measure by these respondents, or in these responses. */
export async function readScoresOf(
  clickhouse: ClickHouse,
  of: {
    readonly measure: MeasureParts;
    readonly period: Period | null;
    readonly where: Condition | undefined;
    readonly ids: readonly string[];
    readonly column: "respondent" | "response_id";
  },
  words: FilterWords,
): Promise<ScoredAnswerRow[]> {
  const found: ScoredAnswerRow[] = [];
  for (const some of chunksOf(of.ids)) {
    const binding = createBinder();
    const filter = { measure: of.measure, where: of.where, period: of.period, scope: "all" as const };
    const rows = await ask<ScoredAnswerRow>(
      clickhouse,
      `select toString(response_id) as "responseId", toString(respondent) as respondent, toString(day) as day, score
      from ${answerTable} final
      where ${filterText(filter, words, binding)} and not isNaN(score) and anonymous = 0 and ${of.column} in (${some})`,
      binding.params,
    );
    found.push(...rows);
  }
  return found;
}

type Row = Readonly<Record<string, unknown>>;

function keysOf({ by, wave }: WeighingGround, words: FilterWords, { bind }: Binding) {
  const keys = by.map(({ dimension, among }) => {
    const source = sourceOf(dimension);
    if (source === undefined) throw new Refusal("facts.unknown_field", { field: dimension });
    if (dimension !== "unit" || among === undefined) return `toString(${valueText(source, words.cuts, bind)})`;
    const known = among.map((code) => ({ code, id: words.unitIdOf(code) ?? code }));
    const ids = bind(
      known.map(({ id }) => id),
      "Array(String)",
    );
    const codes = bind(
      known.map(({ code }) => code),
      "Array(String)",
    );
    // The path begins at the unit itself: of a unit and one above it that are both listed, the nearer one counts.
    return `transform(arrayFirst(id -> has(${ids}, id), unit_path)::String, ${ids}, ${codes}, '')`;
  });
  const step = wave === null ? "''" : `toString(${valueText({ type: "time", column: wave }, words.cuts, bind)})`;
  const columns = [
    ...keys.map((text, index) => `${text} as k${index}`),
    `${step} as wave`,
    "round(base_weight, 6) as base",
  ];
  return { columns, names: [...keys.map((_, index) => `k${index}`), "wave", "base"] };
}

function groundOf(
  { programme, surveys, where, period }: WeighingGround,
  words: FilterWords,
  binding: Binding,
  measure: MeasureParts | null = null,
): string {
  const { bind } = binding;
  const parts = [
    filterText({ measure, where, period: period ?? null, scope: "all" }, words, binding),
    `programme = ${bind(programme, "String")}`,
    ...(surveys.length === 0 ? [] : [`survey in ${bind(surveys, "Array(String)")}`]),
  ];
  return parts.join(" and ");
}

function cellOf(row: Row, { by }: WeighingGround): Omit<WeighingCell, "n"> {
  return {
    key: by.map((_, index) => textOf(row[`k${index}`])),
    wave: textOf(row["wave"]),
    base: Number(row["base"]),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
