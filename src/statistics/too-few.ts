import { requireAmount } from "./precondition.ts";

/** From how many answers on what may be said. The settings of an installation may raise them. */
export interface TooFewRule {
  /** A figure is printed from here on. */
  readonly figure: number;
  /** Two figures are compared (arrow, "better than") only if both have this many. */
  readonly trend: number;
}

/**
 * Figures from 25 answers: there an NPS of typical spread is known to ±30 points and a share to ±18 per cent points,
 * which tells bad from good and little more. Arrows from 10 where a page
 * lowers the figure rule, never below. Our own choice; see methods 3.1.
 */
export const TOO_FEW_RULE: TooFewRule = { figure: 25, trend: 10 };

/** What a cell may show: nothing was answered, too little to print, or enough. */
export type Sufficiency = "none" | "too-few" | "enough";

/** Judges n answers (unweighted: weights cannot make answers). Refuses (RangeError) negative counts. */
export function sufficiencyOf(n: number, rule: TooFewRule = TOO_FEW_RULE): Sufficiency {
  requireAmount("n", n);
  if (n === 0) return "none";
  return n < rule.figure ? "too-few" : "enough";
}

/** Whether a change between two periods or groups may be drawn at all, clear or not. */
export function mayCompare(n: readonly [number, number], rule: TooFewRule = TOO_FEW_RULE): boolean {
  return Math.min(...n) >= rule.trend;
}
