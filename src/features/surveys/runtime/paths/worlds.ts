import { holds, type Comparison, type Scalar } from "#kit/condition";

import type { AnswerValue, Question } from "../../contract/definition.ts";
import { readerOf } from "../answered.ts";
import { isScaleQuestion, scaleOf, stepsOf } from "../scale.ts";
import { daysAround, numbersAround, stringsOf, subsetsOf } from "./candidates.ts";

/**
 * One way a question may be answered, as far as conditions can tell: what each comparison that reads it comes to.
 * Undefined: either, this world does not say.
 */
export interface World {
  readonly isAnswered: boolean;
  readonly truth: readonly (boolean | undefined)[];
}

/**
 * All the worlds of a question, by the comparisons that read it. Together they cover every answer that the runtime takes;
 * they may cover more. `isField`: a field of the link has the same name and is read when there is no answer.
 */
export function worldsOf(question: Question, comparisons: readonly Comparison[], isField: boolean): readonly World[] {
  const missing = { isAnswered: false, truth: comparisons.map((each) => (isField ? undefined : holdsFor(each, {}))) };
  if (question.kind === "statement") return [missing];
  if (question.kind === "text") return [missing, ...textWorlds(comparisons)];
  return distinct([missing, ...answeredWorlds(question, comparisons)]);
}

/** The worlds of a field that is no question: any text or none. */
export function fieldWorlds(comparisons: readonly Comparison[]): readonly World[] {
  const missing = { isAnswered: false, truth: comparisons.map((each) => holdsFor(each, {})) };
  return [missing, ...textWorlds(comparisons)];
}

/** Above so many candidates a question is answered by "anything". */
const mostCandidates = 2500;

function answeredWorlds(question: Question, comparisons: readonly Comparison[]): readonly World[] {
  const values = valuesOf(question, comparisons);
  if (values === undefined || values.length > mostCandidates)
    return [{ isAnswered: true, truth: comparisons.map(() => undefined) }];
  return values.map((value) => ({
    isAnswered: true,
    truth: comparisons.map((each) => (isVague(question, each) ? undefined : holdsFor(each, { [question.key]: value }))),
  }));
}

/** Comparisons that the chosen candidates cannot stand for. */
function isVague({ kind, key }: Question, { field, op }: Comparison): boolean {
  if (field === `${key}.other`) return true;
  if (kind === "matrix") return field === key;
  return (kind === "number" || kind === "date") && op === "contains";
}

/** Answers that between them tell apart all that the comparisons can; undefined: too many. */
function valuesOf(question: Question, comparisons: readonly Comparison[]): readonly AnswerValue[] | undefined {
  if (isScaleQuestion(question)) return stepsOf(scaleOf(question));
  const wanted = comparisons.flatMap(({ value }) => valuesIn(value));
  switch (question.kind) {
    case "consent":
      return [true, false];
    case "single":
      return [...question.options.map(({ key }) => key), ...(question.other ? [{ other: "x" }] : [])];
    case "multiple":
      return multipleValues(question, wanted);
    case "ranking":
      return subsetsOf(question.options, new Set(wanted.map(String)));
    case "matrix":
      return matrixValues(question, comparisons);
    case "number":
      return numbersAround(wanted, question);
    case "date":
      return daysAround(wanted, question);
    case "expectation":
      return pairs(stepsOf(scaleOf(question)));
    default:
      return undefined;
  }
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

function multipleValues(question: Of<"multiple">, wanted: readonly Scalar[]): readonly AnswerValue[] | undefined {
  const { options, max = Infinity, other } = question;
  const chosen = subsetsOf(options, new Set(wanted.map(String)));
  const isExclusive = (keys: readonly string[]) =>
    options.some((option) => option.exclusive === true && keys.includes(option.key));
  const listed = chosen?.filter((keys) => keys.length <= max && (keys.length < 2 || !isExclusive(keys)));
  if (listed === undefined || !other) return listed;
  const beside = listed.filter((keys) => keys.length < max && !isExclusive(keys));
  return [...listed, ...[[], ...beside].map((keys) => ({ chosen: keys, other: "x" }))];
}

/** Every filling of the rows that conditions read. */
function matrixValues(question: Of<"matrix">, comparisons: readonly Comparison[]): readonly AnswerValue[] | undefined {
  const read = question.rows.filter(({ key }) => comparisons.some(({ field }) => field === `${question.key}.${key}`));
  if ((question.columns.length + 1) ** read.length > mostCandidates) return undefined;
  return read.reduce<Record<string, string>[]>(
    (filled, row) =>
      filled.flatMap((one) => [one, ...question.columns.map((column) => ({ ...one, [row.key]: column.key }))]),
    [{}],
  );
}

function pairs(steps: readonly number[]): readonly AnswerValue[] {
  return steps.flatMap((expectation) => steps.map((result) => ({ expectation, result })));
}

/** Every text that is named, numbers around those that are named (written any way), and any other text. */
function textWorlds(comparisons: readonly Comparison[]): readonly World[] {
  const wanted = comparisons.flatMap(({ value }) => valuesIn(value));
  const exact = stringsOf(comparisons).map((text) => comparisons.map((each) => holdsAt(each, text)));
  const numbers = numbersAround(wanted, {}).map((number) =>
    comparisons.map((each) => unequal(each) ?? (isOfText(each) ? undefined : holdsAt(each, number))),
  );
  const other = comparisons.map((each) => unequal(each) ?? (isOfNumbers(each) ? false : undefined));
  return distinct([...exact, ...numbers, other].map((truth) => ({ isAnswered: true, truth })));
}

/** What a comparison comes to for a text that equals none of those named; undefined where that does not say. */
function unequal({ op }: Comparison): boolean | undefined {
  if (op === "eq" || op === "in" || op === "empty") return false;
  return op === "ne" || op === "nin" || op === "answered" ? true : undefined;
}

/** Whether a number written as text may be compared letter by letter. */
function isOfText({ op, value }: Comparison): boolean {
  return op === "contains" || valuesIn(value).some((each) => typeof each === "string" && Number.isNaN(Number(each)));
}

function isOfNumbers({ op, value }: Comparison): boolean {
  return op !== "contains" && valuesIn(value).every((each) => typeof each === "number");
}

function holdsAt(comparison: Comparison, value: string | number): boolean {
  return holds(comparison, () => value);
}

function holdsFor(comparison: Comparison, answers: Readonly<Record<string, AnswerValue>>): boolean {
  return holds(comparison, readerOf(answers, {}));
}

/** The values a comparison names, as a list. */
export function valuesIn(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
}

function distinct(worlds: readonly World[]): readonly World[] {
  const byTruth = new Map(worlds.map((world) => [`${world.isAnswered}${world.truth.join()}`, world]));
  return [...byTruth.values()];
}
