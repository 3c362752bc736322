import { independentColumns } from "../drivers/collinearity.ts";
import type { GroupTable } from "./group-table.ts";
import { momentsWithinStrata } from "./within-strata.ts";

/**
 * Sets of problems whose effects cannot be told apart: each is named always together with the others of its set, or is a sum of
 * them. A set of one stands for a problem that everybody of its strata names, or nobody of the others.
 */
export function inseparableSets(
  tables: readonly GroupTable[],
  candidates: readonly number[],
): readonly (readonly number[])[] {
  const problems = tables[0]?.margins.length ?? 0;
  const total = tables.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return [];
  const { crossed } = momentsWithinStrata(tables, [0, 0, 0]);
  const covariance = Array.from({ length: problems }, (_, problem) =>
    Array.from(crossed.subarray(problem * problems, (problem + 1) * problems), (value) => value / total),
  );
  const means = Array.from(
    { length: problems },
    (_, problem) => tables.reduce((sum, { margins }) => sum + (margins[problem] ?? 0), 0) / total,
  );
  const { setAside } = independentColumns({ n: total, effectiveN: total, means, covariance }, candidates);
  return joined(setAside.map(({ column, with: others }) => [column, ...others]));
}

/** Sets that share a member become one. */
function joined(sets: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  for (const set of sets) {
    const touching = found.filter((one) => one.some((member) => set.includes(member)));
    for (const one of touching) found.splice(found.indexOf(one), 1);
    found.push([...new Set([...touching.flat(), ...set])].toSorted((a, b) => a - b));
  }
  return found;
}
