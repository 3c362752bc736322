import type { Question } from "../contract/definition.ts";

/** Lowest and highest step of a scale, both included. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** Kinds of question that are answered with one step of a scale. */
export type ScaleQuestion = Extract<Question, { kind: "recommendation" | "satisfaction" | "effort" | "rating" }>;

/** Whether the question is answered with one step of a scale. */
export function isScaleQuestion(question: Question): question is ScaleQuestion {
  return ["recommendation", "satisfaction", "effort", "rating"].includes(question.kind);
}

/** The steps of a question: 0–10 for recommendation, otherwise by its definition. */
export function scaleOf(question: ScaleQuestion | Extract<Question, { kind: "expectation" }>): Scale {
  if (question.kind === "recommendation") return { from: 0, to: 10 };
  const from = question.kind === "rating" ? question.from : 1;
  return { from, to: from + question.steps - 1 };
}

/** Every step from low to high. */
export function stepsOf(scale: Scale): readonly number[] {
  return Array.from({ length: scale.to - scale.from + 1 }, (_, index) => scale.from + index);
}
