import { at } from "../sequence.ts";
import { addAt, valueAt } from "./float-array.ts";
import type { GroupTable } from "./group-table.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/**
 * Least squares of an outcome that has one value for each group on all problems at once, strata held: every stratum has a
 * level of its own (the within estimator). Answers the slope of each problem, in the outcome's unit.
 *
 * A ridge of a millionth keeps problems that nobody or everybody names, and those always named together, from breaking the
 * solution: the former come out as 0, the latter share what they have in common; the caller knows both kinds.
 * Source: any text on regression with fixed effects, e.g. Wooldridge, Econometric Analysis, 10.5.
 */
export function slopesWithinStrata(tables: readonly GroupTable[], outcome: readonly number[]): Float64Array {
  const problems = tables[0]?.margins.length ?? 0;
  const { crossed, right } = momentsWithinStrata(tables, outcome);
  for (let problem = 0; problem < problems; problem++) {
    const diagonal = problem * (problems + 1);
    crossed[diagonal] = valueAt(crossed, diagonal) * (1 + RIDGE) + RIDGE;
  }
  return solveSymmetric(crossed, right) ?? new Float64Array(problems);
}

const RIDGE = 1e-6;

/** Products of problems with each other (problem × problems + other) and with the outcome, less what strata explain. */
export function momentsWithinStrata(
  tables: readonly GroupTable[],
  outcome: readonly number[],
): { readonly crossed: Float64Array; readonly right: Float64Array } {
  const problems = tables[0]?.margins.length ?? 0;
  const strata = tables[0]?.weights.length ?? 0;
  const crossed = new Float64Array(problems * problems);
  const right = new Float64Array(problems);
  tables.forEach(({ both, margins }, group) => {
    for (let cell = 0; cell < crossed.length; cell++) addAt(crossed, cell, valueAt(both, cell));
    const value = at(outcome, group);
    for (let problem = 0; problem < problems; problem++) addAt(right, problem, value * valueAt(margins, problem));
  });

  const inside = new Float64Array(problems);
  for (let stratum = 0; stratum < strata; stratum++) {
    const { weight, level } = gather(tables, outcome, { stratum, inside });
    if (!(weight > 0)) continue;
    for (let problem = 0; problem < problems; problem++) {
      const share = valueAt(inside, problem) / weight;
      if (share === 0) continue;
      addAt(right, problem, -(share * level));
      const row = problem * problems;
      for (let other = 0; other < problems; other++) addAt(crossed, row + other, -(share * valueAt(inside, other)));
    }
  }
  return { crossed, right };
}

/** Weight and sum of the outcome of a stratum; `inside` is filled with the weights that name each problem. */
function gather(
  tables: readonly GroupTable[],
  outcome: readonly number[],
  { stratum, inside }: { readonly stratum: number; readonly inside: Float64Array },
): { readonly weight: number; readonly level: number } {
  let [weight, level] = [0, 0];
  inside.fill(0);
  tables.forEach(({ weights, named }, group) => {
    const own = valueAt(weights, stratum);
    weight += own;
    level += own * at(outcome, group);
    const from = stratum * inside.length;
    for (let problem = 0; problem < inside.length; problem++) addAt(inside, problem, valueAt(named, from + problem));
  });
  return { weight, level };
}
