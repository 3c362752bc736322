import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { ClickHouse } from "#platform/clickhouse";
import type { InBoth } from "#statistics/cell-changes";
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

/** Sums of one value of a dimension. */
export interface MarginRow {
  readonly sums: InBoth;
  /** Place of the dimension in the list. */
  readonly dimension: number;
  readonly value: string;
}

/**
 * Each dimension by itself, in one statement. The group is no key: every set of keys is one column alone, which groups by
 * the places of its dictionary and not by texts, and both groups' sums stand beside each other.
 */
export async function readMargins(
  clickhouse: ClickHouse,
  sides: TwoSides,
  by: readonly string[],
  words: FilterWords,
): Promise<MarginRow[]> {
  if (by.length === 0) return [];
  const binding = createBinder();
  const keys = by.map((name) => keyText(name, words, binding));
  const places = keys.map((_, index) => index);
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${places.map((index) => `toString(k${index}) as v${index}, grouping(k${index}) as g${index}`).join(", ")},
      ${pairedColumns(sides.isWeighted)}
    from (${innerText(sides, keys, words, binding)})
    group by grouping sets (${places.map((index) => `(k${index})`).join(", ")})`,
    binding.params,
  );
  return rows.map((row) => {
    // Of a set, the one key that is grouped by says 0 (1 in the standard's numbering is "aggregated away").
    const dimension = places.find((index) => Number(row[`g${index}`]) === groupedBy) ?? -1;
    return { dimension, value: textOf(row[`v${dimension}`]), sums: pairOf(row, sides.isWeighted) };
  });
}

/** `force_grouping_standard_compatibility` is on by default: 0 where the key takes part in the set. */
const groupedBy = 0;

/** Both groups as a whole, with what has to be known of all. */
export interface TotalRow {
  readonly sums: InBoth;
  /** Answers in both groups. */
  readonly overlap: number;
  readonly isAnonymous: boolean;
  /** Smallest and largest code of a scale among the answers. */
  readonly scales: readonly [number, number];
  readonly isWeightedAtAll: boolean;
}

/** The total, without any key: one state is added to as fast as columns are read. */
export async function readTotal(clickhouse: ClickHouse, sides: TwoSides, words: FilterWords): Promise<TotalRow> {
  const binding = createBinder();
  const [row = {}] = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${pairedColumns(sides.isWeighted)}, countIf(side = 3) as overlap, max(anonymous) as "isAnonymous",
      min(scale) as "lowScale", max(scale) as "highScale", max(weight != 1) as "isWeightedAtAll"
    from (${innerText(sides, [], words, binding)})`,
    binding.params,
  );
  return {
    sums: pairOf(row, sides.isWeighted),
    overlap: Number(row["overlap"]),
    isAnonymous: Number(row["isAnonymous"]) === 1,
    scales: [Number(row["lowScale"]), Number(row["highScale"])],
    isWeightedAtAll: Number(row["isWeightedAtAll"]) === 1,
  };
}

/** Survey and version, as `<id>:<version>`, of the answers of either group. A version is a number within one survey. */
export async function readVersions(
  clickhouse: ClickHouse,
  sides: TwoSides,
  words: FilterWords,
): Promise<{ readonly a: readonly string[]; readonly b: readonly string[] }> {
  const binding = createBinder();
  const rows = await ask<{ id: string; a: number[]; b: number[] }>(
    clickhouse,
    `select toString(k0) as id, groupUniqArrayIf(50)(k1, ${inA}) as a, groupUniqArrayIf(50)(k1, ${inB}) as b
    from (${innerText(sides, ["survey", "survey_version"], words, binding)})
    group by k0`,
    binding.params,
  );
  const named = (of: "a" | "b") => rows.flatMap((row) => row[of].map((version) => `${row.id}:${version}`)).toSorted();
  return { a: named("a"), b: named("b") };
}

/** The values of a dimension that keep a cell of their own; all others are one. */
export interface KeptValues {
  readonly dimension: string;
  readonly values: readonly string[];
}

/** Sums of one cell of the cross-classification: the place of the value of each dimension, 0 for all others. */
export interface CrossRow {
  readonly sums: InBoth;
  readonly categories: readonly number[];
  readonly isAnonymous: boolean;
}

/**
 * Every cell that the kept values make, in one statement, always in the same order, since resamples are drawn in it. The
 * cells' numbers are bounded by the values kept.
 */
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
    const numbers = values.map((_, place) => (place + 1) * (strides[index] ?? 1));
    // A column with a dictionary is looked up by its dictionary, not by its rows.
    return `transform(${key}, ${bind(values, "Array(String)")}, ${bind(numbers, "Array(UInt32)")}, toUInt32(0))`;
  });
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select k0 as cell, ${pairedColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
    from (${innerText(sides, [`toUInt32(${places.length === 0 ? "0" : places.join(" + ")})`], words, binding)})
    group by k0
    order by k0`,
    binding.params,
  );
  return rows.map((row) => ({
    sums: pairOf(row, sides.isWeighted),
    categories: kept.map(
      ({ values }, index) => Math.floor(Number(row["cell"]) / (strides[index] ?? 1)) % (values.length + 1),
    ),
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

/** Sums of one block. */
export interface BlockRow {
  readonly sums: InBoth;
  readonly isAnonymous: boolean;
}

/** Into so many blocks: the design effect told from them is off by chance alone, the less the more there are. */
const peopleBlocks = 100;

/** Answers of people put in blocks at random: whoever answers several times is in one block with all of it. */
export async function readBlocks(clickhouse: ClickHouse, sides: TwoSides, words: FilterWords): Promise<BlockRow[]> {
  const binding = createBinder();
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select ${pairedColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
    from (${innerText(sides, [`cityHash64(respondent) % ${peopleBlocks}`], words, binding)})
    group by k0`,
    binding.params,
  );
  return rows.map((row) => ({ sums: pairOf(row, sides.isWeighted), isAnonymous: Number(row["isAnonymous"]) === 1 }));
}

/** How many answers carry a code, in either group. */
export interface CodeRow {
  readonly code: string;
  readonly a: CodeTally;
  readonly b: CodeTally;
  readonly isAnonymous: boolean;
}

/** Answers, the sum of their weights and of the squares. */
export interface CodeTally {
  readonly n: number;
  readonly w: number;
  readonly ww: number;
}

/**
 * How many answers of either group were coded with what. A code that ends in `*` counts those who said anything of its
 * kind: `*` any theme, `<survey>:<question>:*` any option of a question. No answer carries a code twice.
 */
export async function readCodes(clickhouse: ClickHouse, sides: TwoSides, words: FilterWords): Promise<CodeRow[]> {
  const binding = createBinder();
  const sums = (to: string, within: string) =>
    sides.isWeighted
      ? `sumIf(weight, ${within}) as "w${to}", sumIf(weight * weight, ${within}) as "ww${to}"`
      : `"n${to}" as "w${to}", "n${to}" as "ww${to}"`;
  const rows = await ask<Record<string, unknown>>(
    clickhouse,
    `select code, countIf(${inA}) as "nA", countIf(${inB}) as "nB", ${sums("A", inA)}, ${sums("B", inB)},
      max(anonymous) as "isAnonymous"
    from (
      select side, weight, anonymous, arrayJoin(arrayConcat(k0, arrayDistinct(arrayMap(code -> ${kindOfCode}, k0)))) as code
      from (${innerText(sides, ["codes"], words, binding)})
      where notEmpty(k0))
    group by code`,
    binding.params,
  );
  const tally = (row: Readonly<Record<string, unknown>>, to: string) => ({
    n: Number(row[`n${to}`]),
    w: Number(row[`w${to}`]),
    ww: Number(row[`ww${to}`]),
  });
  return rows.map((row) => ({
    code: textOf(row["code"]),
    a: tally(row, "A"),
    b: tally(row, "B"),
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
      ${valueOf(measure, words, binding)} as x, weight, anonymous, intDiv(step, 64) as scale
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

/** What lies in both groups counts to A. */
const [inA, inB] = ["side != 2", "side = 2"];

/** The sums of both groups beside each other; what `pairOf` reads. */
function pairedColumns(isWeighted: boolean): string {
  const plain = { wx: "x", wxx: "x * x" };
  const weighted = {
    w: "weight",
    ww: "weight * weight",
    wx: "weight * x",
    wxx: "weight * x * x",
    wwx: "weight * weight * x",
    wwxx: "weight * weight * x * x",
  };
  const sums = Object.entries(isWeighted ? weighted : plain);
  return [
    ["A", inA],
    ["B", inB],
  ]
    .flatMap(([to, within]) => [
      `countIf(${within}) as "n${to}"`,
      ...sums.map(([name, text]) => `sumIf(${text}, ${within}) as "${name}${to}"`),
    ])
    .join(", ");
}

function pairOf(row: Readonly<Record<string, unknown>>, isWeighted: boolean): InBoth {
  return { a: momentsOf(row, "A", isWeighted), b: momentsOf(row, "B", isWeighted) };
}

function momentsOf(row: Readonly<Record<string, unknown>>, to: "A" | "B", isWeighted: boolean): CellMoments {
  const number = (name: string) => Number(row[`${name}${to}`] ?? 0);
  const [n, wx, wxx] = [number("n"), number("wx"), number("wxx")];
  if (!isWeighted) return { n, w: n, ww: n, wx, wxx, wwx: wx, wwxx: wxx };
  return { n, w: number("w"), ww: number("ww"), wx, wxx, wwx: number("wwx"), wwxx: number("wwxx") };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
