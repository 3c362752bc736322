/** One group of a breakdown, with how many different people stand behind it. */
export interface ProtectedGroup {
  /** One value for each dimension. */
  readonly key: readonly string[];
  /** In each of the periods that are shown side by side. */
  readonly people: readonly number[];
}

/**
 * Which groups must not be shown, so that nobody can be told from a group smaller than the threshold:
 * - a group with fewer people than the threshold, in any of the periods (0 people reveal nobody, but count as shown);
 * - and, because a hidden group is the total less the shown ones, so many of the next smallest in every line that the
 *   hidden ones together reach the threshold and are at least two. Lines are the whole breakdown and, with several
 *   dimensions, every set of groups that a breakdown by fewer dimensions would put together.
 * `beyond`: groups the answer leaves out at its end; they are hidden anyway.
 */
export function hiddenGroups(
  groups: readonly ProtectedGroup[],
  threshold: number,
  beyond = groups.length,
): ReadonlySet<number> {
  const hidden = new Set<number>();
  groups.forEach((group, index) => {
    if (index >= beyond || group.people.some((people) => people > 0 && people < threshold)) hidden.add(index);
  });

  const lines = linesOf(groups);
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const line of lines) hideComplement(groups, line, { hidden, threshold });
  }
  return hidden;
}

/** Whether a remainder of so many people would give them away: somebody, but fewer than the threshold. */
export function isRevealing(people: number, threshold: number): boolean {
  return people > 0 && people < threshold;
}

function hideComplement(
  groups: readonly ProtectedGroup[],
  line: readonly number[],
  { hidden, threshold }: { readonly hidden: Set<number>; readonly threshold: number },
): void {
  const smallestFirst = line
    .filter((index) => !hidden.has(index))
    .toSorted((a, b) => least(groups, a) - least(groups, b));
  for (const index of smallestFirst) {
    if (isSafe(groups, line, { hidden, threshold })) return;
    hidden.add(index);
  }
}

/** Groups without anybody hide nobody, so they do not count as a second one. */
function isSafe(
  groups: readonly ProtectedGroup[],
  line: readonly number[],
  { hidden, threshold }: { readonly hidden: ReadonlySet<number>; readonly threshold: number },
): boolean {
  const inside = line.filter((index) => hidden.has(index));
  const periods = groups[0]?.people.length ?? 0;
  return Array.from({ length: periods }, (_, period) => period).every((period) => {
    const people = inside.map((index) => groups[index]?.people[period] ?? 0).filter((count) => count > 0);
    if (people.length === 0) return true;
    return people.length > 1 && people.reduce((sum, count) => sum + count, 0) >= threshold;
  });
}

function least(groups: readonly ProtectedGroup[], index: number): number {
  return Math.max(...(groups[index]?.people ?? [0]));
}

function linesOf(groups: readonly ProtectedGroup[]): readonly (readonly number[])[] {
  const dimensions = groups[0]?.key.length ?? 0;
  const subsets = Array.from({ length: Math.max(1, 2 ** dimensions - 1) }, (_, mask) => mask);
  return subsets.flatMap((mask) => {
    const lines = Map.groupBy(groups.keys(), (index) =>
      JSON.stringify(groups[index]?.key.filter((_, dimension) => (mask >> dimension) & 1)),
    );
    return [...lines.values()];
  });
}
