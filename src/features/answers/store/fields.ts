import type { CutPoints, ReferenceKind } from "#feature/organisation/contract";
import type { SqlField } from "#platform/condition-sql";
import { sql, type Sql } from "#platform/postgres";

/** The spellings under which a reference (for a unit: and everything below it) occurs in answers. */
export interface Spellings {
  /** Lower-case codes. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly ids: readonly string[];
  /** Units that are meant on some days only, from `from` to the day before `to`. */
  readonly spans?: readonly UnitSpan[];
}

/** A unit on some days: it moved, or was merged, and its answers of other days lie elsewhere. */
export interface UnitSpan {
  readonly id: string;
  /** Lower-case. */
  readonly code: string;
  /** Empty when another unit has the same name. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What the words of a filter stand for: looked up before the filter is compiled. */
export interface FilterWords {
  readonly cutPoints: CutPoints;
  readonly spellingsOf: (kind: ReferenceKind, value: string) => Spellings | undefined;
  readonly surveyIdOf: (idOrSlug: string) => string | undefined;
}

/** Whether the field belongs to a single scored answer and not to its response as a whole. */
export function isAnswerField(field: string): boolean {
  return answerFields.has(field);
}

/**
 * A field of the filters' vocabulary, which is that of the facts, over `response r` and, for what belongs to a single
 * answer, `score s`. Undefined when there is no such field.
 */
export function fieldIn(name: string, words: FilterWords, hasScore: boolean): SqlField | undefined {
  if (name.startsWith("attr.") && name.length > 5) return text(sql`r.attributes ->> ${name.slice(5)}::text`);
  if (isOwn(plainFields, name)) return plainFields[name];
  if (name === "theme") return themeField;
  if (name === "option") return optionField;
  if (isOwn(referenceFields, name)) return referenceField(name, words, hasScore);
  if (name === "survey") return { ...text(sql`r.survey_id::text`), isOneOf: (values) => surveyIsOneOf(values, words) };
  return hasScore ? scoreField(name, words.cutPoints) : undefined;
}

/** Responses from these units, by the unit they were resolved to or, when that is not known, by its code or name. */
export function isFromUnits({ ids, codes, names, spans = [] }: Spellings): Sql {
  const code = sql`r.context ->> 'unit'`;
  const always = sql`(r.unit_id = any(${ids}::uuid[]) or r.unit_id is null and (lower(${code}) = any(${codes}::text[]) or ${code} = any(${names}::text[])))`;
  if (spans.length === 0) return always;
  return sql`(${always} or exists (
    select from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as span (id uuid, code text, name text, "from" date, "to" date)
    where ${local}::date >= span."from" and ${local}::date < span."to"
      and (r.unit_id = span.id or r.unit_id is null and (lower(${code}) = span.code or ${code} = span.name))))`;
}

const answerFields: ReadonlySet<string> = new Set([
  "question",
  "score",
  "group",
  "touchpoint",
  "product",
  "stage",
  "brand",
]);

const local = sql`(r.answered_at at time zone r.time_zone)`;

const plainFields = {
  programme: text(sql`r.programme`),
  source: text(sql`r.source`),
  language: text(sql`r.language`),
  person_kind: text(sql`r.person_kind`),
  import: text(sql`r.import_id::text`),
  channel: text(sql`r.context ->> 'channel'`),
  device: text(sql`r.context ->> 'device'`),
  segment: text(sql`r.context ->> 'segment'`),
  weekday: number(sql`extract(isodow from ${local})::float8`),
  hour: number(sql`extract(hour from ${local})::float8`),
  day: text(sql`${local}::date::text`),
  week: text(sql`date_trunc('week', ${local})::date::text`),
  month: text(sql`date_trunc('month', ${local})::date::text`),
  quarter: text(sql`date_trunc('quarter', ${local})::date::text`),
  year: text(sql`date_trunc('year', ${local})::date::text`),
  sentiment: text(sql`(select case when c.sentiment < -0.33 then 'negative' when c.sentiment > 0.33 then 'positive'
    when c.sentiment is not null then 'neutral' end from response_coding c where c.response_id = r.id)`),
} as const satisfies Record<string, SqlField>;

const optionsOf = sql`select r.survey_id::text || ':' || (o ->> 'q') || ':' || (o ->> 'c') as code
  from jsonb_array_elements(r.scored) o where o ->> 'k' = 'choice' and o ->> 'c' <> ''`;

/** Every option chosen anywhere in the response: survey, question and option. */
const optionField: SqlField = {
  ...text(sql`(select string_agg(chosen.code, ' ') from (${optionsOf}) chosen)`),
  isOneOf: hasOption,
};

/**
 * What the response was coded with, by key and side; a key without a side is meant from any side. Options among the values
 * count as well, so that a problem that is known by both is one filter.
 */
const themeField: SqlField = {
  ...text(sql`(select nullif(array_to_string(c.codes, ' '), '') from response_coding c where c.response_id = r.id)`),
  isOneOf: (values) => {
    const options = values.filter((value) => value.includes(":"));
    const themes = values.filter((value) => !value.includes(":"));
    const isThemed = sql`exists (select from response_coding c where c.response_id = r.id and c.codes && ${themes.flatMap(sidesOf)}::text[])`;
    return options.length === 0 ? isThemed : sql`(${isThemed} or ${hasOption(options)})`;
  },
};

function hasOption(values: readonly string[]): Sql {
  return sql`exists (select from (${optionsOf}) chosen where chosen.code = any(${values}::text[]))`;
}

function sidesOf(value: string): readonly string[] {
  return /[-+~]$/.test(value) ? [value] : ["-", "+", "~"].map((side) => value + side);
}

/** Reference fields as they stand in the response; four of them a question may set for its own answers. */
const referenceFields = {
  unit: sql`r.context ->> 'unit'`,
  employee: sql`r.context ->> 'employee'`,
  function: sql`r.context ->> 'function'`,
  account: sql`r.context ->> 'account'`,
  partner: sql`r.context ->> 'partner'`,
  journey: sql`r.context ->> 'journey'`,
  touchpoint: sql`r.context ->> 'touchpoint'`,
  product: sql`r.context ->> 'product'`,
  stage: sql`r.context ->> 'stage'`,
  brand: sql`r.context ->> 'brand'`,
} as const satisfies Record<ReferenceKind, Sql>;

function referenceField(kind: ReferenceKind, words: FilterWords, hasScore: boolean): SqlField {
  const own = referenceFields[kind];
  const expression = hasScore && isAnswerField(kind) ? sql`coalesce(s.a ->> ${kind}::text, ${own})` : own;
  return {
    ...text(expression),
    isOneOf: (values) =>
      sql.join(
        [sql`(`, ...joinedByOr(values.map((value) => isReference(kind, value, { expression, words }))), sql`)`],
        "",
      ),
  };
}

function joinedByOr(parts: readonly Sql[]): readonly Sql[] {
  return [sql.join(parts, " or ")];
}

/** A value that is no reference's id, code or name is a code nothing is known under, meant as it is written. */
function isReference(
  kind: ReferenceKind,
  value: string,
  { expression, words }: { expression: Sql; words: FilterWords },
): Sql {
  const spellings = words.spellingsOf(kind, value);
  if (spellings === undefined) return sql`${expression} = ${value}`;
  if (kind === "unit") return isFromUnits(spellings);
  return sql`lower(${expression}) = any(${spellings.codes}::text[]) or ${expression} = any(${spellings.names}::text[])`;
}

function surveyIsOneOf(values: readonly string[], words: FilterWords): Sql {
  const ids = values.flatMap((value) => words.surveyIdOf(value) ?? []);
  return sql`r.survey_id = any(${ids}::uuid[])`;
}

function scoreField(name: string, cuts: CutPoints): SqlField | undefined {
  switch (name) {
    case "question":
      return text(sql`s.q`);
    case "score":
      return text(sql`coalesce(s.c, s.s::text)`);
    case "group":
      return {
        ...text(groupSql(cuts)),
        isOneOf: (values) => sql`${groupSql(cuts)} = any(${values.map(groupNamed)}::text[])`,
      };
    default:
      return undefined;
  }
}

/** The same as `groupOf` of the rules; only recommendation has to be reckoned, the others are kept. */
function groupSql({ detractorMax, promoterMin }: CutPoints): Sql {
  return sql`(case when s.k not in ('nps', 'enps') then s.g when s.s >= ${promoterMin}::float8 then 'high' when s.s <= ${detractorMax}::float8 then 'low' when s.s is not null then 'middle' end)`;
}

function groupNamed(value: string): string {
  return (
    { promoter: "high", promoters: "high", passive: "middle", passives: "middle", detractor: "low", detractors: "low" }[
      value
    ] ?? value
  );
}

function text(expression: Sql): SqlField {
  return { type: "text", expression };
}

function number(expression: Sql): SqlField {
  return { type: "number", expression };
}

function isOwn<Key extends string>(table: Readonly<Record<Key, unknown>>, name: string): name is Key {
  return Object.hasOwn(table, name);
}
