import type { Sums } from "#feature/facts";
import type { Figure } from "#feature/facts/contract";
import { HEAVY_TAIL_RULE, heavyTail } from "#statistics/distribution-shape";

import type { Overview } from "../contract.ts";

/** What the tail of a measure is judged by: its figure, and the scale it stands on. */
export interface TailCase {
  readonly figure: Figure;
  readonly scale: { readonly from: number; readonly to: number; readonly isLowGood: boolean } | null;
}

/**
 * "Good mean, heavy tail" (R7) of a figure on a scale; null where nothing is shown or there is no scale. Weighted counts
 * are brought down to the n they are worth, so that weights cannot make a warning certain.
 */
export function tailOf({ figure, scale }: TailCase): Overview["items"][number]["tail"] {
  const { distribution, mean } = figure;
  if (figure.state !== "ok" || distribution === null || scale === null || mean === null) return null;
  if (scale.to - scale.from < 2) return null;

  const counts = Array.from({ length: scale.to - scale.from + 1 }, (_, i) => distribution[String(scale.from + i)] ?? 0);
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum <= 0) return null;
  const effective = counts.map((count) => (count / sum) * mean.effectiveN);
  const found = heavyTail(scale.isLowGood ? effective.toReversed() : effective);
  const threshold = Math.max(HEAVY_TAIL_RULE.tolerated, found.expectedShare);
  return { warn: found.warn, share: found.bottomShare, interval: found.interval, threshold };
}

/** Kinds whose answers have an average to hide behind. */
export function hasTail(kind: string, sums: Sums | null): boolean {
  return sums !== null && ["nps", "enps", "csat", "ces", "rating"].includes(kind);
}
