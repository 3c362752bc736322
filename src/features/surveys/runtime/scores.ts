import type { AnswerValue, AnswerValues, Definition, Question } from "../contract/definition.ts";
import { answerOf, questionsOf } from "./answered.ts";
import { scaleOf, type Scale, type ScaleQuestion } from "./scale.ts";

/** What kind of measure an answer counts for; the same words as the measures of the facts. */
export type ScoredKind = "nps" | "enps" | "csat" | "ces" | "rating" | "gap" | "number" | "choice" | "text";

/** One answer as it counts: a number on a scale, a choice or a text. */
export interface ScoredAnswer {
  /** The question's key; `key.row` for a row of a matrix and `key.option` for the rank of an option. */
  readonly question: string;
  readonly kind: ScoredKind;
  /** On the question's own scale; a gap is result − expectation; null for choices and texts. */
  readonly score: number | null;
  readonly text?: string;
  /** Key of the chosen option, `other`, or `yes`/`no` for a consent. Several choices give one scored answer each. */
  readonly choice?: string;
  readonly expectation?: number;
  readonly result?: number;
  /** Of the scale the respondent saw; null where there is none. For a gap: the scale of both ratings. */
  readonly scale: Scale | null;
  readonly direction: "high-good" | "low-good";
  /** Dimensions fixed by the question itself. */
  readonly about: About;
}

/** Which touchpoint, product, stage or brand a question asks about. */
export interface About {
  readonly touchpoint?: string | undefined;
  readonly product?: string | undefined;
  readonly stage?: string | undefined;
  readonly brand?: string | undefined;
}

/** Everything in these answers that counts, in the survey's order. Expects answers that `checkAnswers` kept. Never throws. */
export function scoresOf(definition: Definition, answers: AnswerValues): readonly ScoredAnswer[] {
  return questionsOf(definition).flatMap((question) => {
    const value = answerOf(answers, question.key);
    return value === undefined ? [] : scoresOfAnswer(question, value);
  });
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

function scoresOfAnswer(question: Question, value: AnswerValue): readonly ScoredAnswer[] {
  const score = scorers[question.kind] as (question: Question, value: AnswerValue) => readonly ScoredAnswer[];
  return score(question, value);
}

const scorers: {
  readonly [Kind in Question["kind"]]: (question: Of<Kind>, value: AnswerValue) => readonly ScoredAnswer[];
} = {
  recommendation: stepScore,
  satisfaction: stepScore,
  effort: stepScore,
  rating: stepScore,
  single: choiceScores,
  multiple: choiceScores,
  text: (question, value) => (typeof value === "string" ? [{ ...plain(question), kind: "text", text: value }] : []),
  matrix: matrixScores,
  ranking: rankScores,
  number: numberScore,
  date: () => [],
  consent: (question, value) =>
    typeof value === "boolean" ? [{ ...plain(question), kind: "choice", choice: value ? "yes" : "no" }] : [],
  statement: () => [],
  expectation: gapScore,
};

function plain(question: Question) {
  return {
    question: question.key,
    score: null,
    scale: null,
    direction: "high-good",
    about: question.about ?? {},
  } as const;
}

function stepScore(question: ScaleQuestion, score: AnswerValue): readonly ScoredAnswer[] {
  if (typeof score !== "number") return [];
  const direction = question.kind === "effort" ? question.direction : "high-good";
  return [{ ...plain(question), kind: kindOf(question), score, scale: scaleOf(question), direction }];
}

function kindOf(question: ScaleQuestion): ScoredKind {
  if (question.kind === "recommendation") return question.employee ? "enps" : "nps";
  if (question.kind === "satisfaction") return "csat";
  return question.kind === "effort" ? "ces" : "rating";
}

function choiceScores(question: Question, value: AnswerValue): readonly ScoredAnswer[] {
  return choicesOf(value).map(({ choice, text }) => ({ ...plain(question), kind: "choice", choice, ...text }));
}

function choicesOf(value: AnswerValue): readonly { choice: string; text: { text?: string } }[] {
  if (typeof value === "string") return [{ choice: value, text: {} }];
  if (Array.isArray(value)) return value.map((choice) => ({ choice, text: {} }));
  if (typeof value !== "object") return [];
  const { chosen, other } = value as { chosen?: unknown; other?: unknown };
  const listed = Array.isArray(chosen) ? chosen.map((choice) => ({ choice: String(choice), text: {} })) : [];
  return typeof other === "string"
    ? [...listed, { choice: "other", text: other === "" ? {} : { text: other } }]
    : listed;
}

function matrixScores(question: Of<"matrix">, value: AnswerValue): readonly ScoredAnswer[] {
  if (typeof value !== "object" || Array.isArray(value)) return [];
  const given = value as Readonly<Record<string, unknown>>;
  return question.rows.flatMap((row): ScoredAnswer[] => {
    const column = question.columns.findIndex(({ key }) => Object.hasOwn(given, row.key) && key === given[row.key]);
    const chosen = question.columns[column];
    if (chosen === undefined) return [];
    const base = { ...plain(question), question: `${question.key}.${row.key}` };
    if (!question.scored) return [{ ...base, kind: "choice", choice: chosen.key }];
    return [{ ...base, kind: "rating", score: column + 1, scale: { from: 1, to: question.columns.length } }];
  });
}

/** Rank 1 is the best, so low is good. */
function rankScores(question: Of<"ranking">, value: AnswerValue): readonly ScoredAnswer[] {
  if (!Array.isArray(value)) return [];
  return value.map((option, index) => ({
    ...plain(question),
    question: `${question.key}.${option}`,
    kind: "number",
    score: index + 1,
    scale: { from: 1, to: question.options.length },
    direction: "low-good",
  }));
}

function numberScore(question: Of<"number">, score: AnswerValue): readonly ScoredAnswer[] {
  if (typeof score !== "number") return [];
  const { min, max } = question;
  const scale = min === undefined || max === undefined ? null : { from: min, to: max };
  return [{ ...plain(question), kind: "number", score, scale }];
}

function gapScore(question: Of<"expectation">, value: AnswerValue): readonly ScoredAnswer[] {
  if (typeof value !== "object" || Array.isArray(value)) return [];
  const { expectation, result } = value as { expectation?: unknown; result?: unknown };
  if (typeof expectation !== "number" || typeof result !== "number") return [];
  const score = result - expectation;
  return [{ ...plain(question), kind: "gap", score, expectation, result, scale: scaleOf(question) }];
}
