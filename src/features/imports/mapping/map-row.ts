import type { Submission } from "#feature/answers/contract";
import type { IdentityKind } from "#feature/people/contract";
import type { ContextField } from "#feature/surveys/contract";

import type { TableRow } from "../reading/table.ts";
import { cellOf, type CellProblem, type Mapper } from "./mapper.ts";
import { optionKey } from "./profile-definition.ts";
import { isMissing, lookUp, readScore, toNumber, type ScoreMapping } from "./read-score.ts";
import { answeredAtOf } from "./row-time.ts";
import { languageOf } from "./text-language.ts";

/** What became of a row: a response to record, nothing to record, or problems that refuse it whole. */
export type MappedRow =
  | { readonly kind: "response"; readonly row: number; readonly submission: Submission }
  | { readonly kind: "skipped"; readonly row: number }
  | { readonly kind: "refused"; readonly row: number; readonly problems: readonly CellProblem[] };

/** Maps one row. `id` tells it from every other row, in this file and in every later one. Pure. */
export function mapRow(mapper: Mapper, row: TableRow, id: string): MappedRow {
  if (row.problem) {
    const { code, column, value } = row.problem;
    return { kind: "refused", row: row.row, problems: [{ column: mapper.columns[column] ?? "", value, code }] };
  }
  const problems: CellProblem[] = [];
  const answers = { ...scoresIn(mapper, row, problems), ...commentsIn(mapper, row) };
  const time = answeredAtOf(mapper, row);
  problems.push(...time.problems);
  const weight = weightIn(mapper, row, problems);
  if (problems.length > 0) return { kind: "refused", row: row.row, problems };
  if (Object.keys(answers).length === 0) return { kind: "skipped", row: row.row };

  const { context, language } = contextIn(mapper, row, answers);
  const attributes = attributesIn(mapper, row);
  const person = personIn(mapper, row);
  return {
    kind: "response",
    row: row.row,
    submission: {
      survey: mapper.profile.survey,
      id,
      state: "complete",
      answers,
      context,
      attributes,
      ...time.answered,
      ...(language === undefined ? {} : { language }),
      ...(weight === undefined ? {} : { weight }),
      ...(person === undefined ? {} : { person }),
    },
  };
}

type Answers = Submission["answers"];

function scoresIn(mapper: Mapper, row: TableRow, problems: CellProblem[]): Answers {
  const answers: Answers = {};
  for (const mapping of mapper.profile.scores) {
    const cell = cellOf(mapper, row, mapping.column);
    const value =
      mapping.kind === "single" || mapping.kind === "multiple"
        ? choiceIn(mapping, cell)
        : numberIn(mapping, cell, problems);
    if (value !== undefined) answers[mapping.key] = value;
  }
  return answers;
}

function numberIn(mapping: ScoreMapping, cell: string, problems: CellProblem[]): number | undefined {
  const read = readScore(mapping, cell);
  if (read.ok) return read.value;
  const { column } = mapping;
  problems.push({ column, value: cell, code: read.code, ...(read.params ? { params: read.params } : {}) });
  return undefined;
}

function choiceIn(mapping: ScoreMapping, cell: string): string | string[] | undefined {
  const texts = choiceTexts(mapping, cell).map(optionKey);
  if (texts.length === 0) return undefined;
  return mapping.kind === "single" ? texts[0] : [...new Set(texts)];
}

/** The choices a cell holds: one, or several between «;» or «|» for a multiple choice. */
export function choiceTexts(mapping: ScoreMapping, cell: string): readonly string[] {
  if (isMissing(cell, mapping.missing)) return [];
  const texts = mapping.kind === "multiple" ? cell.split(/[;|]/).map((text) => text.trim()) : [cell];
  return texts.filter((text) => text !== "").map((text) => String(lookUp(mapping.values, text) ?? text).slice(0, 200));
}

function commentsIn(mapper: Mapper, row: TableRow): Answers {
  const answers: Answers = {};
  for (const { key, column, missing } of mapper.profile.comments) {
    const text = cellOf(mapper, row, column);
    if (!isMissing(text, missing)) answers[key] = text.slice(0, 4000);
  }
  return answers;
}

function weightIn(mapper: Mapper, row: TableRow, problems: CellProblem[]): number | undefined {
  const { weight } = mapper.profile;
  if (!weight) return undefined;
  const cell = cellOf(mapper, row, weight.column);
  if (cell === "") return undefined;
  const value = toNumber(cell);
  if (value !== undefined && value > 0 && value <= 1e6) return value;
  problems.push({ column: weight.column, value: cell, code: "weight.not_positive" });
  return undefined;
}

function contextIn(
  mapper: Mapper,
  row: TableRow,
  answers: Answers,
): { context: Partial<Record<ContextField, string>>; language: string | undefined } {
  const context: Partial<Record<ContextField, string>> = {};
  let language: string | undefined;
  for (const dimension of mapper.profile.dimensions) {
    const text = dimension.column === undefined ? (dimension.fixed ?? "") : cellOf(mapper, row, dimension.column);
    if (isMissing(text, dimension.missing)) continue;
    const value = (lookUp(dimension.values, text) ?? text).slice(0, 200);
    if (dimension.field === "language") language = isLanguageTag(value) ? value.toLowerCase() : language;
    else context[dimension.field] = value;
  }
  return { context, language: language ?? detectedLanguage(mapper, answers) };
}

/** BCP 47, as far as files go: `uk`, `en-GB`. A language's name is mapped by the profile's values. */
function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(text);
}

function detectedLanguage(mapper: Mapper, answers: Answers): string | undefined {
  if (!mapper.profile.detectLanguage) return undefined;
  const texts = mapper.profile.comments.map(({ key }) => answers[key]);
  return languageOf(texts.filter((text) => typeof text === "string").join(" ")) ?? undefined;
}

function attributesIn(mapper: Mapper, row: TableRow): Record<string, string> {
  const entries = mapper.profile.attributes.flatMap(({ name, column, values, missing }) => {
    const text = cellOf(mapper, row, column);
    return isMissing(text, missing) ? [] : [[name, (lookUp(values, text) ?? text).slice(0, 500)] as const];
  });
  return Object.fromEntries(entries);
}

function personIn(mapper: Mapper, row: TableRow): { kind: IdentityKind; value: string } | undefined {
  const { person } = mapper.profile;
  const value = person === undefined ? "" : cellOf(mapper, row, person.column);
  return person === undefined || value === "" ? undefined : { kind: person.kind, value: value.slice(0, 254) };
}
