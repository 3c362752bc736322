import { shareDifference, type Difference } from "#statistics/difference";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { shareOf, type ShareCounts } from "#statistics/share";

import type { Theme } from "../contract.ts";

/** How many answers carry a code, of those that could. */
export interface Coded {
  readonly n: number;
  readonly of: number;
  readonly weights: { readonly w: number; readonly ww: number; readonly ofW: number; readonly ofWw: number };
}

/** A code with its counts in both groups. */
export interface CodedBoth {
  readonly code: string;
  readonly a: Coded;
  readonly b: Coded;
}

/** What a code is called, and what it is said of. */
export interface CodeName {
  readonly name: string;
  readonly about: string;
}

/** A theme said by fewer than so many people in both groups together is not looked at. */
const leastSaid = 5;
const mostThemes = 30;

/**
 * Which shares moved, those that clearly did first: two-proportion tests with Newcombe's interval, chance finds controlled
 * over all codes that are looked at.
 */
export function movedThemes(
  shares: readonly CodedBoth[],
  { isWeighted, minimumN, nameOf }: { isWeighted: boolean; minimumN: number; nameOf: (code: string) => CodeName },
): { readonly themes: Theme[]; readonly tested: number } {
  const looked = shares.filter(({ a, b }) => Math.min(a.of, b.of) >= minimumN && a.n + b.n >= leastSaid);
  const differences = looked.map(({ a, b }) => shareDifference(countsOf(b, isWeighted), countsOf(a, isWeighted)));
  const adjusted = adjustPValues(differences.map(({ pValue }) => pValue));
  const themes = looked.flatMap(({ code, a, b }, index): Theme[] => {
    const [found, adjustedP] = [differences[index], adjusted[index]];
    if (found === undefined || adjustedP === undefined) return [];
    return [
      {
        code,
        ...nameOf(code),
        side: sideOf(code),
        a: standing(a, isWeighted),
        b: standing(b, isWeighted),
        difference: inPercent(found),
        adjustedP,
        clear: found.clear && adjustedP <= FALSE_DISCOVERY_RATE,
      },
    ];
  });
  const inOrder = themes.toSorted(
    (x, y) => Number(y.clear) - Number(x.clear) || Math.abs(y.difference.value) - Math.abs(x.difference.value),
  );
  return { themes: inOrder.slice(0, mostThemes), tested: looked.length };
}

function inPercent({ value, interval, pValue, clear }: Difference): Theme["difference"] {
  const { low, high, ...how } = interval;
  return { value: 100 * value, interval: { low: 100 * low, high: 100 * high, ...how }, p: pValue, clear };
}

/** Problem, praise or neither, from the side a theme was mentioned from; or the option of a question. */
export function sideOf(code: string): Theme["side"] {
  if (code.includes(":")) return "option";
  if (code.endsWith("+")) return "praise";
  return code.endsWith("-") ? "problem" : "neutral";
}

function standing(coded: Coded, isWeighted: boolean): Theme["a"] {
  const { value, interval } = shareOf(countsOf(coded, isWeighted));
  return {
    n: coded.n,
    of: coded.of,
    value: 100 * value,
    interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
  };
}

function countsOf({ n, of, weights: { w, ww, ofW, ofWw } }: Coded, isWeighted: boolean): ShareCounts {
  if (!isWeighted) return { successes: n, n: of };
  return {
    successes: n,
    n: of,
    weights: {
      successes: { sumWeights: w, sumSquaredWeights: ww },
      failures: { sumWeights: Math.max(0, ofW - w), sumSquaredWeights: Math.max(0, ofWw - ww) },
    },
  };
}
