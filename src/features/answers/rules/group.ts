import type { CutPoints } from "#feature/organisation/contract";
import type { ScoredAnswer } from "#feature/surveys/runtime";
import { defaultTopBox } from "#statistics/csat";

/** Where a score lies: promoters and the top boxes are `high`, detractors and the bottom boxes `low`. */
export type ScoreGroup = "high" | "middle" | "low";

/**
 * The group of one scored answer, or null for choices, texts and plain numbers. Recommendation goes by the cut points,
 * scales by their usual top boxes (and as many at the bottom), turned round where low is good; a gap by its sign.
 */
export function groupOf(scored: ScoredAnswer, cuts: CutPoints): ScoreGroup | null {
  const { kind, score } = scored;
  if (score === null) return null;
  if (kind === "nps" || kind === "enps") return between(score, cuts.detractorMax, cuts.promoterMin);
  return fixedGroupOf(scored);
}

/** The group of an answer whose group no setting can move; null for recommendation. */
export function fixedGroupOf({ kind, score, scale, direction }: ScoredAnswer): ScoreGroup | null {
  if (score === null) return null;
  if (kind === "gap") return between(score, -1, 1);
  if (scale === null || !["csat", "ces", "rating"].includes(kind)) return null;

  const steps = scale.to - scale.from + 1;
  if (steps < 2) return null;
  const { boxes } = kind === "ces" && steps === 7 ? { boxes: 3 } : defaultTopBox(steps);
  const group = between(score, scale.from + boxes - 1, scale.to - boxes + 1);
  return direction === "low-good" ? opposite[group] : group;
}

const opposite = { high: "low", middle: "middle", low: "high" } as const;

function between(score: number, lowMax: number, highMin: number): ScoreGroup {
  if (score >= highMin) return "high";
  return score <= lowMax ? "low" : "middle";
}
