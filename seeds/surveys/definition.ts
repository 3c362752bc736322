import type { DefinitionInput } from "#feature/surveys/contract";

import type { LocalName } from "../model/problems.ts";
import { problemNames, problemsOf, type StreamKey } from "../model/problems.ts";

type Question = DefinitionInput["pages"][number]["questions"][number];

/** One text in the three languages of the surveys. */
export function words(en: string, ru: string, uk: string): LocalName & Record<string, string> {
  return { en, ru, uk };
}

/** A survey of one page for each question, with thanks. */
export function definition(title: LocalName & Record<string, string>, questions: readonly Question[]): DefinitionInput {
  return {
    languages: ["en", "ru", "uk"],
    defaultLanguage: "en",
    title,
    pages: [{ key: "questions", questions: [...questions] }],
    endings: [{ key: "thanks", title: words("Thank you!", "Спасибо!", "Дякуємо!") }],
  };
}

/** 0 to 10. */
export function recommendation(title: LocalName & Record<string, string>, employee = false): Question {
  return {
    kind: "recommendation",
    key: "score",
    required: true,
    employee,
    title,
    lowLabel: words("Not at all likely", "Совсем не вероятно", "Зовсім не ймовірно"),
    highLabel: words("Extremely likely", "Очень вероятно", "Дуже ймовірно"),
  };
}

/** One to five stars. */
export function stars(key: string, title: LocalName & Record<string, string>): Question {
  return { kind: "rating", key, title, steps: 5 };
}

/** What somebody ticks when the score is below 9: the problems that such a contact can have. */
export function reasons(stream: StreamKey): Question {
  const names = new Map(problemNames);
  const options = problemsOf(0).filter(({ prevalence }) => prevalence[stream] !== undefined);
  return {
    kind: "multiple",
    key: "reasons",
    title: words("What got in the way?", "Что помешало?", "Що завадило?"),
    condition: { field: "score", op: "lte", value: 8 },
    options: options.map(({ key }) => ({ key, label: { ...names.get(key) } as Record<string, string> })),
  };
}

/** Whether the matter was settled. */
export function resolved(): Question {
  return {
    kind: "single",
    key: "resolved",
    title: words("Is your matter settled?", "Ваш вопрос решён?", "Ваше питання вирішено?"),
    options: [
      { key: "yes", label: words("Yes", "Да", "Так") },
      { key: "partly", label: words("Partly", "Частично", "Частково") },
      { key: "no", label: words("No", "Нет", "Ні") },
    ],
  };
}

/** One's own words. */
export function comment(
  key = "comment",
  title = words("What should we know?", "Что нам стоит знать?", "Що нам варто знати?"),
): Question {
  return { kind: "text", key, title };
}
