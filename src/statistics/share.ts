import { linearisedEffectiveN, type WeightSums } from "./design-effect.ts";
import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, fitInterval, type Estimate, type Interval } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";

/** Answers that have the property, out of all answers; weights are summed apart for those with and without it. */
export interface ShareCounts {
  readonly successes: number;
  readonly n: number;
  readonly weights?: Readonly<Record<"successes" | "failures", WeightSums>>;
}

/** A share (0..1, weighted if there are weights) and what its sample is worth. */
export interface Proportion {
  readonly share: number;
  readonly n: number;
  readonly effectiveN: number;
}

/**
 * A share, 0..1, with Wilson's score interval: mean coverage 95 % for n from 5, even for rare properties, where the
 * textbook p ± z·se collapses. `standardError` is the plus-four one, (x + 2)/(n + 4), so it is never 0.
 * Assumes a random sample of independent answers. Sources: Wilson 1927; Brown, Cai & DasGupta 2001; Agresti & Coull 1998.
 * Refuses (RangeError) an empty sample, more successes than answers, a level outside 0..1.
 */
export function shareOf(counts: ShareCounts, options: { readonly level?: number } = {}): Estimate {
  const level = options.level ?? DEFAULT_LEVEL;
  const { share, n, effectiveN } = proportionOf(counts);

  const adjusted = (share * effectiveN + 2) / (effectiveN + 4);
  const standardError = Math.sqrt((adjusted * (1 - adjusted)) / (effectiveN + 4));
  return { value: share, n, effectiveN, standardError, interval: wilson(share, effectiveN, level) };
}

/** Share and effective n. Refuses (RangeError) an empty sample and more successes than answers. */
export function proportionOf(counts: ShareCounts): Proportion {
  const { successes, n, weights } = counts;
  requirePositive("n", n);
  requireAmount("successes", successes);
  if (successes > n) throw new RangeError(`successes (${successes}) must not exceed n (${n})`);
  if (weights === undefined) return { share: successes / n, n, effectiveN: n };

  const sum = weights.successes.sumWeights + weights.failures.sumWeights;
  const effectiveN = linearisedEffectiveN(n, [
    { value: 1, pseudo: 1, ...weights.successes },
    { value: 0, pseudo: 1, ...weights.failures },
  ]);
  return { share: weights.successes.sumWeights / sum, n, effectiveN };
}

/** Wilson's score interval for a share seen in n answers (n may be an effective, fractional one). */
export function wilson(share: number, n: number, level: number = DEFAULT_LEVEL): Interval {
  requirePositive("n", n);
  requireProbability("level", level);
  const z2 = normalQuantile((1 + level) / 2) ** 2;

  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const margin = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const interval = { low: centre - margin, high: centre + margin, level, method: "wilson" };
  return fitInterval(interval, share, { min: 0, max: 1 });
}
