import type { Definition } from "#feature/surveys/contract";
import { fieldsOf, type Condition } from "#kit/condition";

import { rootOf, spotOf, withQuestionMoved } from "../builder/structure.ts";
import { readableFields, simplified, type ConditionOwner } from "./comparisons.ts";

/** A name that a condition reads in vain: nobody knows it, or its question is asked only later. */
export interface BrokenName {
  readonly field: string;
  readonly code: "unknown_field" | "reads_later";
}

/** Names in a condition that it cannot read where it stands. */
export function brokenNames(
  definition: Definition,
  condition: Condition,
  owner: ConditionOwner,
): readonly BrokenName[] {
  const readable = new Set(readableFields(definition, owner).map(({ field }) => field));
  return fieldsOf(condition)
    .filter((field) => !readable.has(field) && !isOtherText(definition, field, readable))
    .map((field) => ({
      field,
      code: spotOf(definition, rootOf(field)) === undefined ? "unknown_field" : "reads_later",
    }));
}

/** The condition without what reads this name; undefined when nothing is left. */
export function withoutReading(condition: Condition, field: string): Condition | undefined {
  const cut = (part: Condition): Condition[] => {
    if ("all" in part) return [{ all: part.all.flatMap(cut) }];
    if ("any" in part) return [{ any: part.any.flatMap(cut) }];
    if ("not" in part) return cut(part.not).map((inner) => ({ not: inner }));
    return part.field === field ? [] : [part];
  };
  const [left] = cut(condition);
  return left === undefined ? undefined : simplified(left);
}

/** The definition whose question is asked right before the part that reads it, on the same page. */
export function withQuestionBefore(definition: Definition, key: string, owner: ConditionOwner): Definition {
  if (owner === "ending") return definition;
  return withQuestionMoved(definition, key, { page: owner.page, index: Math.max(0, owner.index) });
}

/** `choice.other` is the text of "other", readable wherever the question is. */
function isOtherText(definition: Definition, field: string, readable: ReadonlySet<string>): boolean {
  if (!field.endsWith(".other") || !readable.has(rootOf(field))) return false;
  const spot = spotOf(definition, rootOf(field));
  const question = spot === undefined ? undefined : definition.pages[spot.page]?.questions[spot.index];
  return question !== undefined && "other" in question && question.other;
}
