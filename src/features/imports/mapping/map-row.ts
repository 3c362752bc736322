import type { SubmissionInput } from "#feature/answers/contract";
import type { IdentityKind } from "#feature/people/contract";
import type { ContextField } from "#feature/surveys/contract";

import type { Profile } from "../contract.ts";
import type { TableRow } from "../reading/table.ts";
import { optionKey } from "./profile-definition.ts";
import { isMissing, readScore, toNumber, type ScoreMapping } from "./read-score.ts";
import { languageOf } from "./text-language.ts";
import { timeReader, type TimeReader } from "./time-format.ts";
import { instantOf } from "./zoned-time.ts";

/** What is wrong with one cell of a row. */
export interface CellProblem {
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params?: Record<string, unknown>;
}

/** What became of a row: a response to record, nothing to record, or problems that refuse it whole. */
export type MappedRow =
  | { readonly kind: "response"; readonly row: number; readonly submission: SubmissionInput }
  | { readonly kind: "skipped"; readonly row: number }
  | { readonly kind: "refused"; readonly row: number; readonly problems: readonly CellProblem[] };

/** A profile fitted to a file's columns, ready to map its rows. */
export interface Mapper {
  readonly profile: Profile;
  readonly positions: ReadonlyMap<string, number>;
  readonly columns: readonly string[];
  readonly readTime: TimeReader;
  /** Zone of times that name none: the profile's, else the organisation's. */
  readonly zone: string;
}

/** Fits a profile to the columns of a file; every column must have been located. */
export function createMapper(
  profile: Profile,
  file: { columns: readonly string[]; positions: ReadonlyMap<string, number> },
  zone: string,
): Mapper {
  const readTime = timeReader(profile.time?.format ?? "iso");
  return { profile, positions: file.positions, columns: file.columns, readTime, zone: profile.time?.zone ?? zone };
}

/** Maps one row. `id` tells it from every other row, in this file and in every later one. Pure. */
export function mapRow(mapper: Mapper, row: TableRow, id: string): MappedRow {
  if (row.problem) {
    const { code, column, value } = row.problem;
    return { kind: "refused", row: row.row, problems: [{ column: mapper.columns[column] ?? "", value, code }] };
  }
  const problems: CellProblem[] = [];
  const answers = { ...scoresIn(mapper, row, problems), ...commentsIn(mapper, row) };
  const answeredAt = timeIn(mapper, row, problems);
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
      timeZone: mapper.zone,
      ...(answeredAt === undefined ? {} : { answeredAt }),
      ...(language === undefined ? {} : { language }),
      ...(weight === undefined ? {} : { weight }),
      ...(person === undefined ? {} : { person }),
    },
  };
}

type Answers = SubmissionInput["answers"];

function cellOf(mapper: Mapper, row: TableRow, column: string): string {
  return (row.cells[mapper.positions.get(column) ?? -1] ?? "").trim();
}

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
  return texts.filter((text) => text !== "").map((text) => String(mapping.values[text] ?? text).slice(0, 200));
}

function commentsIn(mapper: Mapper, row: TableRow): Answers {
  const answers: Answers = {};
  for (const { key, column, missing } of mapper.profile.comments) {
    const text = cellOf(mapper, row, column);
    if (!isMissing(text, missing)) answers[key] = text.slice(0, 4000);
  }
  return answers;
}

function timeIn(mapper: Mapper, row: TableRow, problems: CellProblem[]): string | undefined {
  const { time, fixedTime } = mapper.profile;
  if (!time) return fixedTime;
  const cells = time.columns.map((column) => cellOf(mapper, row, column));
  const text = time.template === undefined ? cells.join(" ").trim() : fill(time.template, cells);
  const read = mapper.readTime(text);
  if (read.ok) return instantOf(read.value, mapper.zone);
  if (read.code === "time.empty" && fixedTime !== undefined) return fixedTime;
  problems.push({ column: time.columns[0] ?? "", value: text, code: read.code });
  return undefined;
}

/** `2017-05-{1}` with the cells of the time columns; empty when any of them is. */
function fill(template: string, cells: readonly string[]): string {
  return cells.includes("")
    ? ""
    : template.replaceAll(/\{(\d)\}/g, (_, index: string) => cells[Number(index) - 1] ?? "");
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
    const value = (dimension.values[text] ?? text).slice(0, 200);
    if (dimension.field === "language") language = value;
    else context[dimension.field] = value;
  }
  return { context, language: language ?? detectedLanguage(mapper, answers) };
}

function detectedLanguage(mapper: Mapper, answers: Answers): string | undefined {
  if (!mapper.profile.detectLanguage) return undefined;
  const text = mapper.profile.comments.map(({ key }) => answers[key] ?? "").join(" ");
  return languageOf(text) ?? undefined;
}

function attributesIn(mapper: Mapper, row: TableRow): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { name, column, values, missing } of mapper.profile.attributes) {
    const text = cellOf(mapper, row, column);
    if (!isMissing(text, missing)) attributes[name] = (values[text] ?? text).slice(0, 500);
  }
  return attributes;
}

function personIn(mapper: Mapper, row: TableRow): { kind: IdentityKind; value: string } | undefined {
  const { person } = mapper.profile;
  const value = person === undefined ? "" : cellOf(mapper, row, person.column);
  return person === undefined || value === "" ? undefined : { kind: person.kind, value: value.slice(0, 254) };
}
