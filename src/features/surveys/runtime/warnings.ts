import type { Definition } from "../contract/definition.ts";
import type { Programme } from "../contract/survey.ts";

/** Something worth a thought before publishing; nothing of it forbids to publish. */
export interface Warning {
  readonly code: /** R41: `{count, most}` questions that everybody is asked. */
    | "too_many_questions"
    | "no_open_question"
    /** `{scales}`: ratings on scales of different length, such as `5, 7`. */
    | "mixed_scales"
    /** `{minutes, most}` */
    | "too_long"
    /** `{language, count}` */
    | "missing_translation"
    /** An open question that must be answered. */
    | "required_text"
    /** `{ratio, least}`: text on the background cannot be read well. */
    | "low_contrast"
    /** What is answered here is neither counted nor read by any condition or text. */
    | "unused_answer";
  /** Key of the question it is about; null is about the whole survey. */
  readonly key: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What speaks against a definition that could be published, in order of weight. Never throws. */
export function warningsOf(definition: Definition, programme: Programme): readonly Warning[] {
  return [...countWarnings(definition, programme)];
}

function countWarnings(definition: Definition, _: Programme): Warning[] {
  const top = definition.pages
    .filter(({ condition }) => condition === undefined)
    .flatMap(({ questions }) => questions)
    .filter(({ condition, kind }) => condition === undefined && kind !== "statement" && kind !== "consent").length;
  return top > mostQuestions
    ? [{ code: "too_many_questions", key: null, params: { count: top, most: mostQuestions } }]
    : [];
}

/** R41: so many questions are asked of everybody; the rest follows from answers. */
const mostQuestions = 2;
