import { linearisedEffectiveN, type WeightSums } from "./design-effect.ts";
import { dirichletDifference } from "./dirichlet-interval.ts";
import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, fitInterval, type Bounds, type Estimate, type Interval } from "./estimate.ts";
import { requireAmount, requireFinite, requirePositive, requireProbability } from "./precondition.ts";

/** Where a recommendation scale is cut: detractors answer at most `detractorMax`, promoters at least `promoterMin`. */
export interface CutPoints {
  readonly detractorMax: number;
  readonly promoterMin: number;
}

/** The published cut of the 0–10 scale. Source: Reichheld, Harvard Business Review, December 2003. */
export const STANDARD_CUTS: CutPoints = { detractorMax: 6, promoterMin: 9 };

/** Where an answer to the recommendation question lies (Reichheld 2003). */
export type RecommendationGroup = "detractor" | "passive" | "promoter";

/** Answers by group; the sums over a million rows cost as much as those over ten. */
export interface RecommendationCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** Sums of weights by group; without them every answer counts once. */
  readonly weights?: Readonly<Record<"promoters" | "passives" | "detractors", WeightSums>>;
}

/** Shares (0..1, weighted if there are weights) and the n they are worth; the start of every calculation on NPS. */
export interface RecommendationShares {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly n: number;
  readonly effectiveN: number;
}

/** A recommendation score in points, -100..100, with the plain Wald interval beside the one to show. */
export interface RecommendationScore extends Estimate {
  readonly shares: RecommendationShares;
  /** For comparison with other tools only: at n = 10 it covers 78 % on average, near ±100 almost never. */
  readonly wald: Interval;
}

/** Below this effective n the Dirichlet interval is shown, from it on the adjusted Wald interval. */
export const DIRICHLET_BELOW = 10;

/** The lowest and highest score there can be, in points. */
export const NPS_BOUNDS: Bounds = { min: -100, max: 100 };

/** The group of one answer. Refuses (RangeError) cut points that overlap and scores that are no number. */
export function classify(score: number, cuts: CutPoints = STANDARD_CUTS): RecommendationGroup {
  requireFinite("score", score);
  if (!(cuts.detractorMax < cuts.promoterMin)) throw new RangeError("detractorMax must lie below promoterMin");

  if (score <= cuts.detractorMax) return "detractor";
  return score >= cuts.promoterMin ? "promoter" : "passive";
}

/**
 * Net Promoter Score 100 (P - D), in points, with an interval whose method is chosen by the effective n:
 * - below 10: Dirichlet posterior with Jeffreys's prior;
 * - from 10: adjusted Wald, n' = n + 3, P' = (p + 0.75)/n', D' = (d + 0.75)/n'; cut to ±100.
 *
 * Chosen by exact coverage over 228 populations (each group 0 to 99 %, even and skewed; `nps-coverage.test.ts`).
 * Nominal 95 %; worst population / 5th percentile / mean:
 *
 *     n     Wald               adjusted Wald      Dirichlet 1/2
 *     3      3 /  6 / 53       73 / 84 / 95       84 / 86 / 96
 *     5      5 / 10 / 66       84 / 84 / 95       77 / 90 / 96
 *     7      7 / 13 / 73       85 / 87 / 95       85 / 90 / 95
 *     10    10 / 18 / 78       88 / 91 / 96       82 / 90 / 95
 *     20    18 / 33 / 85       91 / 93 / 96       82 / 93 / 95
 *     30    26 / 45 / 88       92 / 94 / 96       88 / 94 / 95
 *     50    40 / 64 / 91       92 / 94 / 95       91 / 93 / 95
 *
 * Both keep 95 % on average; from 10 the adjusted Wald's worst case is the better one. A flat Dirichlet(1) prior is
 * not used: it falls to 0 % where nearly everybody answers alike.
 * `standardError` is that of the adjusted counts, so it is never 0. Assumes a random sample of independent answers.
 * Source: Rocks 2016, The American Statistician 70(4); measuringu.com/nps-confidence-intervals.
 * Refuses (RangeError) negative counts, an empty sample, a level outside 0..1.
 */
export function recommendationScore(
  counts: RecommendationCounts,
  options: { readonly level?: number } = {},
): RecommendationScore {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  const shares = recommendationShares(counts);

  const value = 100 * (shares.promoters - shares.detractors);
  const { standardError } = adjustedRecommendation(shares);
  const interval = shares.effectiveN < DIRICHLET_BELOW ? dirichlet(shares, level) : adjustedWald(shares, level);

  const { n, effectiveN } = shares;
  const wald = waldInterval(shares, level);
  return { value, n, effectiveN, standardError, interval: fitInterval(interval, value, NPS_BOUNDS), shares, wald };
}

/** Shares and effective n of the three groups. Refuses (RangeError) negative counts and an empty sample. */
export function recommendationShares(counts: RecommendationCounts): RecommendationShares {
  const { promoters, passives, detractors, weights } = counts;
  for (const name of ["promoters", "passives", "detractors"] as const) requireAmount(name, counts[name]);
  const n = promoters + passives + detractors;
  requirePositive("n", n);
  if (weights === undefined) {
    return { promoters: promoters / n, passives: passives / n, detractors: detractors / n, n, effectiveN: n };
  }

  const sum = weights.promoters.sumWeights + weights.passives.sumWeights + weights.detractors.sumWeights;
  const effectiveN = linearisedEffectiveN(n, [
    { value: 1, pseudo: 0.75, ...weights.promoters },
    { value: 0, pseudo: 1.5, ...weights.passives },
    { value: -1, pseudo: 0.75, ...weights.detractors },
  ]);
  const share = (group: WeightSums): number => group.sumWeights / sum;
  return {
    promoters: share(weights.promoters),
    passives: share(weights.passives),
    detractors: share(weights.detractors),
    n,
    effectiveN,
  };
}

/** Variance of one answer on the scale -1, 0, 1: P + D - (P - D)²; at most 1, at P = D = 1/2. */
export function recommendationVariance(shares: Pick<RecommendationShares, "promoters" | "detractors">): number {
  return shares.promoters + shares.detractors - (shares.promoters - shares.detractors) ** 2;
}

/** Centre and standard error, in points, after adding 3/4 promoter, 3/4 detractor and 3/2 passive. */
export function adjustedRecommendation(shares: RecommendationShares): {
  readonly centre: number;
  readonly standardError: number;
} {
  const n = shares.effectiveN + 3;
  const promoters = (shares.promoters * shares.effectiveN + 0.75) / n;
  const detractors = (shares.detractors * shares.effectiveN + 0.75) / n;
  const variance = recommendationVariance({ promoters, detractors });
  return { centre: 100 * (promoters - detractors), standardError: 100 * Math.sqrt(variance / n) };
}

/** The adjusted Wald interval in points, neither cut to ±100 nor stretched to the score. */
export function adjustedWald(shares: RecommendationShares, level: number): Interval {
  const { centre, standardError } = adjustedRecommendation(shares);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  return { low: centre - margin, high: centre + margin, level, method: "adjusted-wald" };
}

function waldInterval(shares: RecommendationShares, level: number): Interval {
  const centre = 100 * (shares.promoters - shares.detractors);
  const standardError = 100 * Math.sqrt(recommendationVariance(shares) / shares.effectiveN);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  return { low: centre - margin, high: centre + margin, level, method: "wald" };
}

function dirichlet(shares: RecommendationShares, level: number): Interval {
  const { effectiveN } = shares;
  const counts = {
    upper: shares.promoters * effectiveN,
    middle: shares.passives * effectiveN,
    lower: shares.detractors * effectiveN,
  };
  const { low, high } = dirichletDifference(counts, level);
  return { low: 100 * low, high: 100 * high, level, method: "dirichlet" };
}
