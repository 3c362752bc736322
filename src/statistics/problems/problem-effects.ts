import { completeHighGroup } from "./completion.ts";
import { groupTables } from "./group-table.ts";
import type { NamedSums } from "./named-sums.ts";
import { slopesWithinStrata } from "./within-strata.ts";

/** What an answer of each group counts for, low first: −100, 0, 100 for points of a recommendation score; 0, 0, 100 for a share. */
export type GroupValues = readonly [low: number, middle: number, high: number];

/** Point estimates for every problem, in the order of the sums. */
export interface ProblemEffects {
  /** Share (0..1) of all answers that name it. */
  readonly named: Float64Array;
  /** The same with those reckoned in who were not asked; equal to `named` where everybody was. */
  readonly touched: Float64Array;
  /** Mean of the outcome without the problem less with it, other problems and the stratum held, in units of the outcome. */
  readonly effect: Float64Array;
  /** touched × effect: what the mean of all would rise by without the problem. */
  readonly lift: Float64Array;
  /** named × the plain difference of those who do not name it and those who do. */
  readonly gross: Float64Array;
}

/**
 * What problems cost, by g-computation with a model that is linear in all problems at once and has a level of its own for each
 * stratum: for the mean of all, taking a problem away from everybody it touches is share × slope.
 *
 * Holds if, within a stratum and with the same other problems, those whom the problem touched would have answered without it
 * like those whom it did not touch. Several problems need not add up: where a person has two, taking away either may be enough.
 * For problems the high group was not asked about see `completeHighGroup`. Only what was named counts: if people name 85 % of
 * what happened to them, share and lift come out as 85 % of the truth; nothing in the answers can tell that share.
 * Sources: Robins 1986 (g-formula); Snowden, Rose & Mortimer 2011, American Journal of Epidemiology 173(7).
 */
export function problemEffects(
  sums: NamedSums,
  { isAsked, values }: { readonly isAsked: readonly boolean[]; readonly values: GroupValues },
): ProblemEffects {
  const seen = groupTables(sums);
  const tables = completeHighGroup(seen, isAsked);
  const slopes = slopesWithinStrata(tables, values);
  const total = seen[0].weight + seen[1].weight + seen[2].weight;
  const shareIn = (of: typeof seen, problem: number): number =>
    total > 0 ? of.reduce((sum, { margins }) => sum + (margins[problem] ?? 0), 0) / total : 0;

  const named = slopes.map((_, problem) => shareIn(seen, problem));
  const touched = slopes.map((_, problem) => shareIn(tables, problem));
  const effect = slopes.map((slope) => -slope);
  const mean = total > 0 ? seen.reduce((sum, { weight }, group) => sum + weight * (values[group] ?? 0), 0) / total : 0;
  const gross = slopes.map((_, problem) => {
    const share = named[problem] ?? 0;
    if (share <= 0 || share >= 1) return 0;
    const inside = seen.reduce((sum, { margins }, group) => sum + (margins[problem] ?? 0) * (values[group] ?? 0), 0);
    const withIt = inside / (share * total);
    return share * ((mean - share * withIt) / (1 - share) - withIt);
  });
  return { named, touched, effect, lift: effect.map((one, problem) => one * (touched[problem] ?? 0)), gross };
}
