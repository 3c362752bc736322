import type { Condition } from "#kit/condition";

import type { Definition } from "../../contract/definition.ts";
import { questionsOf } from "../answered.ts";
import { pipedNames } from "../pipe.ts";
import { mapConditions, mapTexts, type ConditionPlace } from "./walk.ts";

/** A condition that read what was removed, and what is left of it; null: the part is shown to everybody now. */
export interface BrokenCondition extends ConditionPlace {
  readonly before: Condition;
  readonly after: Condition | null;
}

/** A definition without a question, and everything that had relied on it. */
export interface Removal {
  readonly definition: Definition;
  readonly brokenConditions: readonly BrokenCondition[];
  /** Paths (in the new definition) of texts that piped its answer; they hold the words for "no answer" instead. */
  readonly brokenTexts: readonly string[];
}

/**
 * Takes a question out. Comparisons that read it are taken out of every condition, holes that pipe it out of every text,
 * and both are listed, so that nothing is left dangling and nothing changes unseen. A page left empty goes too.
 * The only question of a survey stays. Never throws.
 */
export function removeQuestion(definition: Definition, key: string): Removal {
  const isGone = (name: string) => name === key || name.startsWith(`${key}.`);
  const pages = definition.pages
    .map((page) => ({ ...page, questions: page.questions.filter((question) => question.key !== key) }))
    .filter(({ questions }) => questions.length > 0);
  const isKnown = questionsOf(definition).some((question) => question.key === key);
  if (!isKnown || pages.length === 0) return { definition, brokenConditions: [], brokenTexts: [] };

  const brokenConditions: BrokenCondition[] = [];
  const brokenTexts: string[] = [];
  const conditioned = mapConditions({ ...definition, pages }, (before, place) => {
    const after = without(before, isGone);
    if (after === before) return before;
    brokenConditions.push({ ...place, before, after: after ?? null });
    return after;
  });
  const cleaned = mapTexts(conditioned, (text, path) => {
    if (!pipedNames(text).some(isGone)) return text;
    if (!brokenTexts.includes(path)) brokenTexts.push(path);
    return text.replace(holes, (hole, name: string, otherwise: string | undefined) =>
      isGone(name) ? (otherwise?.trim() ?? "") : hole,
    );
  });
  return { definition: cleaned, brokenConditions, brokenTexts };
}

const holes = /\{\{\s*([a-z][a-z0-9_.]*)\s*(?:\|([^{}]*))?\}\}/g;

/** The condition without the comparisons of these fields; undefined when none is left, itself when it has none of them. */
function without(condition: Condition, isGone: (field: string) => boolean): Condition | undefined {
  if ("field" in condition) return isGone(condition.field) ? undefined : condition;
  if ("not" in condition) {
    const inner = without(condition.not, isGone);
    return inner === condition.not ? condition : inner === undefined ? undefined : { not: inner };
  }
  const parts = "all" in condition ? condition.all : condition.any;
  const kept = parts.flatMap((part) => without(part, isGone) ?? []);
  if (kept.length === parts.length && kept.every((part, index) => part === parts[index])) return condition;
  if (kept.length <= 1) return kept[0];
  return "all" in condition ? { all: kept } : { any: kept };
}
