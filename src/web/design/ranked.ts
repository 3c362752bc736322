import type { Ranking } from "#feature/insight/contract";

type Item = Ranking["items"][number];

/**
 * At most so many groups, best first: those that stand out before all others, then the largest; groups without a figure
 * come last. Order is that of the shrunken estimate, so that a few answers do not lift a group to the top.
 */
export function rankedItems(items: readonly Item[], most: number): readonly Item[] {
  const chosen = items
    .toSorted((a, b) => weightOf(b) - weightOf(a) || (b.figure.n ?? 0) - (a.figure.n ?? 0))
    .slice(0, most);
  return chosen.toSorted((a, b) => valueOf(b) - valueOf(a) || (b.figure.n ?? 0) - (a.figure.n ?? 0));
}

function weightOf({ verdict, figure }: Item): number {
  if (verdict === "above" || verdict === "below") return 2;
  return figure.estimate === null ? 0 : 1;
}

function valueOf({ shrunken, figure }: Item): number {
  return shrunken ?? figure.estimate?.value ?? Number.NEGATIVE_INFINITY;
}
