import { normalTwoSided } from "./distributions.ts";
import { adjustPValues } from "./many-units.ts";
import { at, sumOf } from "./sequence.ts";

/** How often a thing was counted in two groups. */
export interface CountPair {
  readonly now: number;
  readonly before: number;
}

/** By how much more a thing is counted now, and how sure that is. */
export interface LogOddsChange {
  /** Log odds ratio, shrunk; above 0: more now. */
  readonly logOdds: number;
  readonly z: number;
  readonly pValue: number;
  /** Benjamini–Hochberg over all things given. */
  readonly adjustedPValue: number;
}

/**
 * Log odds of each thing between two groups under an informative Dirichlet prior that both groups together make, so that
 * rare things are not on top by luck; z is the log odds over its standard deviation. Counts must be of independent cases
 * (texts with a word, not its repetitions). Source: Monroe, Colaresi & Quinn 2008, "Fightin' Words", equations 15–22.
 * `prior` is the weight of the prior in counts; default a tenth of the smaller group. Without counts in a group: no
 * change, p = 1.
 */
export function logOddsChanges(
  counts: readonly CountPair[],
  options: { readonly prior?: number } = {},
): LogOddsChange[] {
  const now = sumOf(counts.map((one) => one.now));
  const before = sumOf(counts.map((one) => one.before));
  const prior = options.prior ?? Math.min(now, before) / 10;
  const raw = counts.map((one) => change(one, { now, before, prior }));
  const adjusted = adjustPValues(raw.map(({ pValue }) => pValue));
  return raw.map((one, index) => ({ ...one, adjustedPValue: at(adjusted, index) }));
}

function change(
  one: CountPair,
  total: { readonly now: number; readonly before: number; readonly prior: number },
): Omit<LogOddsChange, "adjustedPValue"> {
  const share = (one.now + one.before) / (total.now + total.before);
  const alpha = total.prior * share;
  if (!(total.now > 0 && total.before > 0 && share > 0 && share < 1)) return { logOdds: 0, z: 0, pValue: 1 };
  const odds = (count: number, sum: number) => (count + alpha) / (sum + total.prior - count - alpha);
  const logOdds = Math.log(odds(one.now, total.now)) - Math.log(odds(one.before, total.before));
  const variance = 1 / (one.now + alpha) + 1 / (one.before + alpha);
  const z = logOdds / Math.sqrt(variance);
  return { logOdds, z, pValue: normalTwoSided(z) };
}
