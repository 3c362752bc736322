import type { ClickHouse } from "#platform/clickhouse";

import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { listedDimensions, sourceOf } from "../rules/dimensions.ts";
import { answerTable } from "./answer-table.ts";
import { filterText, type AnswerFilter, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** A dimension as the answers of one measure carry it. */
export interface DimensionLevels {
  readonly dimension: string;
  /** Different values, counted up to 100. */
  readonly values: number;
  /** Answers that have one. */
  readonly n: number;
  /** Whether every value is a number. */
  readonly isNumeric: boolean;
}

/** Which dimensions the answers of a measure carry, attributes included. */
export async function readLevels(
  clickhouse: ClickHouse,
  filter: AnswerFilter,
  words: FilterWords,
): Promise<readonly DimensionLevels[]> {
  const binding = createBinder();
  const where = filterText(filter, words, binding);
  const columns = listedDimensions.map((name) => sourceOf(name)?.column ?? name);
  const listed = columns.map(
    (column) => `(uniqUpToIf(100)(${column}, toString(${column}) != ''), countIf(toString(${column}) != ''))`,
  );
  const [[row], attributes] = await Promise.all([
    ask<{ counts: [number, number][] }>(
      clickhouse,
      `select [${listed.join(", ")}]::Array(Tuple(UInt64, UInt64)) as counts from ${answerTable} final where ${where}`,
      binding.params,
    ),
    ask<{ name: string; values: number; n: number; isNumeric: boolean }>(
      clickhouse,
      `select name, uniqUpTo(100)(value) as values, count() as n,
        (min(match(value, '^[-+]?[0-9]{1,15}([.][0-9]{1,15})?$')) = 1)::Bool as "isNumeric"
      from (select arrayJoin(attributes) as pair, pair.1 as name, pair.2 as value
        from ${answerTable} final where ${where} and notEmpty(attributes))
      where value != '' group by name order by n desc, name limit 200`,
      binding.params,
    ),
  ]);
  return [
    ...listedDimensions.map((dimension, index) => {
      const [values = 0, n = 0] = row?.counts[index] ?? [];
      return { dimension, values, n, isNumeric: false };
    }),
    ...attributes.map(({ name, values, n, isNumeric }) => ({
      dimension: `attr.${name}`,
      values,
      n,
      isNumeric,
    })),
  ];
}
