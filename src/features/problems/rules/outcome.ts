import { measureRefSchema } from "#feature/facts/contract";
import { percentOf } from "#statistics/csat";
import type { Estimate } from "#statistics/estimate";
import { recommendationScore } from "#statistics/nps";
import type { ByGroup } from "#statistics/problems/named-counts";
import { shareCountsOf, wholeOf } from "#statistics/problems/named-counts";
import type { GroupValues } from "#statistics/problems/problem-effects";

import type { PainMap } from "../contract.ts";

/** How a measure's groups count. */
export interface Outcome {
  readonly unit: PainMap["unit"];
  /** Low first. */
  readonly values: GroupValues;
}

/** Points of recommendation, per cent in the top boxes of other scales; undefined for what has no high and low answers. */
export function outcomeOf(measure: string): Outcome | undefined {
  const kind = measureRefSchema.parse(measure).split(":")[0];
  if (kind === "nps" || kind === "enps") return { unit: "points", values: [-100, 0, 100] };
  if (kind === "csat" || kind === "ces" || kind === "rating") return { unit: "percent-points", values: [0, 0, 100] };
  return undefined;
}

/** The measure among some answers, low first; null below the minimum. */
export function figureOfGroups(groups: ByGroup, { unit }: Outcome, minimum: number): Estimate | null {
  const all = wholeOf(groups);
  if (all.n < minimum || !(all.sumWeights > 0)) return null;
  if (unit === "percent-points") return percentOf(shareCountsOf(groups[2], all));
  const [detractors, passives, promoters] = groups;
  return recommendationScore({
    detractors: detractors.n,
    passives: passives.n,
    promoters: promoters.n,
    weights: { detractors, passives, promoters },
  });
}
