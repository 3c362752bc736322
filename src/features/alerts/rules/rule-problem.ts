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
  const isOfTime = (timeSteps as readonly string[]).includes(rule.by ?? "");
  const isOfAnswer = rule.by === "score" || rule.by === "group";
  return rule.by !== null && (isOfTime || isOfAnswer)
    ? { code: "alerts.no_breakdown", params: { dimension: rule.by } }
    : null;
}

function answerProblem({ measure, where, words }: Extract<Rule, { kind: "answer" }>): string | null {
  if (words.length === 0 && where === undefined) return "alerts.nothing_to_find";
  if (measure?.split(":")[1] === "employee") return "alerts.protected";
  const fields = where === undefined ? [] : fieldsOf(where);
  const isScored = fields.includes("score") || fields.includes("group");
  return measure === null && isScored ? "alerts.score_needs_measure" : null;
}
