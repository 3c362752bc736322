import { isDimension } from "#web/filters/dimension-names.ts";
import type { AppSearch } from "#web/filters/search.ts";

import type { ChangeQuery, Key } from "../contract.ts";
import { linesOf, type Line } from "../rules/telling/lines.ts";

/** The address of the answers of one side, narrowed to a place; null where an address cannot say which they are. */
export function behindOf(query: ChangeQuery, { side, key }: { side: "a" | "b"; key: Key }): AppSearch | null {
  const { period, where } = query[side];
  const known = [query.where, where].map((one) => (one === undefined ? [] : linesOf(one)));
  if (known.includes(undefined)) return null;
  const lines = known.flatMap((some) => some ?? []);
  const chosen = new Map<string, readonly string[]>();
  if (!lines.every((line) => takes(line, chosen))) return null;
  for (const { dimension, value } of key) {
    if (!isDimension(dimension)) return null;
    chosen.set(dimension, [value]);
  }
  return {
    measure: query.measure,
    ...(period === undefined ? {} : { period: "custom", ...period }),
    ...(chosen.size === 0 ? {} : { where: Object.fromEntries(chosen) }),
    ...(query.weight ? { weight: true } : {}),
  };
}

/** Puts a line among the chosen values; false when an address cannot say it. */
function takes({ dimension, isNot, values }: Line, chosen: Map<string, readonly string[]>): boolean {
  if (isNot || !isDimension(dimension)) return false;
  const before = chosen.get(dimension);
  chosen.set(dimension, before === undefined ? values : before.filter((one) => values.includes(one)));
  return true;
}
