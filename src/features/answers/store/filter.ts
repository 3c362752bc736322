import { fieldsOf, type Condition } from "#kit/condition";
import { conditionToSql } from "#platform/condition-sql";
import { sql, type Sql } from "#platform/postgres";

import type { MeasureParts } from "../rules/measure.ts";
import type { Split } from "../rules/protection.ts";
import { fieldIn, isAnswerField, isFromUnits, type FilterWords, type Spellings } from "./fields.ts";

/** Which responses are wanted. */
export interface ResponseFilter {
  /** Local calendar days, both included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly where: Condition | undefined;
  readonly measure: MeasureParts | undefined;
  /** Beginnings of words that must all occur in the free texts. */
  readonly words: readonly string[];
  readonly withText: boolean;
  /** The units the viewer sees; undefined: all, and those without a unit. */
  readonly scope: Spellings | undefined;
}

/** The fields of a filter that are no fields. */
export function unknownFields(where: Condition | undefined, words: FilterWords): readonly string[] {
  return where === undefined ? [] : fieldsOf(where).filter((field) => fieldIn(field, words, true) === undefined);
}

/** The whole filter as a predicate over `response r`. */
export function filterSql(filter: ResponseFilter, words: FilterWords): Sql {
  return sql.join([reachSql(filter), answersSql(filter, words), ...textSql(filter)], " and ");
}

/** Period and scope alone: the ground on which a filter picks. */
export function reachSql({ from, to, scope }: ResponseFilter): Sql {
  const parts = [sql`r.erased_at is null`];
  if (from !== undefined)
    parts.push(
      sql`r.answered_at >= ${from}::timestamp at time zone 'UTC' - interval '15 hours' and ${localDay} >= ${from}::date`,
    );
  if (to !== undefined)
    parts.push(
      sql`r.answered_at < ${to}::timestamp at time zone 'UTC' + interval '39 hours' and ${localDay} <= ${to}::date`,
    );
  if (scope !== undefined) parts.push(isFromUnits(scope));
  return sql.join(parts, " and ");
}

/** The unit a response came from, known or not; of the whole an empty text. */
export function cellSql(split: Split): Sql {
  return split === "whole" || split === "words"
    ? sql`''::text`
    : sql`coalesce(r.unit_id::text, lower(r.context ->> 'unit'), '')`;
}

const localDay = sql`(r.answered_at at time zone r.time_zone)::date`;

/** Condition and measure: together over each scored answer when either needs one, otherwise over the response. */
function answersSql({ where, measure }: ResponseFilter, words: FilterWords): Sql {
  const needsScores = where !== undefined && fieldsOf(where).some(isAnswerField);
  const condition =
    where === undefined ? sql`true` : conditionToSql(where, (name) => fieldIn(name, words, needsScores));
  if (!needsScores) return sql`${condition} and ${measure === undefined ? sql`true` : holdsMeasure(measure)}`;

  const ofMeasure = measure === undefined ? sql`true` : isOfMeasure(measure);
  return sql`exists (
    select from (values (true)) as one
    left join jsonb_to_recordset(r.scored) as s (q text, k text, s float8, c text, g text, a jsonb) on true
    where ${condition} and ${ofMeasure})`;
}

function holdsMeasure(measure: MeasureParts): Sql {
  const wanted = measure.question === null ? [{ k: measure.kind }] : [{ k: measure.kind, q: measure.question }];
  return sql`${responseOfMeasure(measure)} and r.scored @> ${JSON.stringify(wanted)}::jsonb`;
}

function isOfMeasure(measure: MeasureParts): Sql {
  const ofQuestion = measure.question === null ? sql`true` : sql`s.q = ${measure.question}`;
  return sql`${responseOfMeasure(measure)} and s.k = ${measure.kind} and ${ofQuestion}`;
}

function responseOfMeasure({ programme, surveyId }: MeasureParts): Sql {
  return surveyId === null
    ? sql`r.programme = ${programme}`
    : sql`r.programme = ${programme} and r.survey_id = ${surveyId}::uuid`;
}

function textSql({ words, withText }: ResponseFilter): readonly Sql[] {
  if (words.length > 0) return [sql`r.words @@ ${beginningsQuery(words)}::tsquery`];
  return withText ? [sql`r.words is not null`] : [];
}

/** Words hold letters and digits only, so the quotes need no escape. */
function beginningsQuery(words: readonly string[]): string {
  return words.map((word) => `'${word}':*`).join(" & ");
}
