import { wilson } from "#statistics/share";

/** A text with the probability that the model gives a code, and whether a person gave it. */
export interface Decision {
  readonly probability: number;
  readonly isRight: boolean;
}

/** How often a coder with some threshold agrees with people. */
export interface Counts {
  readonly given: number;
  readonly right: number;
  readonly wanted: number;
}

/** Precision that automatic coding must reach. */
export const wantedPrecision = 0.9;
/** Two-sided level whose lower end is the one-sided 80 % bound. */
const lowerLevel = 0.6;
const fewestAutomatic = 5;

/** The probability from which on giving the code makes F1 best; .5 when nobody gave it. */
export function bestCut(decisions: readonly Decision[]): number {
  let best = { cut: 0.5, f1: 0 };
  for (const { probability, counts } of steps(decisions)) {
    const f1 = f1Of(counts);
    if (f1 > best.f1) best = { cut: probability, f1 };
  }
  return best.cut;
}

/** The lowest probability from which on precision is at least .9 by the lower bound; null when there is none. */
export function automaticThreshold(decisions: readonly Decision[]): number | null {
  let threshold: number | null = null;
  for (const { probability, counts } of steps(decisions)) {
    if (counts.right < fewestAutomatic) continue;
    const lower = wilson(counts.right / counts.given, counts.given, lowerLevel).low;
    if (lower >= wantedPrecision) threshold = probability;
  }
  return threshold;
}

/** F1 = 2 · right / (given + wanted); 0 when neither. */
export function f1Of({ given, right, wanted }: Counts): number {
  return given + wanted === 0 ? 0 : (2 * right) / (given + wanted);
}

/** Counts as the threshold falls from one distinct probability to the next. */
function* steps(decisions: readonly Decision[]): Generator<{ readonly probability: number; readonly counts: Counts }> {
  const sorted = decisions.toSorted((a, b) => b.probability - a.probability);
  const wanted = decisions.filter((one) => one.isRight).length;
  let right = 0;
  for (const [index, { probability, isRight }] of sorted.entries()) {
    if (isRight) right += 1;
    if (sorted[index + 1]?.probability === probability) continue;
    yield { probability, counts: { given: index + 1, right, wanted } };
  }
}
