import { normalQuantile, studentTCdf } from "./distributions.ts";
import { createLevelFilter, type Expectation, type SeasonPriors, type SeriesPoint } from "./level-filter.ts";
import { averageOf } from "./sequence.ts";

/** A point held against what came before it. */
export interface JudgedPoint {
  readonly expected: Expectation;
  /** Standard normal while nothing happens; null where there was nothing to hold the point against. */
  readonly z: number | null;
  /** One sigma of this point, in the unit of the values: sampling, ignorance and what ordinarily varies between points. */
  readonly sigma: number;
  /** Variation between points over what sampling alone gives (Laney's σ_z squared); at least 1. */
  readonly overdispersion: number;
}

/** Judges points in order, each by those before it only. */
export interface SelfStarting {
  judge(point: SeriesPoint): JudgedPoint;
  learn(point: SeriesPoint): void;
  /** The next point begins a new level. */
  beginLevel(): void;
}

/**
 * Standardises a series by itself as it goes: z of a point is its distance from what the points before it let expect, in
 * units of their spread, brought to a standard normal by Student's t for how few they were. Spread is never taken as less
 * than sampling gives; where points lean on their neighbours (first autocorrelation clearly above 0) it is stretched by
 * (1 + r)/(1 − r). So z's are independent standard normal in a quiet series, and a chart on them keeps its rate of false
 * alarms though nothing but the series is known. Sources: Hawkins 1987; Quesenberry 1991; Laney 2002.
 */
export function createSelfStarting(priors: SeasonPriors, scale: number): SelfStarting {
  const filter = createLevelFilter(priors, scale);
  const spread = createSpread();
  return {
    judge: (point) => {
      const expected = filter.expect(point);
      const { overdispersion, stretch, count } = spread.now();
      const sigma = Math.sqrt(expected.variance * overdispersion * stretch);
      if (!expected.isKnown) return { expected, z: null, sigma, overdispersion };
      const distance = (point.value - expected.value) / sigma;
      return { expected, z: overdispersion > 1 ? normalScore(distance, count) : distance, sigma, overdispersion };
    },
    learn: (point) => {
      const expected = filter.expect(point);
      if (expected.isKnown) spread.add((point.value - expected.value) / Math.sqrt(expected.variance));
      else spread.pause();
      filter.learn(point);
    },
    beginLevel: () => filter.forgetLevel(),
  };
}

/** Of how many residuals a spread is worth anything. */
const FEWEST = 5;

function createSpread() {
  let [count, squares, products] = [0, 0, 0];
  let previous: number | null = null;
  return {
    add: (residual: number) => {
      count += 1;
      squares += residual * residual;
      if (previous !== null) products += residual * previous;
      previous = residual;
    },
    pause: () => {
      previous = null;
    },
    now: () => {
      if (count < FEWEST) return { overdispersion: 1, stretch: 1, count };
      const r = squares > 0 ? products / squares : 0;
      const stretch = r > 2 / Math.sqrt(count) ? Math.min(4, (1 + r) / (1 - Math.min(0.9, r))) : 1;
      return { overdispersion: Math.max(1, squares / count), stretch, count };
    },
  };
}

/** The standard normal value with the probability that this t value has. */
function normalScore(t: number, df: number): number {
  if (df < 1) return t;
  const tail = Math.max(1e-300, studentTCdf(-Math.abs(t), df));
  return Math.sign(t) * -normalQuantile(tail);
}

/** Prior variances that are tried, in units of the variance of a typical point. */
const GRID = [0.02, 0.06, 0.2, 0.5, 1.2, 3, 8];
/** An effect is let in when it makes the past this much more likely (log likelihood): twice this is 4 on χ². */
const WORTH = 2;

/**
 * Which effects of the calendar these points have, by their likelihood one step ahead (empirical Bayes): none unless they
 * clearly help. `begins`: where a new level begins. A month counts once all twelve were seen.
 */
export function chooseSeason(points: readonly SeriesPoint[], begins: ReadonlySet<number>): SeasonPriors {
  const scale = scaleOf(points);
  let best: SeasonPriors = { weekday: 0, month: 0 };
  let likelihood = likelihoodOf(points, begins, best);
  for (const effect of ["weekday", "month"] as const) {
    if (new Set(points.map((point) => point[effect])).size < (effect === "month" ? 12 : 7)) continue;
    let found = best;
    let reached = likelihood + WORTH;
    for (const times of GRID) {
      const tried = { ...best, [effect]: times * scale };
      const reaches = likelihoodOf(points, begins, tried);
      if (reaches > reached) [found, reached] = [tried, reaches];
    }
    if (found !== best) [best, likelihood] = [found, reached];
  }
  return best;
}

/** The variance of a typical point. */
export function scaleOf(points: readonly SeriesPoint[]): number {
  return points.length === 0 ? 1 : averageOf(points.map(({ variance }) => variance));
}

function likelihoodOf(points: readonly SeriesPoint[], begins: ReadonlySet<number>, priors: SeasonPriors): number {
  const filter = createLevelFilter(priors, scaleOf(points));
  let [count, squares, logs] = [0, 0, 0];
  points.forEach((point, index) => {
    if (begins.has(index)) filter.forgetLevel();
    const { value, variance, isKnown } = filter.expect(point);
    if (isKnown) {
      count += 1;
      squares += (point.value - value) ** 2 / variance;
      logs += Math.log(variance);
    }
    filter.learn(point);
  });
  const spread = Math.max(1, count === 0 ? 1 : squares / count);
  return -0.5 * (logs + count * Math.log(spread) + squares / spread);
}
