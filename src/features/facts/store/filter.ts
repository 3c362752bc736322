import type { CutPoints, ReferenceKind } from "#feature/organisation/contract";
import { fieldsOf, type Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";

import type { Period } from "../contract.ts";
import {
  conditionToClickHouse,
  type createBinder,
  type Binder,
  type ClickHouseField,
} from "../rules/condition-to-clickhouse.ts";
import { sourceOf, type DimensionSource } from "../rules/dimensions.ts";
import type { MeasureParts } from "../rules/measure.ts";

/** What the words of a filter stand for: looked up before the filter is compiled. */
export interface FilterWords {
  readonly cuts: CutPoints;
  /** The reference's own code; the same text when nothing is known under it. */
  readonly codeOf: (kind: ReferenceKind, value: string) => string;
  /** Id of the unit meant by a code, name or id; undefined when it is unknown. */
  readonly unitIdOf: (value: string) => string | undefined;
  readonly surveyIdOf: (value: string) => string;
}

/** Which answers are asked about. */
export interface AnswerFilter {
  readonly measure: MeasureParts | null;
  readonly where: Condition | undefined;
  readonly period: Period | null;
  /** Ids of units; answers from these and from below. */
  readonly scope: "all" | readonly string[];
}

/** A statement's values, collected while its text grows. */
export type Binding = ReturnType<typeof createBinder>;

/** Refuses fields that are no dimensions. @throws Refusal `facts.unknown_field` */
export function requireKnownFields(where: Condition | undefined): void {
  const unknown = where === undefined ? undefined : fieldsOf(where).find((field) => sourceOf(field) === undefined);
  if (unknown !== undefined) throw new Refusal("facts.unknown_field", { field: unknown });
}

/** The filter as a predicate over the table of answers. */
export function filterText(filter: AnswerFilter, words: FilterWords, { bind }: Binding): string {
  const parts = [groundText(filter, bind)];
  if (filter.where !== undefined) parts.push(conditionText(filter.where, filter.measure, { words, bind }));
  return parts.join(" and ");
}

/** Measure, period and scope: the ground on which the condition picks. */
export function groundText({ measure, period, scope }: AnswerFilter, bind: Binder): string {
  const parts = ["true"];
  if (measure !== null) {
    parts.push(`kind = ${bind(measure.kind, "String")}`, `programme = ${bind(measure.programme, "String")}`);
    if (measure.survey !== null && measure.question !== null) {
      parts.push(`survey = ${bind(measure.survey, "String")}`, `question = ${bind(measure.question, "String")}`);
    }
  }
  if (period !== null) parts.push(`day between ${bind(period.from, "Date")} and ${bind(period.to, "Date")}`);
  if (scope !== "all") parts.push(belowAny(scope, bind));
  return parts.join(" and ");
}

/** Answers from these units and from below. One unit is found faster than one of a list. */
function belowAny(ids: readonly string[], bind: Binder): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? `has(unit_path, ${bind(only, "String")})`
    : `hasAny(unit_path, ${bind(ids, "Array(String)")})`;
}

/** A condition by itself. */
export function conditionText(
  condition: Condition,
  measure: MeasureParts | null,
  { words, bind }: { readonly words: FilterWords; readonly bind: Binder },
): string {
  return conditionToClickHouse(
    condition,
    (name, binder) => {
      const source = sourceOf(name);
      if (source === undefined) throw new Refusal("facts.unknown_field", { field: name });
      return fieldIn(source, measure, { words, bind: binder });
    },
    bind,
  );
}

/** How the values of a dimension are written in SQL; what a caller sent is bound. */
export function valueText(source: DimensionSource, cuts: CutPoints, bind: Binder): string {
  switch (source.type) {
    case "text":
    case "number":
      return source.column;
    case "time":
      return steps[source.column] ?? "day";
    case "attribute":
      return `attributes[${bind(source.column, "String")}]`;
    case "score":
      return "if(choice != '', toString(choice), if(isNaN(score), '', toString(score)))";
    case "group":
      return groupText(cuts, bind);
    case "sentiment":
      return sentimentText;
    case "codes":
      return `arrayJoin(if(empty(${codesText(source)}), [''], ${codesText(source)}))`;
  }
}

/** Codes of options name survey, question and option; those of themes have no colon. */
export function codesText({ column }: Pick<DimensionSource, "column">): string {
  return `arrayFilter(code -> (position(code, ':') > 0) = ${column === "option"}, codes)`;
}

/** A third of the way to either end: what lies between says neither. */
const sentimentText =
  "multiIf(isNaN(sentiment), '', sentiment < -0.33, 'negative', sentiment > 0.33, 'positive', 'neutral')";

const steps: Readonly<Record<string, string>> = {
  day: "day",
  week: "toMonday(day)",
  month: "toStartOfMonth(day)",
  quarter: "toStartOfQuarter(day)",
  year: "toStartOfYear(day)",
};

function fieldIn(
  source: DimensionSource,
  measure: MeasureParts | null,
  { words, bind }: { readonly words: FilterWords; readonly bind: Binder },
): ClickHouseField {
  if (source.type === "number") return { type: "number", expression: source.column };
  if (source.type === "score" && measure !== null && measure.kind !== "choice") {
    return { type: "number", expression: "score" };
  }
  if (source.type === "codes") return codesField(source);
  const expression = valueText(source, words.cuts, bind);
  if (source.type === "time") return { type: "text", expression: `toString(${expression})` };
  if (source.type === "group") return { type: "text", expression, isOneOf: oneOf(expression, groupNamed) };
  if (source.column === "unit") return { type: "text", expression, isOneOf: unitsOf(words) };
  if (source.names === "survey") return { type: "text", expression, isOneOf: oneOf(expression, words.surveyIdOf) };
  if (source.names === undefined) return { type: "text", expression };

  const kind = source.names;
  return { type: "text", expression, isOneOf: oneOf(expression, (value) => words.codeOf(kind, value)) };
}

function oneOf(expression: string, meant: (value: string) => string) {
  return (values: readonly string[], bind: Binder) => `(${expression} in ${bind(values.map(meant), "Array(String)")})`;
}

/** Several values in one field: it is one of these when it has any of them. A theme without a side is meant from any side. */
function codesField(source: DimensionSource): ClickHouseField {
  const isOneOf = (values: readonly string[], bind: Binder) =>
    `hasAny(codes, ${bind(values.flatMap(sidesOf), "Array(String)")})`;
  return { type: "text", expression: `arrayStringConcat(${codesText(source)}, ' ')`, isOneOf };
}

/** The codes that a value of a filter stands for. */
function sidesOf(value: string): readonly string[] {
  return value.includes(":") || /[-+~]$/.test(value) ? [value] : ["-", "+", "~"].map((side) => value + side);
}

/** A unit stands for itself and everything below it; a code nothing is known under for itself. */
function unitsOf(words: FilterWords) {
  return (values: readonly string[], bind: Binder) => {
    const ids = values.flatMap((value) => words.unitIdOf(value) ?? []);
    const codes = values.filter((value) => words.unitIdOf(value) === undefined);
    const parts = [];
    if (ids.length > 0) parts.push(`hasAny(unit_path, ${bind(ids, "Array(String)")})`);
    if (codes.length > 0) parts.push(`unit in ${bind(codes, "Array(String)")}`);
    return `(${parts.join(" or ")})`;
  };
}

function groupText({ detractorMax, promoterMin }: CutPoints, bind: Binder): string {
  const [high, low] = [bind(promoterMin, "Float64"), bind(detractorMax, "Float64")];
  return `multiIf(kind not in ('nps', 'enps'), toString(score_group), isNaN(score), '', score >= ${high}, 'high', score <= ${low}, 'low', 'middle')`;
}

function groupNamed(value: string): string {
  const names: Readonly<Record<string, string>> = {
    promoter: "high",
    promoters: "high",
    passive: "middle",
    passives: "middle",
    detractor: "low",
    detractors: "low",
  };
  return names[value] ?? value;
}
