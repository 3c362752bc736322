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
 * What a breakdown by fewer of the dimensions hides is hidden here too, or it could be had by adding up.
 */
export function hiddenGroups(groups: readonly ProtectedGroup[], threshold: number): ReadonlySet<number> {
  const dimensions = groups[0]?.key.length ?? 0;
  const whole = 2 ** dimensions - 1;
  const hiddenBy = new Map<number, ReadonlySet<string>>();
  for (let mask = 1; mask < whole; mask += 1) {
    const fewer = putTogether(groups, mask);
    const hidden = hiddenAmong(fewer, threshold, (key) => isHiddenBy(hiddenBy, mask, key));
    hiddenBy.set(mask, new Set([...hidden].map((index) => JSON.stringify(fewer[index]?.key))));
  }
  return hiddenAmong(groups, threshold, (key) => isHiddenBy(hiddenBy, whole, key));
}

/** A cell of the ground that a filter cuts from, by the values of every dimension the filter names. */
export interface GroundCell extends ProtectedGroup {
  /** Whether the filter takes it. */
  readonly isInside: boolean;
}

/** The most dimensions of filter and breakdown together; more than these tell anybody apart. */
export const mostDimensions = 5;

/**
 * Whether a filter may not be answered, since it takes some of the hidden cells and leaves others: taking the shown ones
 * away from it, or it from another sum, would tell what is hidden. All of them together are safe, and so is none.
 */
export function cutsThroughHidden(cells: readonly GroundCell[], threshold: number): boolean {
  const hidden = hiddenGroups(cells, threshold);
  return isCut([...hidden].flatMap((index) => cells[index] ?? []));
}

/**
 * The same for each row of a breakdown, whose values are the first ones of the cells' keys; and the rows that are hidden
 * without any filter. Answers the rows' keys.
 */
export function hiddenRows(
  cells: readonly GroundCell[],
  { dimensions, threshold }: { readonly dimensions: number; readonly threshold: number },
): ReadonlySet<string> {
  const rows = putTogether(cells, 2 ** dimensions - 1);
  const hidden = [...hiddenGroups(rows, threshold)].map((index) => JSON.stringify(rows[index]?.key));
  const inside = [...hiddenGroups(cells, threshold)].flatMap((index) => cells[index] ?? []);
  const cut = [...Map.groupBy(inside, ({ key }) => JSON.stringify(key.slice(0, dimensions)))].filter(([, some]) =>
    isCut(some),
  );
  return new Set([...hidden, ...cut.map(([key]) => key)]);
}

function isCut(hidden: readonly GroundCell[]): boolean {
  return hidden.some(({ isInside }) => isInside) && hidden.some(({ isInside }) => !isInside);
}

function isHiddenBy(hiddenBy: ReadonlyMap<number, ReadonlySet<string>>, mask: number, key: readonly string[]): boolean {
  return [...hiddenBy].some(
    ([fewer, hidden]) => (fewer & mask) === fewer && hidden.has(JSON.stringify(partOf(key, mask, fewer))),
  );
}

/** Of a key whose values are those of `mask`, the ones of `fewer`. */
function partOf(key: readonly string[], mask: number, fewer: number): string[] {
  const dimensions = Array.from({ length: 31 }, (_, dimension) => dimension).filter((one) => (mask >> one) & 1);
  return key.filter((_, index) => (fewer >> (dimensions[index] ?? 31)) & 1);
}

function putTogether(groups: readonly ProtectedGroup[], mask: number): readonly ProtectedGroup[] {
  const together = Map.groupBy(groups, ({ key }) => JSON.stringify(key.filter((_, index) => (mask >> index) & 1)));
  return [...together].map(([key, some]) => ({
    key: JSON.parse(key) as string[],
    people: (some[0]?.people ?? []).map((_, period) =>
      some.reduce((sum, { people }) => sum + (people[period] ?? 0), 0),
    ),
  }));
}

function hiddenAmong(
  groups: readonly ProtectedGroup[],
  threshold: number,
  isHidden: (key: readonly string[]) => boolean,
): ReadonlySet<number> {
  const hidden = new Set<number>();
  groups.forEach((group, index) => {
    if (isHidden(group.key) || group.people.some((people) => people > 0 && people < threshold)) hidden.add(index);
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
