import type { Measure, MeasureKind } from "#feature/facts/contract";
import type { Overview } from "#feature/insight/contract";
import type { Definition, Question } from "#feature/surveys/contract";

/** One measure of an overview. */
export type Item = Overview["items"][number];

/** A question that is counted rather than averaged. */
export interface Counted {
  readonly measure: Measure;
}

const kindsOf: Readonly<Record<MeasureKind, (question: Question) => boolean>> = {
  nps: (question) => question.kind === "recommendation" && !question.employee,
  enps: (question) => question.kind === "recommendation" && question.employee,
  csat: ({ kind }) => kind === "satisfaction",
  ces: ({ kind }) => kind === "effort",
  rating: ({ kind }) => kind === "rating" || kind === "matrix" || kind === "ranking",
  gap: ({ kind }) => kind === "expectation",
  number: ({ kind }) => kind === "number",
  choice: ({ kind }) => kind === "single" || kind === "multiple",
  text: ({ kind }) => kind === "text",
};

/** The question a measure of this survey is made of; undefined when it is made of several. */
export function questionOfMeasure(
  measure: Pick<Measure, "kind" | "question">,
  definition: Definition,
): Question | undefined {
  const questions = definition.pages.flatMap((page) => page.questions);
  const key = measure.question?.split(".")[0];
  if (key !== undefined) return questions.find((question) => question.key === key);
  const alike = questions.filter(kindsOf[measure.kind]);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Measures in the order in which the survey asks; what it no longer asks comes last. */
export function inSurveyOrder<Any extends { readonly measure: Measure }>(
  items: readonly Any[],
  definition: Definition,
): readonly Any[] {
  const questions = definition.pages.flatMap((page) => page.questions);
  const placeOf = ({ measure }: Any): number => {
    const question = questionOfMeasure(measure, definition) ?? questions.find(kindsOf[measure.kind]);
    const at = question === undefined ? -1 : questions.indexOf(question);
    return at === -1 ? questions.length : at;
  };
  return items.toSorted((one, other) => placeOf(one) - placeOf(other));
}
