import type { NamedGroup } from "#feature/facts";
import { addCounted, noAnswers } from "#statistics/problems/named-counts";

import type { Part } from "../rules/shares.ts";

/** Answers of one value of a dimension, survey by survey. */
export interface AskedColumn {
  readonly value: string;
  readonly name: string;
  readonly n: number;
  readonly groups: readonly NamedGroup[];
}

/** Groups by value, those that must not be shown left out; largest first. */
export function columnsOf(groups: readonly NamedGroup[]): readonly AskedColumn[] {
  const shown = groups.filter(({ isHidden }) => !isHidden);
  return [...Map.groupBy(shown, ({ value }) => value)]
    .map(([value, some]) => ({
      value,
      name: some[0]?.name ?? value,
      n: addCounted(some.map(({ all }) => all)).n,
      groups: some,
    }))
    .toSorted((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
}

/** Surveys in which a problem can be named at all: where it is an option, and everywhere when it is told from words. */
export function surveysNaming(codes: readonly string[]): ReadonlySet<string> | "all" {
  if (codes.some((code) => !code.includes(":"))) return "all";
  return new Set(codes.map((code) => code.split(":")[0] ?? ""));
}

/** Who names a problem, out of those who could. */
export function partIn(
  { groups }: Pick<AskedColumn, "groups">,
  index: number,
  surveys: ReadonlySet<string> | "all",
): Part {
  const able = groups.filter(({ survey }) => surveys === "all" || surveys.has(survey));
  return {
    some: addCounted(able.map(({ named }) => named[index] ?? noAnswers)),
    all: addCounted(able.map(({ all }) => all)),
  };
}
