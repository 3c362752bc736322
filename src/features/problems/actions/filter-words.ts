import { nameValues, type Asker } from "#feature/facts";
import type { Condition } from "#kit/condition";

import type { Speaker } from "./words.ts";

/** One field that must have one of these values. */
interface Chosen {
  readonly field: string;
  readonly values: readonly string[];
}

/**
 * A filter in words, `Unit: Lviv, Kyiv · Channel: sms`; empty without one. What the filter bar cannot make (alternatives,
 * negations, ranges) is written as the API took it: words that leave out a "not" would say the opposite.
 */
export async function filterWords(
  where: Condition | undefined,
  { stores }: Pick<Asker, "stores">,
  { t, language }: Speaker,
): Promise<string> {
  if (where === undefined) return "";
  const chosen = chosenIn(where);
  if (chosen === undefined) return JSON.stringify(where);
  const values = chosen.flatMap(({ field, values: all }) => all.map((value) => ({ dimension: field, value })));
  const nameOf = await stores.postgres.read((tx) => nameValues(tx, values, language));
  return chosen
    .map(({ field, values: all }) => {
      const name = field.startsWith("attr.") ? field.slice(5) : t(`web:dimension.${field}`);
      return `${name}: ${all.map((value) => nameOf(field, value).name).join(", ")}`;
    })
    .join(" · ");
}

/** The fields of a plain filter, all of which hold; undefined where it is none. */
function chosenIn(condition: Condition): readonly Chosen[] | undefined {
  if ("all" in condition) {
    const parts = condition.all.map(chosenIn);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (!("op" in condition) || (condition.op !== "eq" && condition.op !== "in")) return undefined;
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  return [{ field: condition.field, values: values.map(String) }];
}
