import { valueAt } from "./float-array.ts";
import type { GroupTable } from "./group-table.ts";
import { slopesWithinStrata } from "./within-strata.ts";

/** The three groups, low first. */
export type Tables = readonly [GroupTable, GroupTable, GroupTable];

/**
 * Fills in what the high group would have named, for the problems it was not asked about.
 *
 * "What got in the way?" is asked of those who are not happy. Reading the silence of the happy as "nothing" makes every mild and
 * common problem look harmful: whoever names anything is, by the question's condition, no promoter. What such data do tell is how
 * the problem shifts the odds of low against middle among those asked. Under the adjacent-categories model,
 * log P(low)/P(middle) = a + βx and log P(middle)/P(high) = b + βx, this β does not depend on who was asked: taking answers by
 * their outcome leaves odds ratios as they are (as in case-control studies). The high group therefore names problems like the
 * middle one does, each thinned by e^(−β).
 *
 * β comes from the slopes of "low" among low and middle, all problems and strata held, as the log odds ratio at the problem's
 * own share. Several problems at once are thinned as if independent given the one at hand; against the model fitted row by
 * row this differs by 1–3 % on the sample company. Not identified without the assumption: anything about the high group.
 * Sources: Agresti 2010, Analysis of Ordinal Categorical Data, 4.1; Prentice & Pyke 1979, Biometrika 66(3).
 */
export function completeHighGroup(tables: Tables, isAsked: readonly boolean[]): Tables {
  if (isAsked.every(Boolean)) return tables;
  const [low, middle, high] = tables;
  const thinning = thinningOf(low, middle).map((factor, problem) => (isAsked[problem] === true ? 1 : factor));
  const problems = thinning.length;
  const together = thinnedWith(middle, thinning);
  const named = Float64Array.from(high.named);
  const margins = Float64Array.from(high.margins);
  for (let problem = 0; problem < problems; problem++) {
    if (isAsked[problem] === true) continue;
    let margin = 0;
    for (let stratum = 0; stratum < high.weights.length; stratum++) {
      const place = stratum * problems + problem;
      const ofMiddle = valueAt(middle.named, place) * valueAt(thinning, problem) * valueAt(together, problem);
      const expected = ofMiddle * timesMiddle(middle, high, { stratum, thinning });
      // Some of the happy may name it all the same, and what was named was there.
      const amount = Math.min(valueAt(high.weights, stratum), Math.max(valueAt(high.named, place), expected));
      named[place] = amount;
      margin += amount;
    }
    margins[problem] = margin;
  }
  return [low, middle, { ...high, named, margins, both: pairsOf(middle, { high, margins, thinning, isAsked }) }];
}

/** e^(−β) of each problem. */
function thinningOf(low: GroupTable, middle: GroupTable): Float64Array {
  const slopes = slopesWithinStrata([low, middle], [1, 0]);
  return slopes.map((slope, problem) => {
    const [bad, fair] = [valueAt(low.margins, problem), valueAt(middle.margins, problem)];
    const share = (bad + 0.5) / (bad + fair + 1);
    const without = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share - slope));
    return (without / (1 - without)) * ((1 - share) / share);
  });
}

/** A counterfactual share of the low among low and middle beyond these would be an artefact of the straight line. */
const LEAST_SHARE = 0.02;

/** By how much the other problems of those who name this one thin them further. */
function thinnedWith({ margins, both }: GroupTable, thinning: Float64Array): Float64Array {
  const problems = margins.length;
  return margins.map((margin, problem) => {
    let product = 1;
    if (!(margin > 0)) return product;
    for (let other = 0; other < problems; other++) {
      if (other !== problem)
        product *= 1 + (valueAt(both, problem * problems + other) / margin) * (valueAt(thinning, other) - 1);
    }
    return product;
  });
}

/** How many of the high stand behind each of the thinned middle ones, in one stratum. */
function timesMiddle(
  middle: GroupTable,
  high: GroupTable,
  { stratum, thinning }: { readonly stratum: number; readonly thinning: Float64Array },
): number {
  const weight = valueAt(middle.weights, stratum);
  if (!(weight > 0)) return 0;
  let left = weight;
  const from = stratum * thinning.length;
  for (let problem = 0; problem < thinning.length; problem++)
    left *= 1 + (valueAt(middle.named, from + problem) / weight) * (valueAt(thinning, problem) - 1);
  return valueAt(high.weights, stratum) / left;
}

interface Filled {
  readonly high: GroupTable;
  readonly margins: Float64Array;
  readonly thinning: Float64Array;
  readonly isAsked: readonly boolean[];
}

/** Pairs of the middle group, thinned by both; the mean of the two ways to come there. */
function pairsOf({ margins: ofMiddle, both }: GroupTable, { high, margins, thinning, isAsked }: Filled): Float64Array {
  const problems = margins.length;
  const filled = Float64Array.from(high.both);
  const ratio = margins.map((margin, problem) => margin / Math.max(1e-12, valueAt(ofMiddle, problem)));
  for (let problem = 0; problem < problems; problem++) {
    filled[problem * problems + problem] = valueAt(margins, problem);
    for (let other = 0; other < problem; other++) {
      if (isAsked[problem] === true && isAsked[other] === true) continue;
      const pair = valueAt(both, problem * problems + other);
      const [mine, theirs] = [valueAt(thinning, problem), valueAt(thinning, other)];
      const byMine =
        (valueAt(ratio, problem) * theirs) / (1 + (pair / Math.max(1e-12, valueAt(ofMiddle, problem))) * (theirs - 1));
      const byTheirs =
        (valueAt(ratio, other) * mine) / (1 + (pair / Math.max(1e-12, valueAt(ofMiddle, other))) * (mine - 1));
      const most = Math.min(valueAt(margins, problem), valueAt(margins, other));
      const amount = Math.min(most, pair * Math.sqrt(Math.max(0, byMine * byTheirs)));
      filled[problem * problems + other] = amount;
      filled[other * problems + problem] = amount;
    }
  }
  return filled;
}
