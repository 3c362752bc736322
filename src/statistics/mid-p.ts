import { requireAmount, requirePositive } from "./precondition.ts";
import { logGamma } from "./special-functions.ts";

/** A fourfold table by its rows; weighted samples pass effective (fractional) counts. */
export interface TwoShares {
  readonly first: { readonly successes: number; readonly n: number };
  readonly second: { readonly successes: number; readonly n: number };
}

/**
 * Two-sided p-value of "both shares are equal" from the hypergeometric distribution, the table seen counted half
 * (Fisher's exact test with Lancaster's mid-P), doubled. Right in the far tail, which comparisons of many small units
 * live in and where the normal approximation of rare properties is wrong by orders of magnitude.
 * Cost grows with the square root of the smaller sample. Sources: Lancaster 1961; Hirji 2006, Exact Analysis of
 * Discrete Data. Refuses (RangeError) what is no table.
 */
export function midPValue({ first, second }: TwoShares): number {
  for (const { successes, n } of [first, second]) {
    requirePositive("n", n);
    requireAmount("successes", successes);
    if (successes > n) throw new RangeError(`successes (${successes}) must not exceed n (${n})`);
  }
  const above = upperTail(first, second);
  const below = upperTail(failuresOf(first), failuresOf(second));
  return Math.min(1, 2 * Math.min(above, below));
}

/** Chance of more successes in the first sample than seen, plus half the chance of exactly those. */
function upperTail(first: TwoShares["first"], second: TwoShares["first"]): number {
  const successes = first.successes + second.successes;
  const failures = first.n + second.n - successes;
  const seen = Math.exp(
    logChoose(successes, first.successes) +
      logChoose(failures, first.n - first.successes) -
      logChoose(successes + failures, first.n),
  );

  let [sum, term] = [seen / 2, seen];
  for (let x = first.successes; term > sum * 1e-14; x++) {
    const [mine, theirs] = [first.n - x, successes - x];
    if (mine <= 0 || theirs <= 0) break;
    term *= (mine / (x + 1)) * (theirs / (failures - mine + 1));
    sum += term;
  }
  return sum;
}

function failuresOf({ successes, n }: TwoShares["first"]): TwoShares["first"] {
  return { successes: n - successes, n };
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
