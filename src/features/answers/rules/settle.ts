import type { AnswerValues, Definition } from "#feature/surveys/contract";
import { checkAnswers } from "#feature/surveys/runtime";
import type { FieldProblem } from "#kit/refusal";

import type { Receipt } from "../contract.ts";

/** What a response holds, as far as it matters for judging the next submission under its id. */
export interface Held {
  readonly state: "partial" | "complete";
  readonly answers: AnswerValues;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isErased: boolean;
}

/** A submission that has found its survey, before its answers were judged. */
export interface Arrival extends Omit<Held, "isErased"> {
  readonly definition: Definition;
  /** Whether it came by a single-use link, whose second use has its own refusal. */
  readonly byLink: boolean;
}

/** What becomes of a submission: the response as it now is, or why not. */
export type Settlement =
  | { readonly ok: true; readonly result: Receipt["result"]; readonly held: Held }
  | {
      readonly ok: false;
      readonly code: "answers.invalid" | "answers.conflict" | "answers.link_used";
      readonly problems: readonly FieldProblem[];
    };

/**
 * Decides about a submission under an id that may hold a response already. Partial answers merge, a complete one ends
 * that; sending again what is there changes nothing; anything else under a completed id is refused. What was erased
 * stays erased.
 */
export function settle(before: Held | undefined, arrival: Arrival): Settlement {
  if (before?.isErased) return { ok: true, result: "unchanged", held: before };
  if (before === undefined) return judge(empty, arrival, "created");
  if (before.state === "partial") {
    return judge(before, arrival, arrival.state === "complete" ? "completed" : "updated");
  }

  const again = judge(before, { ...arrival, state: "complete" }, "unchanged");
  if (again.ok && isSame(again.held, before)) return again;
  return { ok: false, code: arrival.byLink ? "answers.link_used" : "answers.conflict", problems: [] };
}

const empty: Held = { state: "partial", answers: {}, context: {}, attributes: {}, isErased: false };

function judge(before: Held, arrival: Arrival, result: Receipt["result"]): Settlement {
  const context = { ...before.context, ...arrival.context };
  const attributes = { ...before.attributes, ...arrival.attributes };
  const answers = { ...before.answers, ...arrival.answers };

  const fields = { ...attributes, ...context };
  const checked = checkAnswers(arrival.definition, answers, fields, { partial: arrival.state === "partial" });
  if (!checked.ok) return { ok: false, code: "answers.invalid", problems: checked.problems };

  const held = { state: arrival.state, answers: checked.value, context, attributes, isErased: false };
  return { ok: true, result: result === "updated" && isSame(held, before) ? "unchanged" : result, held };
}

function isSame(one: Held, other: Held): boolean {
  return (
    one.state === other.state &&
    isEqual(one.answers, other.answers) &&
    isEqual(one.context, other.context) &&
    isEqual(one.attributes, other.attributes)
  );
}

/** Equality of JSON values; the order of keys means nothing, that of lists does. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(other, key) &&
      isEqual((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}
