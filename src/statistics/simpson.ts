import { changeWithin, sameMixDifference, togetherOf, type InBoth } from "./cell-changes.ts";
import { chiSquareCdf } from "./distributions.ts";
import type { Bounds } from "./estimate.ts";
import type { ChangePart } from "./explain-change.ts";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "./many-units.ts";

/** What a breakdown says of a difference: whether the whole and its parts point the same way. */
export interface Reversal {
  /**
   * `paradox`: the whole clearly goes one way, the like against the like clearly the other way, and no part clearly
   * goes with the whole. `masked`: the whole shows no clear difference, less than half of what the like against the like
   * clearly show, since the mix moved against it.
   */
  readonly kind: "paradox" | "masked" | "none";
  /** Difference of the whole, and at one mix. */
  readonly whole: ChangePart;
  readonly sameMix: ChangePart | null;
  /** Difference within each part, in the order given; null where a group has nobody or too few. */
  readonly parts: readonly (ChangePart | null)[];
  readonly counts: { readonly withWhole: number; readonly against: number; readonly unclear: number };
  /** p-value of the statement: the larger of the two that it rests on. */
  readonly pValue: number;
}

/**
 * Looks for Simpson's paradox (Simpson 1951; Yule 1903) in one breakdown, with evidence for each sign: the whole difference
 * and the difference at the same mix (`sameMixDifference`) must both leave out zero, on opposite sides, and of the parts
 * with at least `least` answers in either group (at least two of them) none may clearly go with the whole once the number
 * of parts is allowed for (Benjamini–Hochberg). A lone small part cannot make a paradox, nor noise undo one.
 */
export function findReversal(
  cells: readonly InBoth[],
  options: { readonly bounds?: Bounds | undefined; readonly least?: number } = {},
): Reversal {
  const { bounds, least = 10 } = options;
  const whole = changeWithin(togetherOf(cells), bounds);
  const parts = cells.map((cell) => (Math.min(cell.a.n, cell.b.n) < least ? null : changeWithin(cell, bounds)));
  const known = parts.filter((part) => part !== null);
  const adjusted = adjustPValues(known.map(({ pValue }) => pValue));
  const clear = known.filter((_, index) => (adjusted[index] ?? 1) <= FALSE_DISCOVERY_RATE);
  const sameMix = sameMixDifference(cells, bounds);

  const counts = {
    withWhole: clear.filter(({ value }) => Math.sign(value) === Math.sign(whole.value)).length,
    against: clear.filter(({ value }) => Math.sign(value) === -Math.sign(whole.value)).length,
    unclear: known.length - clear.length,
  };
  return { whole, sameMix, parts, counts, ...verdictOf({ whole, sameMix, counts, clear, known: known.length }) };
}

interface ToJudge extends Pick<Reversal, "whole" | "sameMix" | "counts"> {
  /** Parts that clearly changed. */
  readonly clear: readonly ChangePart[];
  /** Parts with enough answers. */
  readonly known: number;
}

/** What evidence of either sign there is, and how sure the statement that rests on it is. */
function verdictOf({ whole, sameMix, counts, clear, known }: ToJudge): Pick<Reversal, "kind" | "pValue"> {
  if (sameMix === null) return { kind: "none", pValue: 1 };
  const none = { kind: "none", pValue: sameMix.pValue } as const;
  if (!sameMix.clear || known < 2) return none;
  const way = Math.sign(sameMix.value);
  if (whole.clear) {
    const opposes = way === -Math.sign(whole.value) && counts.withWhole === 0;
    return opposes ? { kind: "paradox", pValue: Math.max(whole.pValue, sameMix.pValue) } : none;
  }
  const isSmall = Math.abs(whole.value) < Math.abs(sameMix.value) / 2;
  return isSmall && clear.every(({ value }) => Math.sign(value) === way) ? { ...none, kind: "masked" } : none;
}

/** Of several breakdowns those whose reversal stands when all that were looked at are allowed for, in the order given. */
export function reversalsAmong(
  found: readonly Reversal[],
  falseDiscoveryRate: number = FALSE_DISCOVERY_RATE,
): boolean[] {
  const adjusted = adjustPValues(found.map(({ kind, pValue }) => (kind === "none" ? 1 : pValue)));
  return found.map(({ kind }, index) => kind !== "none" && (adjusted[index] ?? 1) <= falseDiscoveryRate);
}

/** How unlike the changes of parts are. */
export interface Heterogeneity {
  readonly statistic: number;
  readonly freedom: number;
  readonly pValue: number;
}

/**
 * Whether the parts of a breakdown changed differently at all: Σ (dk − d)² / vk against a chi-square of parts − 1
 * (Cochran 1954). Null with fewer than two parts that both groups have.
 */
export function heterogeneityOf(parts: readonly (ChangePart | null)[]): Heterogeneity | null {
  const known = parts.filter((part) => part !== null && part.standardError > 0) as readonly ChangePart[];
  if (known.length < 2) return null;
  const weights = known.map(({ standardError }) => 1 / standardError ** 2);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = known.reduce((sum, { value }, index) => sum + value * (weights[index] ?? 0), 0) / all;
  const statistic = known.reduce((sum, { value }, index) => sum + (weights[index] ?? 0) * (value - mean) ** 2, 0);
  const freedom = known.length - 1;
  return { statistic, freedom, pValue: 1 - chiSquareCdf(statistic, freedom) };
}
