import type { AnswerValue, AnswerValues, Definition } from "#feature/surveys/contract";
import { questionsOf } from "#feature/surveys/runtime";

/** The answers without anything a person wrote: free texts and the words beside "other" go, scores and choices stay. */
export function withoutTexts(definition: Definition, answers: AnswerValues): AnswerValues {
  const kept: Record<string, AnswerValue> = {};
  for (const { key, kind } of questionsOf(definition)) {
    const value = answers[key];
    if (value === undefined || kind === "text" || kind === "date") continue;
    kept[key] = kind === "single" || kind === "multiple" ? withoutOther(value) : value;
  }
  return kept;
}

function withoutOther(value: AnswerValue): AnswerValue {
  if (typeof value !== "object" || Array.isArray(value) || !("other" in value)) return value;
  return { ...value, other: "" };
}
