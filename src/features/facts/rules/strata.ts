/** Answers that are alike in what is held when problems are compared: survey, segment, and whether there are words. */
export interface StratumCell {
  /** What the database tells the cell by. */
  readonly hash: number;
  readonly survey: string;
  readonly segment: string;
  readonly isSilent: boolean;
  readonly n: number;
}

/** The most strata that are held apart, and the fewest answers that make one. */
export const mostStrata = 12;
const leastInStratum = 30;

/**
 * Which stratum each cell belongs to, as lists of cells. Small cells join the smallest of their own survey first: segments go
 * before the difference between those who wrote and those who did not, and surveys last.
 */
export function strataOf(cells: readonly StratumCell[]): readonly (readonly StratumCell[])[] {
  let strata = cells.filter(({ n }) => n > 0).map((cell) => [cell]);
  for (;;) {
    const smallest = strata.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
    const isDone = strata.length <= mostStrata && sizeOf(smallest ?? []) >= leastInStratum;
    if (smallest === undefined || strata.length < 2 || isDone) return strata;
    const nearest = nearestTo(smallest, strata);
    strata = [...strata.filter((one) => one !== smallest && one !== nearest), [...smallest, ...nearest]];
  }
}

function nearestTo(own: readonly StratumCell[], strata: readonly StratumCell[][]): readonly StratumCell[] {
  const [first] = own;
  const others = strata.filter((one) => one !== own).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const alike = (one: readonly StratumCell[]) => one.every(({ survey }) => survey === first?.survey);
  return (
    others.find((one) => alike(one) && one.every(({ isSilent }) => isSilent === first?.isSilent)) ??
    others.find(alike) ??
    others[0] ??
    []
  );
}

function sizeOf(cells: readonly StratumCell[]): number {
  return cells.reduce((sum, { n }) => sum + n, 0);
}
