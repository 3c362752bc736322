import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Programme, type Survey } from "#feature/surveys/contract";
import type { Stores } from "#platform/stores";

import type { Asker } from "./actions/sums.ts";

/** The questions that tests of the facts ask: one of each way to count. */
export const sampleQuestions: DefinitionInput["pages"][number]["questions"] = [
  { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } },
  { kind: "satisfaction", key: "csat", title: { en: "How satisfied are you?" } },
  { kind: "effort", key: "effort", title: { en: "It was easy." } },
  { kind: "rating", key: "food", title: { en: "The food" }, about: { touchpoint: "canteen" } },
  {
    kind: "expectation",
    key: "wait",
    title: { en: "Waiting" },
    expectationLabel: { en: "Expected" },
    resultLabel: { en: "Was" },
  },
  { kind: "number", key: "visits", title: { en: "How many visits?" }, min: 0, max: 1000 },
  { kind: "multiple", key: "reasons", title: { en: "Why?" }, options: ["price", "staff", "place"].map(option) },
  { kind: "text", key: "why", title: { en: "In your words" } },
];

/** Publishes a survey with these questions for tests. */
export async function publishSample(
  asker: Asker,
  name: string,
  how: { readonly programme?: Programme; readonly anonymous?: boolean } = {},
): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions: sampleQuestions }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const { programme = "relational", anonymous = false } = how;
  const made = await createSurvey(asker, { name, definition, anonymous, programme });
  return publishSurvey(asker, made.id);
}

/** Records responses for tests; throws when one of them is refused. Answers their ids. */
export async function recordSample(
  stores: Stores,
  viewer: Asker["viewer"],
  submissions: readonly SubmissionInput[],
): Promise<string[]> {
  const recorded = await recordResponses(
    { stores, viewer },
    submissions.map((submission) => submissionSchema.parse(submission)),
    { source: "api" },
  );
  return recorded.map((one) => {
    if (!one.ok) throw new Error(`${one.code}: ${JSON.stringify(one.problems)}`);
    return one.receipt.id;
  });
}

function option(key: string) {
  return { key, label: { en: key } };
}
