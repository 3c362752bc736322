import type { AnswerValue, AnswerValues, Definition, Question } from "#feature/surveys/contract";
import { scaleOf, visibleQuestions } from "#feature/surveys/runtime";

/** Answers that this survey takes, for an example: every question one would see, answered well. */
export function sampleAnswers(definition: Definition): AnswerValues {
  const answers: Record<string, AnswerValue> = {};
  for (const question of definition.pages.flatMap(({ questions }) => questions)) {
    const isSeen = visibleQuestions(definition, answers, {}).some(({ key }) => key === question.key);
    const value = isSeen ? sampleOf(question) : undefined;
    if (value !== undefined) answers[question.key] = value;
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

type Samples = {
  readonly [Kind in Question["kind"]]: (question: Extract<Question, { kind: Kind }>) => AnswerValue | undefined;
};

const nearTop = (question: Parameters<typeof scaleOf>[0]): number =>
  Math.max(scaleOf(question).from, scaleOf(question).to - 1);

const samples: Samples = {
  recommendation: nearTop,
  satisfaction: nearTop,
  effort: nearTop,
  rating: nearTop,
  single: ({ options }) => options[0]?.key,
  multiple: ({ options, max = 2 }) => options.slice(0, Math.min(2, max)).map(({ key }) => key),
  text: () => "…",
  matrix: ({ rows, columns }) => Object.fromEntries(rows.map(({ key }) => [key, columns.at(-1)?.key ?? ""])),
  ranking: ({ options }) => options.map(({ key }) => key),
  number: ({ min = 1 }) => min,
  date: ({ min = "2026-03-31" }) => min,
  consent: () => true,
  statement: () => undefined,
  expectation: (question) => ({ expectation: nearTop(question), result: scaleOf(question).to }),
};

function sampleOf(question: Question): AnswerValue | undefined {
  const sample = samples[question.kind] as (question: Question) => AnswerValue | undefined;
  return sample(question);
}
