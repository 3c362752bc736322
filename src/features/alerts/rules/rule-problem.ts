import { timeSteps } from "#feature/facts/contract";
import { fieldsOf } from "#kit/condition";

import type { Rule } from "../contract.ts";

/** Why a rule cannot be watched; null when it can. */
export function ruleProblem(rule: Rule): { readonly code: string; readonly params: Record<string, unknown> } | null {
  if (rule.kind === "target") return null;
  if (rule.kind === "answer") {
    const code = answerProblem(rule);
    return code === null ? null : { code, params: {} };
  }
  if (rule.kind === "focus") return focusProblem(rule);
  const isOfTime = (timeSteps as readonly string[]).includes(rule.by ?? "");
  const isOfAnswer = rule.by === "score" || rule.by === "group";
  return rule.by !== null && (isOfTime || isOfAnswer)
    ? { code: "alerts.no_breakdown", params: { dimension: rule.by } }
    : null;
}

/** A map is drawn of how high and how low people scored, of people who may be looked at. */
function focusProblem({ measure }: Extract<Rule, { kind: "focus" }>): ReturnType<typeof ruleProblem> {
  if (measure === "every") return null;
  const [kind = "", programme] = measure.split(":");
  if (programme === "employee") return { code: "alerts.protected", params: {} };
  return ["nps", "csat", "ces", "rating"].includes(kind) ? null : { code: "alerts.not_countable", params: { measure } };
}

function answerProblem({ measure, where, words }: Extract<Rule, { kind: "answer" }>): string | null {
  if (words.length === 0 && where === undefined) return "alerts.nothing_to_find";
  if (measure?.split(":")[1] === "employee") return "alerts.protected";
  const fields = where === undefined ? [] : fieldsOf(where);
  const isScored = fields.includes("score") || fields.includes("group");
  return measure === null && isScored ? "alerts.score_needs_measure" : null;
}
