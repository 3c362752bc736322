import { dimensions, periodSchema, type Dimension } from "#feature/facts/contract";
import type { Filter } from "#feature/insight/contract";
import type { Condition } from "#kit/condition";

import { periodPresets } from "../contract/question.ts";
import { conditionOf, presetDays } from "../rules.ts";

/** What the address of a page asks, as operations take it. */
export interface WidgetQuestion {
  readonly measure: string | undefined;
  readonly filter: Partial<Filter>;
  /** Chosen values by dimension: what `filter.where` means. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Everything else the address says. */
  readonly params: Readonly<Record<string, string>>;
}

/** Reads the address of a page on this local day, as the page itself would: what is malformed counts as not said. */
export function widgetQuestion(search: string, today: string): WidgetQuestion {
  const where: Record<string, string[]> = {};
  const params: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (isDimension(name)) (where[name] ??= []).push(value);
    else params[name] = value;
  }
  const period = periodIn(params, today);
  const condition = conditionOf(where) as Condition | undefined;
  const compare = period === undefined ? undefined : comparisonIn(params);
  return {
    measure: params["measure"],
    filter: {
      ...(period !== undefined && { period }),
      ...(condition !== undefined && { where: condition }),
      ...(compare !== undefined && { compare }),
      ...(params["weight"] === "1" && { weight: true }),
    },
    where,
    params,
  };
}

const named: ReadonlySet<string> = new Set(dimensions);

function isDimension(name: string): name is Dimension {
  return named.has(name) || name.startsWith("attr.");
}

function periodIn({ period, from, to }: Readonly<Record<string, string>>, today: string) {
  if (period === "custom") return periodSchema.safeParse({ from, to }).data;
  const preset = periodPresets.find((known) => known === period);
  return preset === undefined ? undefined : presetDays(preset, today);
}

function comparisonIn({ compare, since, until }: Readonly<Record<string, string>>): Filter["compare"] | undefined {
  if (compare === "custom") return periodSchema.safeParse({ from: since, to: until }).data;
  return compare === "previous" || compare === "year-before" ? compare : undefined;
}
