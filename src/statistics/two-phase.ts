import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, fitInterval, type Estimate } from "./estimate.ts";
import { requirePositive, requireProbability } from "./precondition.ts";
import { sumOf } from "./sequence.ts";
import { wilson } from "./share.ts";

/** Interviews drawn with one and the same probability: how many were eligible, drawn, and have the property. */
export interface PhaseStratum {
  /** 1 where everybody was asked; the probability of the draw else, above 0. */
  readonly probability: number;
  /** Answers of the first phase in this stratum, drawn or not. */
  readonly eligible: number;
  readonly drawn: number;
  readonly successes: number;
}

/** A share among all of the first phase, with the two parts of its variance. */
export interface PhaseShare extends Estimate {
  /** What remained uncertain had everybody been interviewed. */
  readonly firstPhaseVariance: number;
  /** What the draw adds. */
  readonly drawVariance: number;
}

/**
 * A share (0..1) where only a drawn part of some answers was looked into: Hájek's ratio Σ w y / Σ w with w = 1/p, its
 * variance the one of the first phase, P(1-P)/n, plus that of the draw, Σ w (w - 1)(y - P)² / (Σ w)² (Poisson draw).
 * The interval is Wilson's on the effective n that this variance is worth. `phase_weight` of the facts is this w: 0 not
 * drawn, 1/p drawn, 1 everybody. Assumes independent draws with known probabilities. Sources: Horvitz & Thompson 1952;
 * Hájek 1971; Särndal, Swensson & Wretman 1992, 9.3. Refuses (RangeError) nobody drawn, a probability outside (0, 1].
 */
export function phaseShare(strata: readonly PhaseStratum[], options: { readonly level?: number } = {}): PhaseShare {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  for (const { probability, drawn, successes, eligible } of strata) {
    if (!(probability > 0 && probability <= 1)) throw new RangeError(`probability ${probability} lies not in (0, 1]`);
    if (successes > drawn || drawn > eligible) throw new RangeError("successes ≤ drawn ≤ eligible must hold");
  }
  const n = sumOf(strata.map(({ drawn }) => drawn));
  requirePositive("drawn", n);
  const eligible = sumOf(strata.map((stratum) => stratum.eligible));

  const total = sumOf(strata.map(({ probability, drawn }) => drawn / probability));
  const value = sumOf(strata.map(({ probability, successes }) => successes / probability)) / total;
  const smooth = (value * n + 1) / (n + 2);
  const firstPhaseVariance = (smooth * (1 - smooth)) / eligible;
  const drawVariance = drawVarianceOf(strata, smooth) / total ** 2;
  const variance = firstPhaseVariance + drawVariance;
  const effectiveN = Math.min(eligible, Math.max(1, (smooth * (1 - smooth)) / variance));
  return {
    value,
    n,
    effectiveN,
    standardError: Math.sqrt(variance),
    interval: { ...wilson(value, effectiveN, level), method: "two-phase" },
    firstPhaseVariance,
    drawVariance,
  };
}

function drawVarianceOf(strata: readonly PhaseStratum[], share: number): number {
  return sumOf(
    strata.map(({ probability, drawn, successes }) => {
      const w = 1 / probability;
      return w * (w - 1) * (successes * (1 - share) ** 2 + (drawn - successes) * share ** 2);
    }),
  );
}

/** Sums over answers y with phase weights w, as a database gives them. */
export interface PhaseSums {
  /** Answers with w above 0. */
  readonly n: number;
  readonly sumW: number;
  readonly sumWY: number;
  readonly sumWYY: number;
  /** Σ w², Σ w² y, Σ w² y². */
  readonly sumWW: number;
  readonly sumWWY: number;
  readonly sumWWYY: number;
}

/**
 * The mean of all of the first phase (Hájek), in the unit of y, from sums alone; variance as in `phaseShare`, with the
 * weighted variance of y. Normal interval. Refuses (RangeError) nobody drawn.
 */
export function phaseMean(sums: PhaseSums, options: { readonly level?: number } = {}): Estimate {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  requirePositive("n", sums.n);
  requirePositive("sumW", sums.sumW);
  const value = sums.sumWY / sums.sumW;
  const spread = Math.max(0, sums.sumWYY / sums.sumW - value ** 2);
  // Σ w (w - 1)(y - ȳ)² from the six sums.
  const squared = sums.sumWWYY - 2 * value * sums.sumWWY + value ** 2 * sums.sumWW;
  const plain = sums.sumWYY - 2 * value * sums.sumWY + value ** 2 * sums.sumW;
  const variance = spread / sums.sumW + Math.max(0, squared - plain) / sums.sumW ** 2;
  const standardError = Math.sqrt(variance);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: value - margin, high: value + margin, level, method: "two-phase" };
  const effectiveN = variance > 0 ? Math.min(sums.sumW, spread / variance) : sums.n;
  return { value, n: sums.n, effectiveN, standardError, interval: fitInterval(interval, value) };
}
