import { addAt, valueAt } from "./float-array.ts";
import { placesOf, type NamedSums } from "./named-sums.ts";

/** Sums of one group of answers, scaled to the whole group where only a part was looked into. */
export interface GroupTable {
  /** Σ w by stratum. */
  readonly weights: Float64Array;
  readonly weight: number;
  /** Σ w of those who name a problem, by stratum: stratum × problems + problem. */
  readonly named: Float64Array;
  /** The same over all strata. */
  readonly margins: Float64Array;
  /** Σ w of those who name both, problem × problems + other; on the diagonal the margins. */
  readonly both: Float64Array;
}

/**
 * The tables of the three groups. Under two-phase sampling what was found among those looked into stands for the whole group
 * of its stratum (Hájek's ratio, calibrated to the known sizes); for pairs, of its group.
 */
export function groupTables(sums: NamedSums): readonly [GroupTable, GroupTable, GroupTable] {
  return [tableOf(sums, 0), tableOf(sums, 1), tableOf(sums, 2)];
}

function tableOf(sums: NamedSums, group: number): GroupTable {
  const { problems, strata, values } = sums;
  const places = placesOf(sums);
  const weights = new Float64Array(strata);
  const named = new Float64Array(strata * problems);
  const margins = new Float64Array(problems);
  let [weight, reachedWeight] = [0, 0];
  for (let stratum = 0; stratum < strata; stratum++) {
    const own = valueAt(values, places.weight(group, stratum));
    const reached = valueAt(values, places.reached(group, stratum));
    weights[stratum] = own;
    weight += own;
    reachedWeight += reached;
    const scale = reached > 0 ? own / reached : 0;
    const from = places.named(group, stratum, 0);
    for (let problem = 0; problem < problems; problem++) {
      const amount = scale * valueAt(values, from + problem);
      named[stratum * problems + problem] = amount;
      addAt(margins, problem, amount);
    }
  }
  const both = bothOf(sums, { group, margins, scale: reachedWeight > 0 ? weight / reachedWeight : 0 });
  return { weights, weight, named, margins, both };
}

/** Two problems are never named together more often than the rarer of them is named. */
function bothOf(
  sums: NamedSums,
  { group, margins, scale }: { readonly group: number; readonly margins: Float64Array; readonly scale: number },
): Float64Array {
  const { problems, values } = sums;
  const both = new Float64Array(problems * problems);
  let place = placesOf(sums).both(group, 1, 0);
  for (let problem = 0; problem < problems; problem++) {
    both[problem * problems + problem] = valueAt(margins, problem);
    for (let other = 0; other < problem; other++, place++) {
      const most = Math.min(valueAt(margins, problem), valueAt(margins, other));
      const amount = Math.min(most, scale * valueAt(values, place));
      both[problem * problems + other] = amount;
      both[other * problems + problem] = amount;
    }
  }
  return both;
}
