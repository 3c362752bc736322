import type { Comparison, Condition, Scalar } from "#kit/condition";

import type { Definition, Question } from "../contract/definition.ts";
import { questionsOf } from "./answered.ts";

/** A condition in parts that can be put into words in any language. `none` is a negated part: it must not hold. */
export type Sentence =
  | { readonly kind: "all" | "any"; readonly parts: readonly Sentence[] }
  | { readonly kind: "none"; readonly part: Sentence }
  | SentenceComparison;

/** One comparison of a sentence. */
export interface SentenceComparison {
  readonly kind: "comparison";
  /** The name as the condition has it. */
  readonly field: string;
  /** Key of the question it reads; null for a context field, a hidden field and what no longer exists. */
  readonly question: string | null;
  /** What of the answer: a matrix row's key, `expectation`, `result`, `other`. */
  readonly part: string | null;
  readonly op: Comparison["op"];
  /** `label` is set where the value is an option, column or row of the question. */
  readonly values: readonly { readonly value: Scalar; readonly label: Readonly<Record<string, string>> | null }[];
}

/** The condition in parts, with the question and the labels of the options that it names. Never throws. */
export function sentenceOf(condition: Condition, definition: Definition): Sentence {
  const questions = new Map(questionsOf(definition).map((question) => [question.key, question]));
  return sentence(condition, questions);
}

function sentence(condition: Condition, questions: ReadonlyMap<string, Question>): Sentence {
  if ("all" in condition) return { kind: "all", parts: condition.all.map((part) => sentence(part, questions)) };
  if ("any" in condition) return { kind: "any", parts: condition.any.map((part) => sentence(part, questions)) };
  if ("not" in condition) return { kind: "none", part: sentence(condition.not, questions) };
  return comparison(condition, questions);
}

function comparison({ field, op, value }: Comparison, questions: ReadonlyMap<string, Question>): SentenceComparison {
  const dot = field.indexOf(".");
  const question = questions.get(dot < 0 ? field : field.slice(0, dot));
  const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
  const labels = labelsOf(question);
  return {
    kind: "comparison",
    field,
    question: question?.key ?? null,
    part: question === undefined || dot < 0 ? null : field.slice(dot + 1),
    op,
    values: values.map((each) => ({ value: each, label: labels.get(String(each)) ?? null })),
  };
}

function labelsOf(question: Question | undefined): ReadonlyMap<string, Readonly<Record<string, string>>> {
  if (question === undefined) return new Map();
  const listed = question.kind === "matrix" ? question.columns : "options" in question ? question.options : [];
  return new Map(listed.map(({ key, label }) => [key, label]));
}
