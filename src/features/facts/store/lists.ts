import type { Condition } from "#kit/condition";
import type { ClickHouse } from "#platform/clickhouse";

import type { MeasureKind, Period } from "../contract.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { listedDimensions, sourceOf, type DimensionSource } from "../rules/dimensions.ts";
import type { MeasureParts } from "../rules/measure.ts";
import { answerTable } from "./answer-table.ts";
import { codesText, filterText, valueText, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** All answers to one question, as far as a list of measures needs them. */
export interface SeriesRow {
  /** The question's number in the table. */
  readonly series: string;
  readonly kind: MeasureKind;
  readonly programme: string;
  readonly survey: string;
  readonly question: string;
  readonly n: number;
  readonly from: string;
  readonly to: string;
  readonly isWeighted: boolean;
  readonly surveyVersion: number;
  readonly step: number;
  readonly isAnonymous: boolean;
  /** Different people, where these are protected; null where they are not. */
  readonly people: number | null;
}

interface ListFilter {
  readonly where?: Condition | undefined;
  readonly period: Period | null;
  readonly scope: "all" | readonly string[];
}

/** Every question with answers. People are counted only where they have to be: that reads the widest column. */
export async function readSeries(clickhouse: ClickHouse, filter: ListFilter, words: FilterWords): Promise<SeriesRow[]> {
  const binding = createBinder();
  const where = filterText({ ...filter, measure: null, where: filter.where }, words, binding);
  const rows = await ask<Omit<SeriesRow, "people" | keyof SeriesName>>(
    clickhouse,
    `select toString(series) as series, countIf(part = 0) as n, toString(min(day)) as from, toString(max(day)) as to,
      (max(weight) != 1 or min(weight) != 1)::Bool as isWeighted, max(survey_version) as surveyVersion, max(step) as step,
      max(anonymous)::Bool as isAnonymous
    from ${answerTable} final where ${where} group by series`,
    binding.params,
  );
  const names = await namesOfSeries(
    clickhouse,
    rows.map(({ series }) => series),
  );
  const named = rows.flatMap((row) => {
    const name = names.get(row.series);
    return name === undefined ? [] : [{ ...row, ...name }];
  });
  const isProtected = named.some(({ programme, isAnonymous }) => isAnonymous || programme === "employee");
  const people = isProtected ? await readProtectedPeople(clickhouse, where, binding.params) : new Map<string, number>();
  return named.map((row) => ({ ...row, people: people.get(row.series) ?? null }));
}

type SeriesName = Pick<SeriesRow, "kind" | "programme" | "survey" | "question">;

/** A series is a hash of its names, so what was once looked up stays true. */
const knownNames = new Map<string, SeriesName>();

async function namesOfSeries(
  clickhouse: ClickHouse,
  series: readonly string[],
): Promise<ReadonlyMap<string, SeriesName>> {
  const unknown = series.filter((number) => !knownNames.has(number));
  if (unknown.length === 0) return knownNames;
  const rows = await ask<SeriesName & { series: string }>(
    clickhouse,
    `select toString(series) as series, any(kind) as kind, any(programme) as programme, any(survey) as survey,
      any(question) as question
    from ${answerTable} where has({series:Array(String)}, toString(series)) group by series`,
    { series: unknown },
  );
  for (const { series: number, ...name } of rows) knownNames.set(number, name);
  return knownNames;
}

async function readProtectedPeople(
  clickhouse: ClickHouse,
  where: string,
  params: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, number>> {
  const rows = await ask<{ series: string; people: number }>(
    clickhouse,
    `select toString(series) as series, uniqExact(respondent) as people
    from ${answerTable} final where ${where} and (anonymous = 1 or programme = 'employee') group by series`,
    params,
  );
  return new Map(rows.map(({ series, people }) => [series, people]));
}

export interface ValueQuery extends ListFilter {
  readonly source: DimensionSource;
  readonly measure: MeasureParts | null;
  /** People a protected value needs before its answers are counted. */
  readonly threshold: number;
}

/**
 * The values of a dimension with the answers (without a measure: responses) that carry them. Answers of protected people
 * count only for values that enough of them share.
 */
export function readValues(
  clickhouse: ClickHouse,
  { source, measure, threshold, ...filter }: ValueQuery,
  words: FilterWords,
): Promise<{ value: string; n: number }[]> {
  const binding = createBinder();
  const value = valueText(source, words.cuts, binding.bind);
  const counted = measure === null ? "lead = 1" : "(kind != 'choice' or part = 0)";
  const where = filterText(
    { measure, where: filter.where, period: filter.period, scope: filter.scope },
    words,
    binding,
  );
  return ask(
    clickhouse,
    `select toString(${value}) as value,
      countIf(${counted} and not (anonymous = 1 or programme = 'employee'))
        + if(uniqExactIf(respondent, anonymous = 1 or programme = 'employee') >= ${binding.bind(threshold, "UInt32")},
            countIf(${counted} and (anonymous = 1 or programme = 'employee')), 0) as n
    from ${answerTable} final where ${where} and toString(${value}) != ''
    group by value having n > 0 order by n desc, value limit 10000`,
    binding.params,
  );
}

/** How many values each dimension takes, counted up to 100, and the names of attributes. */
export async function readDimensionCounts(
  clickhouse: ClickHouse,
  filter: ListFilter,
  words: FilterWords,
): Promise<ReadonlyMap<string, number>> {
  const binding = createBinder();
  const where = filterText(
    { measure: null, where: filter.where, period: filter.period, scope: filter.scope },
    words,
    binding,
  );
  const counts = listedDimensions.map((name) => {
    const column = sourceOf(name)?.column ?? name;
    return `uniqUpToIf(100)(${column}, toString(${column}) != '') as ${name}`;
  });
  for (const name of ["theme", "option"]) counts.push(`uniqUpToArray(100)(${codesText({ column: name })}) as ${name}`);
  counts.push("uniqUpToIf(100)(round(sentiment * 1.5), not isNaN(sentiment)) as sentiment");
  const [[row], attributes] = await Promise.all([
    ask<Record<string, number>>(
      clickhouse,
      `select ${counts.join(", ")} from ${answerTable} final where ${where}`,
      binding.params,
    ),
    ask<{ name: string; values: number }>(
      clickhouse,
      `select name, uniqUpTo(100)(value) as values from (
        select arrayJoin(attributes) as pair, pair.1 as name, pair.2 as value
        from ${answerTable} final where ${where} and lead = 1 and notEmpty(attributes))
      group by name order by name limit 200`,
      binding.params,
    ),
  ]);
  return new Map([
    ...Object.entries(row ?? {}),
    ...attributes.map(({ name, values }) => [`attr.${name}`, values] as const),
  ]);
}

/** First and last local day with answers of a measure, and how many there are; nulls when there are none. */
export async function readSpan(
  clickhouse: ClickHouse,
  filter: ListFilter & { readonly measure: MeasureParts | null },
  words: FilterWords,
): Promise<{ readonly from: string; readonly to: string; readonly n: number } | null> {
  const binding = createBinder();
  const [row] = await ask<{ from: string; to: string; n: number }>(
    clickhouse,
    `select toString(min(day)) as from, toString(max(day)) as to, count() as n
    from ${answerTable} final where ${filterText({ ...filter, where: filter.where }, words, binding)}`,
    binding.params,
  );
  return row === undefined || row.n === 0 ? null : row;
}
