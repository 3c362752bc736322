import type { Draw } from "../random.ts";

/**
 * The ordered-threshold model (McKelvey and Zavoina 1975): somebody's satisfaction is η + ε with ε standard normal, and
 * the answer is the number of thresholds it reaches. Moving η moves the whole distribution of answers.
 */
export const thresholds: readonly number[] = [-2.7, -2.45, -2.2, -2, -1.72, -1.36, -1, -0.48, 0.22, 0.8];

/** The answer on 0 to 10 for this satisfaction. */
export function answerOf(satisfaction: number, cuts: readonly number[] = thresholds): number {
  let score = 0;
  while (score < cuts.length && satisfaction >= (cuts[score] ?? 0)) score += 1;
  return score;
}

/** The answer on 1 to 5: every second threshold. */
export function starsOf(satisfaction: number): number {
  return 1 + answerOf(satisfaction, [-2, -1.36, -0.7, 0.3]);
}

/** The answer on 1 to 7, high is easy. */
export function easeOf(satisfaction: number): number {
  return 1 + answerOf(satisfaction, [-2.4, -1.9, -1.4, -0.9, -0.2, 0.6]);
}

/** −1 for a detractor, 1 for a promoter (cut points 6 and 9). */
export function netOf(score: number): -1 | 0 | 1 {
  if (score >= 9) return 1;
  return score <= 6 ? -1 : 0;
}

/** The part of satisfaction that nothing explains. */
export function chanceOf(draw: Draw): number {
  return draw.normal();
}
