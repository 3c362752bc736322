import type { AnswerValue, AnswerValues, Definition, Question } from "#feature/surveys/contract";
import { scaleOf, visibleQuestions } from "#feature/surveys/runtime";

/** Answers that this survey takes, for an example: every question one would see, answered well. */
export function sampleAnswers(definition: Definition): AnswerValues {
  let answers: AnswerValues = {};
  for (const question of definition.pages.flatMap(({ questions }) => questions)) {
    const isSeen = visibleQuestions(definition, answers, {}).some(({ key }) => key === question.key);
    const value = isSeen ? sampleOf(question) : undefined;
    if (value !== undefined) answers = { ...answers, [question.key]: value };
  }
  return answers;
}

/** A request that records one answer by the API, ready for a shell. */
export function curlExample(origin: string, slug: string, definition: Definition): string {
  const body = {
    survey: slug,
    id: "order-10042",
    answers: sampleAnswers(definition),
    context: { channel: "app", unit: "K1" },
    language: definition.defaultLanguage,
  };
  const json = JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl ${origin}/api/v1/answers \\`,
    `  -H "Authorization: Bearer $HOLOS_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${json}'`,
  ].join("\n");
}

function sampleOf(question: Question): AnswerValue | undefined {
  switch (question.kind) {
    case "recommendation":
    case "satisfaction":
    case "effort":
    case "rating":
      return Math.max(scaleOf(question).from, scaleOf(question).to - 1);
    case "single":
      return question.options[0]?.key;
    case "multiple":
      return question.options.slice(0, Math.min(2, question.max ?? 2)).map(({ key }) => key);
    case "text":
      return "…";
    case "matrix":
      return Object.fromEntries(question.rows.map(({ key }) => [key, question.columns.at(-1)?.key ?? ""]));
    case "ranking":
      return question.options.map(({ key }) => key);
    case "number":
      return question.min ?? 1;
    case "date":
      return question.min ?? "2026-03-31";
    case "consent":
      return true;
    case "statement":
      return undefined;
    case "expectation":
      return { expectation: scaleOf(question).to - 1, result: scaleOf(question).to };
  }
}
