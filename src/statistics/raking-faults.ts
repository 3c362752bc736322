import type { RakingGroup, RakingMargin } from "./raking.ts";
import { at, sumOf } from "./sequence.ts";

/**
 * Why there are no weights, by margin and category:
 * - `nobody`: there is not one answer at all
 * - `no-targets`: a margin that says nothing
 * - `empty`: the population has the category, the answers do not: merge it with another
 * - `not-in-population`: answers of a category that the population is said not to have: their weight would be 0
 * - `contradiction`: no weights meet all margins at once; `within` names the category of another margin that holds all
 *   answers of this one, where there is such a one: merge either
 */
export type RakingFault =
  | { readonly code: "nobody" }
  | { readonly code: "no-targets"; readonly margin: number }
  | {
      readonly code: "empty" | "not-in-population";
      readonly margin: number;
      readonly category: number;
      readonly n: number;
      /** Share of the population, 0..1. */
      readonly wanted: number;
    }
  | {
      readonly code: "contradiction";
      readonly margin: number;
      readonly category: number;
      readonly wanted: number;
      readonly reached: number;
      readonly within: { readonly margin: number; readonly category: number } | null;
    };

/** What makes raking impossible before it begins. */
export function faultsBefore(groups: readonly RakingGroup[], margins: readonly RakingMargin[]): readonly RakingFault[] {
  if (sumOf(groups.map(({ n }) => n)) === 0) return [{ code: "nobody" }];
  return margins.flatMap(({ targets }, margin) => {
    const all = sumOf(targets);
    if (!(all > 0)) return [{ code: "no-targets" as const, margin }];

    const counts = countsOf(groups, margin, targets.length);
    return targets.flatMap((target, category): RakingFault[] => {
      const n = at(counts, category);
      const of = { margin, category, n, wanted: target / all };
      if (target > 0 && n === 0) return [{ code: "empty", ...of }];
      return target === 0 && n > 0 ? [{ code: "not-in-population", ...of }] : [];
    });
  });
}

/** The category that stays furthest from its target. */
export function contradictionIn(
  groups: readonly RakingGroup[],
  margins: readonly RakingMargin[],
  weights: ArrayLike<number>,
): RakingFault | undefined {
  let worst: { margin: number; category: number; wanted: number; reached: number } | undefined;
  margins.forEach(({ targets }, margin) => {
    const sums = targets.map(() => 0);
    groups.forEach(({ categories, n }, group) => {
      const category = at(categories, margin);
      if (category >= 0) sums[category] = at(sums, category) + n * (weights[group] ?? 0);
    });
    const [all, wantedAll] = [sumOf(sums), sumOf(targets)];
    targets.forEach((target, category) => {
      const [wanted, reached] = [target / wantedAll, at(sums, category) / all];
      const isWorse = worst === undefined || Math.abs(wanted - reached) > Math.abs(worst.wanted - worst.reached);
      if (isWorse) worst = { margin, category, wanted, reached };
    });
  });
  return worst === undefined ? undefined : { code: "contradiction", ...worst, within: holderOf(groups, worst) };
}

/** A category of another margin that holds all answers of this one. */
function holderOf(
  groups: readonly RakingGroup[],
  { margin, category }: { readonly margin: number; readonly category: number },
): { readonly margin: number; readonly category: number } | null {
  const members = groups.filter(({ categories, n }) => n > 0 && at(categories, margin) === category);
  const [first] = members;
  if (first === undefined) return null;
  const other = first.categories.findIndex(
    (value, index) =>
      index !== margin && value >= 0 && members.every(({ categories }) => at(categories, index) === value),
  );
  return other < 0 ? null : { margin: other, category: at(first.categories, other) };
}

function countsOf(groups: readonly RakingGroup[], margin: number, size: number): number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const { categories, n } of groups) {
    const category = at(categories, margin);
    if (category >= 0) counts[category] = at(counts, category) + n;
  }
  return counts;
}
