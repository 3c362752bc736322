import type { ClickHouse } from "#platform/clickhouse";
import { BLOCKS } from "#statistics/drivers/blocks";
import type { Pattern } from "#statistics/drivers/logistic";
import type { MomentMatrix } from "#statistics/drivers/moment-matrix";

import { createBinder, type Binder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { partsOf, type MeasureParts } from "../rules/measure.ts";
import { askedMeasures, type MomentColumn, type OutcomeReading } from "../rules/moment-columns.ts";
import { answerTable } from "./answer-table.ts";
import { conditionText, groundText, valueText, type AnswerFilter, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** What moments are asked for: the outcome's answers by the filter, and the columns beside them. */
export interface MomentQuery extends AnswerFilter {
  readonly measure: MeasureParts;
  readonly reading: OutcomeReading;
  readonly columns: readonly MomentColumn[];
  readonly isWeighted: boolean;
}

/** Moments by block of persons, of the responses in which nothing is missing; outcome last. */
export interface MomentBlocks {
  readonly blocks: readonly MomentMatrix[];
  /** Responses with the outcome, and how many of them have each column. */
  readonly answered: number;
  readonly present: readonly number[];
  readonly isAnonymous: boolean;
}

/**
 * One statement, whatever the number of answers: responses are put together, dealt into blocks by a hash of the person, and
 * every product of two columns is summed inside the database. What comes back is as small for ten million answers as for ten.
 */
export async function readMomentBlocks(
  clickhouse: ClickHouse,
  query: MomentQuery,
  words: FilterWords,
): Promise<MomentBlocks> {
  const binding = createBinder();
  const { columns } = query;
  const names = [...columns.map((_, index) => `x${index}`), "y"];
  const products = names.flatMap((name, index) => [
    `sum(m * ${name})`,
    ...names.slice(0, index + 1).map((other) => `sum(m * ${name} * ${other})`),
  ]);
  const rows = await ask<BlockRow>(
    clickhouse,
    `select block, sum(rows) as answered, sumIf(rows, complete) as n, toFloat64(sum(m)) as weights, toFloat64(sumIf(squares, complete)) as "squaredWeights",
      [${products.join(", ")}]::Array(Float64) as products,
      [${columns.map((_, index) => `sumIf(rows, h${index})`).join(", ")}]::Array(UInt64) as present,
      max(anonymous)::Bool as "isAnonymous"
    from (${responsesText(query, words, binding.bind)}) group by block`,
    binding.params,
  );
  return {
    blocks: rows.map(({ n, weights, squaredWeights, products }) => ({
      n,
      sumWeights: weights,
      sumSquaredWeights: squaredWeights,
      products: [weights, ...products],
    })),
    answered: rows.reduce((sum, { answered }) => sum + answered, 0),
    present: columns.map((_, index) => rows.reduce((sum, { present }) => sum + (present[index] ?? 0), 0)),
    isAnonymous: rows.some(({ isAnonymous }) => isAnonymous),
  };
}

interface BlockRow {
  readonly answered: number;
  readonly n: number;
  readonly weights: number;
  readonly squaredWeights: number;
  readonly products: readonly number[];
  readonly present: readonly number[];
  readonly isAnonymous: boolean;
}

/**
 * Complete responses put together by block and by the values of all columns; null where there are more kinds of them than
 * `most`. The outcome is a yes (100) or a no (0).
 */
export async function readPatterns(
  clickhouse: ClickHouse,
  query: MomentQuery,
  { words, most }: { readonly words: FilterWords; readonly most: number },
): Promise<readonly Pattern[] | null> {
  const binding = createBinder();
  const values = query.columns.map((_, index) => `toFloat64(x${index})`).join(", ");
  const rows = await ask<Pattern>(
    clickhouse,
    `select block, [${values}]::Array(Float64) as values, count() as n, toFloat64(sum(w)) as weight,
      toFloat64(sum(w * w)) as squares, toFloat64(sumIf(w, y > 50)) as events
    from (${completedText(query, words, binding.bind)}) where complete group by block, values limit ${most + 1}`,
    binding.params,
  );
  return rows.length > most ? null : rows.filter(({ weight }) => weight > 0);
}

/** How many people have everything, how many have the outcome only, and how many each column leaves out by completeness. */
export async function readMomentPeople(
  clickhouse: ClickHouse,
  query: MomentQuery,
  words: FilterWords,
): Promise<{ readonly people: number; readonly leftOut: readonly number[] }> {
  const binding = createBinder();
  const [row] = await ask<{ people: number; leftOut: number[] }>(
    clickhouse,
    `select uniqExactIf(who, complete) as people,
      [uniqExactIf(who, not complete), ${query.columns.map((_, index) => `uniqExactIf(who, h${index} and not complete)`).join(", ")}]::Array(UInt64) as "leftOut"
    from (${completedText(query, words, binding.bind)})`,
    binding.params,
  );
  return { people: row?.people ?? 0, leftOut: row?.leftOut ?? [] };
}

/**
 * Rows alike put together first where every column is a yes or no of the outcome's own row: then there are far fewer kinds of
 * rows than rows. Each row of the result stands for `rows` responses with weights `m` in sum.
 */
function responsesText(query: MomentQuery, words: FilterWords, bind: Binder): string {
  const { columns } = query;
  const whole = completedText(query, words, bind);
  const values = columns.map((_, index) => `x${index}, h${index}`);
  if (askedMeasures(columns).length > 0 || columns.some(({ kind }) => kind === "amount")) {
    return `select block, y, ${values.map((value) => `${value}, `).join("")}complete, anonymous, 1 as rows,
      if(complete, w, 0) as m, w * w as squares from (${whole})`;
  }
  const keys = ["block", "y", ...values, "complete"].join(", ");
  return `select ${keys}, max(anonymous) as anonymous, count() as rows, sum(w) as m, sum(w * w) as squares
    from (${whole}) group by ${keys}`;
}

/** Responses with the outcome, their columns (x, 0 where missing), whether these are there (h), and whether all are. */
function completedText(query: MomentQuery, words: FilterWords, bind: Binder): string {
  const { columns } = query;
  const asked = askedMeasures(columns);
  const read = columns.map((column, index) => columnText(column, { asked, index }, { words, bind }));
  const outcome = outcomeText(query, words, bind);
  const raw = new Set(["respondent", "block", "weight", "anonymous", "kind", "score", "step", "score_group"]);
  for (const { raw: needed } of read) for (const name of needed) raw.add(name);
  const rows = `select response_id, ${[...raw].join(", ")} from ${answerTable} final where ${outcome.is}`;
  return `select block % ${BLOCKS} as block, respondent as who, ${query.isWeighted ? "weight" : "1"} as w, anonymous,
      ${outcome.value} as y,
      ${read.map(({ value, has }, index) => `${value} as x${index}, ${has} as h${index}, `).join("")}
      ${allOf(columns)} as complete
    from (${rows}) as outcomes${asked.length === 0 ? "" : besideText(query, asked, { words, bind })}`;
}

/**
 * The answers to the other questions, put together by response: only what is needed of them is read, so that most of the
 * table's width stays on the disk. Who answered none of them has nothing seen.
 */
function besideText(
  query: MomentQuery,
  asked: readonly string[],
  { words, bind }: { readonly words: FilterWords; readonly bind: Binder },
): string {
  const { columns } = query;
  const values = columns.flatMap((column, index) => {
    if (!("measure" in column)) return [];
    return [`${askedText(column, asked.indexOf(column.measure), bind)} as v${index}`];
  });
  const needs = (kind: MomentColumn["kind"]): boolean => columns.some((column) => column.kind === kind);
  const parts = [
    "response_id",
    `${placesText(asked, bind)} as item`,
    ...(needs("score") ? [`${orientedScore} as points`] : []),
    ...(needs("group") ? [`${highOrLow(words, bind)} as place`] : []),
    ...(needs("choice") ? ["choice"] : []),
  ];
  return ` global left join (
      select response_id as beside, groupBitOr(bitShiftLeft(toUInt64(1), item)) as seen, ${values.join(", ")}
      from (select ${parts.join(", ")} from ${answerTable} final
        where ${groundText({ ...query, measure: null }, bind)} and item < 255)
      group by beside) as others on outcomes.response_id = others.beside`;
}

function allOf(columns: readonly MomentColumn[]): string {
  return columns.length === 0 ? "1" : `(${columns.map((_, index) => `h${index}`).join(" and ")})`;
}

/** Which rows are the outcome's, and what they count. */
function outcomeText(
  query: MomentQuery,
  words: FilterWords,
  bind: Binder,
): { readonly is: string; readonly value: string } {
  const { measure, where, reading } = query;
  const condition = where === undefined ? "" : ` and ${conditionText(where, measure, { words, bind })}`;
  const is = `(${groundText(query, bind)}${condition} and not isNaN(score))`;
  if (reading === "score") return { is, value: orientedScore };
  const { detractorMax, promoterMin } = words.cuts;
  const group = highOrLow(words, bind);
  if (reading === "top") return { is, value: `if(${group} = 1, 100., 0.)` };
  return {
    is,
    value: `multiIf(score >= ${bind(promoterMin, "Float64")}, 100., score <= ${bind(detractorMax, "Float64")}, -100., 0.)`,
  };
}

/** Higher is better: a scale on which low is good is turned round between its ends (see rules/step.ts). */
const orientedScore = `if(step >= 4096, 2. * bitAnd(bitShiftRight(step, 11), 1) + bitAnd(bitShiftRight(step, 6), 31) - score, score)`;

/** 1 for the high group, −1 for the low one; recommendation by the cut points, other scales by what stands in the row. */
export function highOrLow({ cuts }: FilterWords, bind: Binder): string {
  const byCuts = `multiIf(score >= ${bind(cuts.promoterMin, "Float64")}, 1, score <= ${bind(cuts.detractorMax, "Float64")}, -1, 0)`;
  return `if(kind in ('nps', 'enps'), ${byCuts}, multiIf(score_group = 'high', 1, score_group = 'low', -1, 0))`;
}

/** The place of a row's question in the list of asked ones; 255 for none. */
function placesText(asked: readonly string[], bind: Binder): string {
  const series = asked.map((measure) => {
    const { kind, programme, survey, question } = partsOf(measure);
    return `cityHash64(${[kind, programme, survey ?? "", question ?? ""].map((part) => bind(part, "String")).join(", ")})`;
  });
  const places = asked.map((_, index) => String(index)).join(", ");
  return `if(isNaN(score) and kind != 'choice', 255, transform(series, [${series.join(", ")}], [${places}], 255))`;
}

interface ColumnText {
  readonly value: string;
  /** Whether the column is there for the response. */
  readonly has: string;
  /** What the rows have to carry for it. */
  readonly raw: readonly string[];
}

/** A column beside the outcome's row. */
function columnText(
  column: MomentColumn,
  { asked, index }: { readonly asked: readonly string[]; readonly index: number },
  { words, bind }: { readonly words: FilterWords; readonly bind: Binder },
): ColumnText {
  if ("measure" in column) {
    const isMissable = column.kind !== "choice" || column.isAsked;
    const has = isMissable ? `bitTest(seen, ${asked.indexOf(column.measure)})` : "1";
    return { value: `v${index}`, has, raw: [] };
  }
  if (column.kind === "code") return { value: `has(codes, ${bind(column.code, "String")})`, has: "1", raw: ["codes"] };

  const source = sourceOf(column.dimension);
  if (source === undefined || source.type === "score" || source.type === "group") {
    throw new RangeError(`no column of the outcome: ${column.dimension}`);
  }
  const text = `toString(${valueText(source, words.cuts, bind)})`;
  const raw = source.type === "attribute" ? ["attributes"] : [source.type === "time" ? "day" : source.column];
  if (column.kind === "value") return { value: `has(${bind(column.values, "Array(String)")}, ${text})`, has: "1", raw };
  return {
    value: `toFloat64OrZero(${text})`,
    has: `match(${text}, '^[-+]?[0-9]{1,15}([.][0-9]{1,15})?$')`,
    raw,
  };
}

/** A column that is the answer to another question, over that response's rows; `place` is its place in the list of asked ones. */
function askedText(column: AskedColumn, place: number, bind: Binder): string {
  if (column.kind === "score") return `sumIf(points, item = ${place})`;
  if (column.kind === "group") return `toFloat64(maxIf(place = ${column.group === "high" ? 1 : -1}, item = ${place}))`;
  return `toFloat64(maxIf(choice = ${bind(column.option, "String")}, item = ${place}))`;
}

type AskedColumn = Extract<MomentColumn, { readonly measure: string }>;
