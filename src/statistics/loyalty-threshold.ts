import { normalTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Estimate } from "./estimate.ts";
import { isotonicFit, mergedRuns, trendOfShares } from "./isotonic.ts";
import { requireAmount } from "./precondition.ts";
import { createRandom, drawNormal, type RandomSource } from "./random.ts";
import { at, sumOf } from "./sequence.ts";
import { shareOf } from "./share.ts";

/** People who gave a score, and how many of them stayed. */
export interface ScoreOutcome {
  readonly score: number;
  readonly n: number;
  readonly stayed: number;
}

/** By what the cut is chosen. Costs are in any unit: of missing somebody who leaves, of bothering somebody who stays. */
export type CutRule =
  | { readonly by: "youden" }
  | { readonly by: "cost"; readonly missed: number; readonly bothered: number };

/** Scores that are looked at together, with their retention (0..1) and the isotonic fit. */
export interface RetentionGroup {
  readonly from: number;
  readonly to: number;
  readonly retention: Estimate;
  readonly fitted: number;
}

/** Why no cut is told. */
export type UntoldReason = "nobody" | "one-outcome" | "too-few" | "no-trend" | "unstable";

/** The cut: scores up to `detractorMax` behave like people who leave. */
export interface Threshold {
  readonly detractorMax: number;
  /** Cuts that 95 % of resamples lie between. */
  readonly interval: { readonly low: number; readonly high: number };
  /** Part of resamples with exactly this cut. */
  readonly support: number;
  /** Of those who left, how many scored at or below the cut; of those who stayed, how many above it. */
  readonly sensitivity: number;
  readonly specificity: number;
  readonly retentionBelow: Estimate;
  readonly retentionAbove: Estimate;
}

/** What retention by score says. */
export interface LoyaltyThreshold {
  readonly groups: readonly RetentionGroup[];
  readonly n: number;
  readonly left: number;
  /** Of a trend of retention over scores (Cochran–Armitage). */
  readonly pValue: number;
  readonly told: Threshold | null;
  readonly reason: UntoldReason | null;
}

/** People a score needs to stand by itself; fewer are put together with their neighbours (methods 3.12). */
export const LEAST_PER_SCORE = 30;
/** Fewer who left say nothing about where leaving begins; our choice. */
export const LEAST_LEFT = 20;

/**
 * Below which score people behave disloyally (R52): retention by score with Wilson's interval, an isotonic fit, and the
 * cut by Youden's J (sensitivity + specificity - 1, largest) or least cost, with a percentile bootstrap over people.
 * A cut may stand only between groups of at least 30. Not told where nobody left or stayed, fewer than 20 left, the
 * trend may be chance (p ≥ 1 - level), or the resamples spread over more than half of the possible cuts.
 * Association, not cause: a low score need not be why they left. J picks the largest of several, so sensitivity and
 * specificity are flattering on the same people. Sources: Youden 1950; Barlow et al. 1972; Fluss, Faraggi & Reiser 2005.
 * Refuses (RangeError) more stayed than there are, scores out of order.
 */
export function loyaltyThreshold(
  outcomes: readonly ScoreOutcome[],
  options: {
    readonly rule?: CutRule;
    readonly level?: number;
    readonly resamples?: number;
    readonly seed?: number;
  } = {},
): LoyaltyThreshold {
  const level = options.level ?? DEFAULT_LEVEL;
  requireOrdered(outcomes);
  const n = sumOf(outcomes.map((one) => one.n));
  const left = n - sumOf(outcomes.map(({ stayed }) => stayed));
  if (n === 0) return { groups: [], n, left, pValue: 1, told: null, reason: "nobody" };

  const runs = mergedRuns(
    outcomes.map((one) => one.n),
    LEAST_PER_SCORE,
  ).map((run) => run.flatMap((i) => outcomes[i] ?? []));
  const cells = runs.map((run) => ({
    n: sumOf(run.map((one) => one.n)),
    stayed: sumOf(run.map(({ stayed }) => stayed)),
  }));
  const groups = groupsOf(runs, cells, level);
  const z = trendOfShares(outcomes.map((one) => ({ order: one.score, n: one.n, successes: one.stayed })));
  const found = { groups, n, left, pValue: normalTwoSided(z) };

  const reason = reasonAgainst({ ...found, z, level });
  if (reason !== null) return { ...found, told: null, reason };

  const rule = options.rule ?? { by: "youden" as const };
  const cuts = resampledCuts(cells, rule, { resamples: options.resamples ?? 1000, seed: options.seed ?? 1 });
  const best = cutOf(cells, rule);
  const [low, high] = percentiles(cuts, level);
  if (high - low > (cells.length - 1) / 2) return { ...found, told: null, reason: "unstable" };
  return { ...found, told: thresholdAt(best, { groups, cells, cuts, level, low, high }), reason: null };
}

function requireOrdered(outcomes: readonly ScoreOutcome[]): void {
  outcomes.forEach(({ score, n, stayed }, index) => {
    requireAmount("stayed", stayed);
    if (stayed > n) throw new RangeError(`${stayed} of ${n} stayed`);
    if (index > 0 && score <= (outcomes[index - 1]?.score ?? -Infinity)) throw new RangeError("scores must rise");
  });
}

type Cell = Pick<ScoreOutcome, "n" | "stayed">;

function groupsOf(runs: readonly (readonly ScoreOutcome[])[], cells: readonly Cell[], level: number): RetentionGroup[] {
  const fitted = isotonicFit(cells.map(({ n, stayed }) => ({ value: stayed / Math.max(1, n), weight: n })));
  return runs.flatMap((run, index) => {
    const [first, last, cell] = [run[0], run.at(-1), cells[index]];
    if (first === undefined || last === undefined || cell === undefined || cell.n === 0) return [];
    const retention = shareOf({ successes: cell.stayed, n: cell.n }, { level });
    return [{ from: first.score, to: last.score, retention, fitted: at(fitted, index) }];
  });
}

function reasonAgainst({
  groups,
  n,
  left,
  z,
  pValue,
  level,
}: {
  readonly groups: readonly RetentionGroup[];
  readonly n: number;
  readonly left: number;
  readonly z: number;
  readonly pValue: number;
  readonly level: number;
}): UntoldReason | null {
  if (left === 0 || left === n) return "one-outcome";
  if (left < LEAST_LEFT || n - left < LEAST_LEFT || groups.length < 2) return "too-few";
  return z <= 0 || pValue >= 1 - level ? "no-trend" : null;
}

/** Index of the last group below the cut. */
function cutOf(cells: readonly Cell[], rule: CutRule): number {
  const [all, stayed] = [sumOf(cells.map(({ n }) => n)), sumOf(cells.map((cell) => cell.stayed))];
  const left = all - stayed;
  let [best, bestWorth, leftBelow, stayedBelow] = [0, -Infinity, 0, 0];
  cells.slice(0, -1).forEach((cell, index) => {
    leftBelow += cell.n - cell.stayed;
    stayedBelow += cell.stayed;
    const worth =
      rule.by === "youden"
        ? leftBelow / Math.max(1, left) - stayedBelow / Math.max(1, stayed)
        : -(rule.missed * (left - leftBelow) + rule.bothered * stayedBelow);
    if (worth > bestWorth + 1e-12) [best, bestWorth] = [index, worth];
  });
  return best;
}

function resampledCuts(
  cells: readonly Cell[],
  rule: CutRule,
  { resamples, seed }: { resamples: number; seed: number },
): number[] {
  const random = createRandom(seed);
  return Array.from({ length: resamples }, () => cutOf(resampled(cells, random), rule));
}

/**
 * People drawn anew with replacement, their score and whether they stayed together: Poisson counts, which are multinomial
 * ones but for their sum.
 */
function resampled(cells: readonly Cell[], random: RandomSource): Cell[] {
  return cells.map(({ n, stayed }) => {
    const kept = drawPoisson(random, stayed);
    return { stayed: kept, n: kept + drawPoisson(random, n - stayed) };
  });
}

/** A Poisson draw; normal from a mean of 50 on, where the two are told apart by nobody. */
function drawPoisson(random: RandomSource, mean: number): number {
  if (mean >= 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > end; product *= random.uniform()) count += 1;
  return count;
}

function percentiles(cuts: readonly number[], level: number): [number, number] {
  const sorted = cuts.toSorted((a, b) => a - b);
  const pick = (p: number): number =>
    at(sorted, Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length - 1)))));
  return [pick((1 - level) / 2), pick((1 + level) / 2)];
}

function thresholdAt(
  best: number,
  found: {
    readonly groups: readonly RetentionGroup[];
    readonly cells: readonly Cell[];
    readonly cuts: readonly number[];
    readonly level: number;
    readonly low: number;
    readonly high: number;
  },
): Threshold {
  const { groups, cells, cuts, level, low, high } = found;
  const [below, above] = [cells.slice(0, best + 1), cells.slice(best + 1)].map((some) => ({
    n: sumOf(some.map(({ n }) => n)),
    successes: sumOf(some.map(({ stayed }) => stayed)),
  })) as [{ n: number; successes: number }, { n: number; successes: number }];
  const left = below.n - below.successes + above.n - above.successes;
  const endOf = (index: number): number => groups[index]?.to ?? Number.NaN;
  return {
    detractorMax: endOf(best),
    interval: { low: endOf(low), high: endOf(high) },
    support: cuts.filter((cut) => cut === best).length / cuts.length,
    sensitivity: (below.n - below.successes) / left,
    specificity: above.successes / (below.successes + above.successes),
    retentionBelow: shareOf(below, { level }),
    retentionAbove: shareOf(above, { level }),
  };
}
