import type { AnswerValues, Definition } from "../contract/definition.ts";
import { answerOf, questionsOf, readerOf, type FieldValues } from "./answered.ts";
import { displayValue } from "./display.ts";

/** In which survey and language piped answers are put into words; without it keys and numbers stand as they are. */
export interface PipeWording {
  readonly definition: Definition;
  readonly language: string;
}

/**
 * Fills `{{key}}` and `{{key|words if there is none}}` with an earlier answer or a field of the link.
 * Escapes nothing: the renderer escapes the whole text for where it is shown. What is filled in is never piped again.
 */
export function pipe(text: string, answers: AnswerValues, fields: FieldValues, wording?: PipeWording): string {
  if (!text.includes("{{")) return text;
  const read = readerOf(answers, fields);
  return text.replace(holes, (_, name: string, otherwise: string | undefined) => {
    const value = worded(name, answers, wording) ?? plainText(read(name));
    return value === "" ? (otherwise?.trim() ?? "") : value;
  });
}

/** The names a text pipes, in order. */
export function pipedNames(text: string): readonly string[] {
  return [...text.matchAll(holes)].map((match) => match[1] ?? "");
}

const holes = /\{\{\s*([a-z][a-z0-9_.]*)\s*(?:\|([^{}]*))?\}\}/g;

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(", ");
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function worded(name: string, answers: AnswerValues, wording: PipeWording | undefined): string | undefined {
  if (wording === undefined) return undefined;
  const value = answerOf(answers, name);
  const question = questionsOf(wording.definition).find((candidate) => candidate.key === name);
  return value === undefined || question === undefined ? undefined : displayValue(question, value, wording.language);
}
