import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { ClickHouse } from "#platform/clickhouse";
import type { CellMoments } from "#statistics/cell-moments";

import type { Period } from "../contract.ts";
import { cellScaleOf } from "../rules/cell-value.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { isScaled, type MeasureParts } from "../rules/measure.ts";
import { answerTable } from "./answer-table.ts";
import { conditionText, groundText, valueText, type Binding, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** Two groups of answers to one measure. What is in both counts to A. */
export interface TwoSides {
  readonly measure: MeasureParts;
  readonly where: Condition | undefined;
  readonly scope: "all" | readonly string[];
  readonly a: Side;
  readonly b: Side;
  readonly isWeighted: boolean;
}

/** What makes a group, beside what both have in common. */
export interface Side {
  readonly period: Period | null;
  readonly where: Condition | undefined;
}

/** Sums of one cell in one group. */
export interface SideSums {
  /** 1: A; 2: B; 3: in both. */
  readonly side: number;
  readonly moments: CellMoments;
}

/** The same with what has to be known of all. */
export interface MarginRow extends SideSums {
  /** Place of the dimension in the list; -1 for the total. */
  readonly dimension: number;
  readonly value: string;
  readonly isAnonymous: boolean;
  /** Smallest and largest code of a scale among the answers. */
  readonly scales: readonly [number, number];
  readonly isWeightedAtAll: boolean;
  readonly versions: readonly string[];
}

/** The total and each dimension by itself, in one statement. */
export async function readMargins(
  clickhouse: ClickHouse,
  sides: TwoSides,
  by: readonly string[],
  words: FilterWords,
): Promise<MarginRow[]> {
  const binding = createBinder();
  const keys = by.map((name) => keyText(name, words, binding));
  const sets = ["(side)", ...keys.map((_, index) => `(side, k${index})`)];
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select side, ${keys.map((_, index) => `toString(k${index}) as v${index}, grouping(k${index}) as g${index}, `).join("")}
      ${momentColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous", min(scale) as "lowScale", max(scale) as "highScale",
      (max(weight) != 1 or min(weight) != 1)::UInt8 as "isWeightedAtAll",
      groupUniqArray(50)(version) as versions
    from (${innerText(sides, keys, words, binding)})
    group by grouping sets (${sets.join(", ")})`,
    binding.params,
  );
  return rows.map((row) => {
    // Of a set, the one key that is grouped by says 0 (1 in the standard's numbering is "aggregated away").
    const dimension = by.findIndex((_, index) => Number(row[`g${index}`]) === groupedBy);
    return {
      side: Number(row["side"]),
      dimension,
      value: dimension === -1 ? "" : textOf(row[`v${dimension}`]),
      moments: momentsOf(row, sides.isWeighted),
      isAnonymous: Number(row["isAnonymous"]) === 1,
      scales: [Number(row["lowScale"]), Number(row["highScale"])],
      isWeightedAtAll: Number(row["isWeightedAtAll"]) === 1,
      versions: Array.isArray(row["versions"]) ? row["versions"].map(textOf) : [],
    };
  });
}

/** `force_grouping_standard_compatibility` is on by default: 0 where the key takes part in the set. */
const groupedBy = 0;

/** The values of a dimension that keep a cell of their own; all others are one. */
export interface KeptValues {
  readonly dimension: string;
  readonly values: readonly string[];
}

/** Sums of one cell of the cross-classification: the place of the value of each dimension, 0 for all others. */
export interface CrossRow extends SideSums {
  readonly categories: readonly number[];
  readonly isAnonymous: boolean;
}

/** Every cell that the kept values make, in one statement. The cells' numbers are bounded by the values kept. */
export async function readCrossed(
  clickhouse: ClickHouse,
  sides: TwoSides,
  kept: readonly KeptValues[],
  words: FilterWords,
): Promise<CrossRow[]> {
  const binding = createBinder();
  const { bind } = binding;
  const strides = stridesOf(kept);
  const places = kept.map(({ dimension, values }, index) => {
    const key = `toString(${keyText(dimension, words, binding)})`;
    const numbers = values.map((_, place) => place + 1);
    return `toUInt32(transform(${key}, ${bind(values, "Array(String)")}, ${bind(numbers, "Array(UInt32)")}, toUInt32(0))) * ${strides[index] ?? 1}`;
  });
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select side, k0 as cell, ${momentColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
    from (${innerText(sides, [places.length === 0 ? "toUInt32(0)" : places.join(" + ")], words, binding)})
    group by side, k0`,
    binding.params,
  );
  return rows.map((row) => ({
    side: Number(row["side"]),
    categories: kept.map(
      ({ values }, index) => Math.floor(Number(row["cell"]) / (strides[index] ?? 1)) % (values.length + 1),
    ),
    moments: momentsOf(row, sides.isWeighted),
    isAnonymous: Number(row["isAnonymous"]) === 1,
  }));
}

function stridesOf(kept: readonly KeptValues[]): readonly number[] {
  let stride = 1;
  return kept.map(({ values }) => {
    const own = stride;
    stride *= values.length + 1;
    return own;
  });
}

/** Sums of one block in one group. */
export interface BlockRow extends SideSums {
  readonly block: number;
  readonly isAnonymous: boolean;
}

/** Answers of people put in blocks at random: whoever answers several times is in one block with all of it. */
export async function readBlocks(
  clickhouse: ClickHouse,
  sides: TwoSides,
  blocks: number,
  words: FilterWords,
): Promise<BlockRow[]> {
  const binding = createBinder();
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select side, k0 as block, ${momentColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
    from (${innerText(sides, [`cityHash64(respondent) % ${Math.trunc(blocks)}`], words, binding)})
    group by side, k0`,
    binding.params,
  );
  return rows.map((row) => ({
    side: Number(row["side"]),
    block: Number(row["block"]),
    isAnonymous: Number(row["isAnonymous"]) === 1,
    moments: momentsOf(row, sides.isWeighted),
  }));
}

/** How many answers carry a code, in one group. */
export interface CodeRow {
  readonly side: number;
  readonly code: string;
  readonly n: number;
  readonly w: number;
  readonly ww: number;
  readonly isAnonymous: boolean;
}

/**
 * How many answers of either group were coded with what. A code that ends in `*` counts those who said anything of its
 * kind: `*` any theme, `<survey>:<question>:*` any option of a question.
 */
export async function readCodes(clickhouse: ClickHouse, sides: TwoSides, words: FilterWords): Promise<CodeRow[]> {
  const binding = createBinder();
  const weight = sides.isWeighted ? "weight" : "1";
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select side, code, count() as n, sum(${weight}) as w, sum(${weight} * ${weight}) as ww,
      max(anonymous) as "isAnonymous"
    from (
      select side, weight, anonymous, arrayJoin(arrayDistinct(arrayConcat(own, arrayMap(code -> ${kindOfCode}, own)))) as code
      from (${innerText(sides, ["arrayMap(code -> toString(code), codes)"], words, binding).replace(" as k0", " as own")})
      where notEmpty(own))
    group by side, code`,
    binding.params,
  );
  return rows.map((row) => ({
    side: Number(row["side"]),
    code: textOf(row["code"]),
    n: Number(row["n"]),
    w: Number(row["w"]),
    ww: Number(row["ww"]),
    isAnonymous: Number(row["isAnonymous"]) === 1,
  }));
}

const kindOfCode =
  "if(position(code, ':') > 0, concat(arrayStringConcat(arraySlice(splitByChar(':', code), 1, 2), ':'), ':*'), '*')";

/** The answers of both groups, each with its number x, its weight and its keys. */
function innerText(sides: TwoSides, keys: readonly string[], words: FilterWords, binding: Binding): string {
  const { measure, where, scope } = sides;
  const { bind } = binding;
  const [a, b] = [sides.a, sides.b].map(({ period, where: own }) => {
    const parts = [groundText({ measure: null, where: undefined, period, scope: "all" }, bind)];
    if (own !== undefined) parts.push(conditionText(own, measure, { words, bind }));
    return `(${parts.join(" and ")})`;
  });
  const ground = [groundText({ measure, where: undefined, period: null, scope }, bind)];
  if (where !== undefined) ground.push(conditionText(where, measure, { words, bind }));
  if (isScaled(measure.kind)) ground.push("step != 0");
  else ground.push("not isNaN(score)");
  return `select multiIf(${a}, if(${b}, 3, 1), 2) as side, ${keys.map((text, index) => `${text} as k${index}, `).join("")}
      ${valueOf(measure, words, binding)} as x, weight, anonymous, intDiv(step, 64) as scale,
      concat(toString(survey), ':', toString(survey_version)) as version
    from ${answerTable} final
    where ${ground.join(" and ")} and (${a} or ${b})`;
}

function valueOf({ kind }: MeasureParts, { cuts }: FilterWords, { bind }: Binding): string {
  switch (cellScaleOf(kind)) {
    case "points":
      return `multiIf(score >= ${bind(cuts.promoterMin, "Float64")}, 100., score <= ${bind(cuts.detractorMax, "Float64")}, -100., 0.)`;
    case "percent":
      return "if(score_group = 'high', 100., 0.)";
    case "steps":
    case "number":
      return "score";
    case null:
      throw new RangeError(`answers of kind ${kind} are only counted`);
  }
}

function keyText(name: string, words: FilterWords, { bind }: Binding): string {
  const source = sourceOf(name);
  if (source === undefined) throw new Refusal("facts.unknown_field", { field: name });
  return valueText(source, words.cuts, bind);
}

function momentColumns(isWeighted: boolean): string {
  const plain = "count() as n, sum(x) as wx, sum(x * x) as wxx";
  if (!isWeighted) return plain;
  return `count() as n, sum(weight) as w, sum(weight * weight) as ww, sum(weight * x) as wx, sum(weight * x * x) as wxx,
    sum(weight * weight * x) as wwx, sum(weight * weight * x * x) as wwxx`;
}

function momentsOf(row: Readonly<Record<string, unknown>>, isWeighted: boolean): CellMoments {
  const number = (name: string) => Number(row[name] ?? 0);
  const [n, wx, wxx] = [number("n"), number("wx"), number("wxx")];
  if (!isWeighted) return { n, w: n, ww: n, wx, wxx, wwx: wx, wwxx: wxx };
  return { n, w: number("w"), ww: number("ww"), wx, wxx, wwx: number("wwx"), wwxx: number("wwxx") };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
