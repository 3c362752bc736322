import type { RecommendationCounts } from "#statistics/nps";
import { widestCounts } from "#statistics/relative-score";

import type { EnteredFigure, Heard } from "../contract.ts";

/** What is kept of a figure: counts where they are known or follow from shares and n. */
export interface Kept {
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
  readonly score: number;
  readonly n: number | null;
}

/** What is wrong with a figure as it was entered; undefined when it is sound. */
export function problemOf(
  heard: Heard,
): { readonly code: "benchmarks.no_answers" | "benchmarks.not_hundred"; readonly sum: number } | undefined {
  if (heard.form === "score") return undefined;
  const sum = heard.promoters + heard.passives + heard.detractors;
  if (sum <= 0) return { code: "benchmarks.no_answers", sum };
  // Published shares are rounded: three of them may be off by one and a half together.
  if (heard.form === "shares" && Math.abs(sum - 100) > 1.5) return { code: "benchmarks.not_hundred", sum };
  return undefined;
}

/** A figure as it is kept. Expects one without a problem. */
export function keptOf(heard: Heard): Kept {
  if (heard.form === "score") {
    const n = heard.n === null || heard.n <= 0 ? null : heard.n;
    return { promoters: null, passives: null, detractors: null, score: heard.score, n };
  }
  const { promoters, passives, detractors } = heard;
  const sum = promoters + passives + detractors;
  const score = (100 * (promoters - detractors)) / sum;
  if (heard.form === "counts") return { promoters, passives, detractors, score, n: sum };
  const n = heard.n === null || heard.n <= 0 ? null : heard.n;
  if (n === null) return { promoters: null, passives: null, detractors: null, score, n };
  const part = (share: number): number => (n * share) / sum;
  return { promoters: part(promoters), passives: part(passives), detractors: part(detractors), score, n };
}

/** Counts to reckon with: the known ones, or the widest that the score allows; null where n is unknown. */
export function countsOf({
  counts,
  score,
  n,
}: Pick<EnteredFigure, "counts" | "score" | "n">): RecommendationCounts | null {
  if (counts !== null) return counts;
  return n === null ? null : widestCounts(score, n);
}
