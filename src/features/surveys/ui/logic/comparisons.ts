import type { Definition, Question } from "#feature/surveys/contract";
import { isScaleQuestion, scaleOf, stepsOf } from "#feature/surveys/runtime";
import type { Comparison, ComparisonOperator, Condition, Scalar } from "#kit/condition";

import { rootOf } from "../builder/structure.ts";

/** What a field of a condition holds, so that the right values are offered. */
export type FieldKind =
  | { readonly kind: "steps"; readonly steps: readonly number[] }
  | { readonly kind: "options"; readonly options: readonly Option[]; readonly isList: boolean }
  | { readonly kind: "number" | "date" | "text" | "yes" };

interface Option {
  readonly key: string;
  readonly label: Readonly<Record<string, string>>;
}

/** A field that a condition may read: a question asked before, a part of one, or something the link carries. */
export interface ReadableField {
  readonly field: string;
  readonly question: Question | undefined;
  /** Label of the row or the half that is read, of a question that has several. */
  readonly part: Readonly<Record<string, string>> | undefined;
}

/** Where a condition stands: the questions before it are its to read. An ending comes after all of them. */
export type ConditionOwner = { readonly page: number; readonly index: number } | "ending";

/** Fields the link or the call may fill and every condition may read. */
const carried = [
  "language",
  "channel",
  "device",
  "unit",
  "employee",
  "function",
  "product",
  "touchpoint",
  "journey",
  "stage",
  "account",
  "partner",
  "brand",
  "segment",
] as const;

/** Every field that a condition at this place may read, questions first. */
export function readableFields(definition: Definition, owner: ConditionOwner): readonly ReadableField[] {
  const before = definition.pages.flatMap(({ questions }, page) =>
    questions.filter(
      (_, index) => owner === "ending" || page < owner.page || (page === owner.page && index < owner.index),
    ),
  );
  const others = [...definition.hiddenFields, ...carried].map((field) => ({
    field,
    question: undefined,
    part: undefined,
  }));
  return [...before.flatMap(fieldsOfQuestion), ...others];
}

/** What a field holds: the steps of its scale, its options, a number, a date, a yes, or text. */
export function kindOfField(definition: Definition, field: string): FieldKind {
  const question = definition.pages.flatMap(({ questions }) => questions).find(({ key }) => key === rootOf(field));
  if (field === "language") return { kind: "options", options: definition.languages.map(asOption), isList: false };
  if (question === undefined) return { kind: "text" };
  if ("options" in question) {
    return { kind: "options", options: withOther(question), isList: question.kind !== "single" };
  }
  if (isScaleQuestion(question)) return { kind: "steps", steps: stepsOf(scaleOf(question)) };
  switch (question.kind) {
    case "matrix":
      return { kind: "options", options: question.columns, isList: field === question.key };
    case "expectation":
      return field === question.key ? { kind: "number" } : { kind: "steps", steps: stepsOf(scaleOf(question)) };
    case "number":
    case "date":
      return { kind: question.kind };
    case "consent":
      return { kind: "yes" };
    default:
      return { kind: "text" };
  }
}

/** The ways to compare that make sense for what a field holds. */
export function operatorsFor({ kind }: FieldKind): readonly ComparisonOperator[] {
  switch (kind) {
    case "steps":
    case "number":
    case "date":
      return ["between", "lte", "gte", "eq", "ne", "answered", "empty"];
    case "options":
      return ["in", "nin", "answered", "empty"];
    case "yes":
      return ["eq", "empty"];
    case "text":
      return ["in", "nin", "contains", "answered", "empty"];
  }
}

/** A comparison to begin with for a field: it says something sensible and can be changed. */
export function startingComparison(definition: Definition, field: string): Comparison {
  const kind = kindOfField(definition, field);
  return withOperator({ field, op: operatorsFor(kind)[0] ?? "answered" }, operatorsFor(kind)[0] ?? "answered", kind);
}

/** The comparison with another operator; its values are kept where they still fit. */
export function withOperator({ field, value }: Comparison, op: ComparisonOperator, kind: FieldKind): Comparison {
  if (op === "answered" || op === "empty") return { field, op };
  const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
  if (op === "in" || op === "nin") return { field, op, value: values };
  const [low, high] = endsOf(kind);
  if (op === "between") return { field, op, value: [values[0] ?? low, values[1] ?? values[0] ?? high] };
  return { field, op, value: values[0] ?? low };
}

/** Whether a comparison still waits for its value. */
export function isUnfinished({ op, value }: Comparison): boolean {
  if (op === "answered" || op === "empty") return false;
  if (value === undefined || value === "") return true;
  return Array.isArray(value) && (value.length === 0 || value.includes(""));
}

/** The condition without groups that hold nothing or one thing only; undefined when nothing is left. */
export function simplified(condition: Condition): Condition | undefined {
  if ("not" in condition) {
    const inner = simplified(condition.not);
    return inner === undefined ? undefined : { not: inner };
  }
  if (!("all" in condition || "any" in condition)) return condition;
  const parts = ("all" in condition ? condition.all : condition.any).flatMap((part) => simplified(part) ?? []);
  if (parts.length < 2) return parts[0];
  return "all" in condition ? { all: parts } : { any: parts };
}

function fieldsOfQuestion(question: Question): readonly ReadableField[] {
  const { key } = question;
  const whole = { field: key, question, part: undefined };
  if (question.kind === "statement") return [];
  if (question.kind === "matrix")
    return [whole, ...question.rows.map((row) => ({ field: `${key}.${row.key}`, question, part: row.label }))];
  if (question.kind !== "expectation") return [whole];
  return [
    whole,
    { field: `${key}.expectation`, question, part: question.expectationLabel },
    { field: `${key}.result`, question, part: question.resultLabel },
  ];
}

function withOther(question: Extract<Question, { kind: "single" | "multiple" | "ranking" }>): readonly Option[] {
  return "other" in question && question.other ? [...question.options, asOption("other")] : question.options;
}

function asOption(key: string): Option {
  return { key, label: {} };
}

function endsOf(kind: FieldKind): readonly [Scalar, Scalar] {
  if (kind.kind === "steps") {
    const [low, high] = [kind.steps[0] ?? 0, kind.steps.at(-1) ?? 10];
    return [low, Math.floor((low + high) / 2)];
  }
  if (kind.kind === "yes") return [true, true];
  return kind.kind === "number" ? [0, 10] : ["", ""];
}
