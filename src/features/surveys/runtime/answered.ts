import type { FieldReader, Scalar } from "#kit/condition";

import type { AnswerValue, AnswerValues, Definition } from "../contract/definition.ts";

/** Context fields, hidden fields and the like: everything a survey may read besides its own answers. */
export type FieldValues = Readonly<Record<string, unknown>>;

type Page = Definition["pages"][number];

/** Whether the value is a real answer and not an empty text, list or table. */
export function isAnswered(value: unknown): value is AnswerValue {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** The answer under this key, never something inherited. */
export function answerOf(answers: AnswerValues, key: string): AnswerValue | undefined {
  if (typeof answers !== "object" || answers === null || !Object.hasOwn(answers, key)) return undefined;
  const value = answers[key];
  return isAnswered(value) ? value : undefined;
}

/**
 * What conditions and piping read by name: a question's key (several choices give a list, an expectation its gap),
 * `key.part` (a matrix row, `expectation`, `result`), else a field of the link or call. Answers win over fields.
 */
export function readerOf(answers: AnswerValues, fields: FieldValues): FieldReader {
  return (name) => {
    const own = answerOf(answers, name);
    if (own !== undefined) return comparable(own);
    const dot = name.indexOf(".");
    const part = dot < 0 ? undefined : partOf(answerOf(answers, name.slice(0, dot)), name.slice(dot + 1));
    return part ?? (Object.hasOwn(fields, name) ? plain(fields[name]) : undefined);
  };
}

/** Every question of the definition, in order. */
export function questionsOf(definition: Definition): readonly Page["questions"][number][] {
  return definition.pages.flatMap((page) => page.questions);
}

function comparable(value: AnswerValue): Scalar | readonly Scalar[] {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value;
  if (isPair(value)) return value.result - value.expectation;
  if ("chosen" in value && Array.isArray(value.chosen)) return [...value.chosen, "other"];
  if (Object.keys(value).length === 1 && "other" in value) return "other";
  return Object.values(value).map(String);
}

function partOf(value: AnswerValue | undefined, part: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, part))
    return undefined;
  return plain((value as Record<string, unknown>)[part]);
}

function isPair(value: object): value is { expectation: number; result: number } {
  return (
    "expectation" in value &&
    "result" in value &&
    typeof value.expectation === "number" &&
    typeof value.result === "number"
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== "object");
  return typeof value === "object" ? undefined : value;
}
