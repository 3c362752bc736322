import { fieldsOf } from "#kit/condition";

import type { Definition, Question } from "../contract/definition.ts";
import type { Programme } from "../contract/survey.ts";
import { questionsOf } from "./answered.ts";
import { contrastOf, leastContrast } from "./contrast.ts";
import { missingTexts, textsOf } from "./languages.ts";
import { pipedNames } from "./pipe.ts";
import { isScaleQuestion, scaleOf } from "./scale.ts";

/** Something worth a thought before publishing; nothing of it but `low_contrast` forbids to publish. */
export interface Warning {
  readonly code: /** R41: `{count, most}` questions that everybody is asked. */
    | "too_many_questions"
    | "no_open_question"
    /** `{scales}`: ratings of one kind on scales of different length, such as `1–5, 1–7`. */
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
  return [
    ...contrastWarnings(definition),
    ...countWarnings(definition),
    ...openWarnings(definition),
    ...scaleWarnings(definition),
    ...lengthWarnings(definition, programme),
    ...translationWarnings(definition),
    ...requiredTextWarnings(definition),
    ...unusedWarnings(definition),
  ];
}

/** Minutes that answering takes everybody, roughly: seconds by kind of question, 220 words a minute for what is read. */
export function estimatedMinutes(definition: Definition): number {
  const asked = askedOfAll(definition).reduce((sum, question) => sum + secondsOf(question), 0);
  const words = textsOf(definition).reduce(
    (sum, { text }) => sum + (text[definition.defaultLanguage] ?? "").split(/\s+/).filter(Boolean).length,
    0,
  );
  return (asked + (words / 220) * 60) / 60;
}

/** R41: so many questions are asked of everybody; the rest follows from answers. */
const mostQuestions = 2;

/** From how many minutes on people leave; employees stay longer than customers after a call. */
const mostMinutes: Readonly<Record<Programme, number>> = {
  transactional: 2,
  review: 3,
  relational: 4,
  product: 5,
  competitor: 8,
  employee: 10,
};

const seconds: Readonly<Record<Question["kind"], number>> = {
  recommendation: 7,
  satisfaction: 6,
  effort: 6,
  rating: 6,
  single: 8,
  multiple: 12,
  text: 30,
  matrix: 0,
  ranking: 20,
  number: 8,
  date: 8,
  consent: 5,
  statement: 3,
  expectation: 12,
};

function secondsOf(question: Question): number {
  return question.kind === "matrix" ? 5 * question.rows.length : seconds[question.kind];
}

/** Questions without a condition of their own or of their page. */
function askedOfAll({ pages }: Definition): readonly Question[] {
  return pages
    .filter(({ condition }) => condition === undefined)
    .flatMap(({ questions }) => questions.filter(({ condition }) => condition === undefined));
}

function contrastWarnings({ theme }: Definition): Warning[] {
  if (theme?.text === undefined) return [];
  const ratio = contrastOf(theme.text, theme.background ?? "#ffffff");
  if (ratio >= leastContrast) return [];
  return [{ code: "low_contrast", key: null, params: { ratio: Math.floor(ratio * 10) / 10, least: leastContrast } }];
}

function countWarnings(definition: Definition): Warning[] {
  const count = askedOfAll(definition).filter(({ kind }) => kind !== "statement" && kind !== "consent").length;
  return count > mostQuestions
    ? [{ code: "too_many_questions", key: null, params: { count, most: mostQuestions } }]
    : [];
}

function openWarnings(definition: Definition): Warning[] {
  const hasOpen = questionsOf(definition).some(({ kind }) => kind === "text");
  return hasOpen ? [] : [{ code: "no_open_question", key: null, params: {} }];
}

/** Recommendation has its own scale by nature; what asks for satisfaction or a rating should ask on one. */
function scaleWarnings(definition: Definition): Warning[] {
  const scales = questionsOf(definition)
    .filter((question) => isScaleQuestion(question))
    .filter(({ kind }) => kind !== "recommendation" && kind !== "effort")
    .map(scaleOf);
  const different = [...new Set(scales.map(({ from, to }) => `${from}–${to}`))].toSorted();
  return different.length > 1 ? [{ code: "mixed_scales", key: null, params: { scales: different.join(", ") } }] : [];
}

function lengthWarnings(definition: Definition, programme: Programme): Warning[] {
  const most = mostMinutes[programme];
  const minutes = Math.ceil(estimatedMinutes(definition));
  return minutes > most ? [{ code: "too_long", key: null, params: { minutes, most } }] : [];
}

function translationWarnings(definition: Definition): Warning[] {
  return definition.languages.flatMap((language): Warning[] => {
    const count = missingTexts(definition, language).length;
    return count === 0 ? [] : [{ code: "missing_translation", key: null, params: { language, count } }];
  });
}

function requiredTextWarnings(definition: Definition): Warning[] {
  return questionsOf(definition)
    .filter(({ kind, required }) => kind === "text" && required)
    .map(({ key }) => ({ code: "required_text", key, params: {} }));
}

/** A date is neither scored nor counted; it is of use only where something reads it. */
function unusedWarnings(definition: Definition): Warning[] {
  const dates = questionsOf(definition).filter(({ kind }) => kind === "date");
  if (dates.length === 0) return [];
  const conditions = [...definition.pages, ...questionsOf(definition), ...definition.endings].map(
    ({ condition }) => condition,
  );
  const read = new Set([
    ...conditions.flatMap((condition) => (condition === undefined ? [] : fieldsOf(condition))),
    ...textsOf(definition).flatMap(({ text }) => Object.values(text).flatMap(pipedNames)),
  ]);
  return dates.filter(({ key }) => !read.has(key)).map(({ key }) => ({ code: "unused_answer", key, params: {} }));
}
