import { at } from "./sequence.ts";

/** Turns a raw score into a probability: 1 / (1 + exp(slope · score + offset)). */
export interface Sigmoid {
  readonly slope: number;
  readonly offset: number;
}

/** Score of a case and whether it was positive. */
export interface ScoredCase {
  readonly score: number;
  readonly isPositive: boolean;
}

/**
 * Platt's calibration of scores from cases that the scoring model has not seen, with his softened targets (a class never
 * seen still gets a probability above 0). Method: Platt 1999, by the Newton method of Lin, Lin & Weng 2007 (Machine
 * Learning 68), which cannot diverge. Without cases: every score is worth one half. Scores that go
 * against the cases are worth no more than the share of positive ones.
 */
export function plattCalibration(cases: readonly ScoredCase[]): Sigmoid {
  const positives = cases.filter((one) => one.isPositive).length;
  const negatives = cases.length - positives;
  if (cases.length === 0) return { slope: 0, offset: 0 };
  const targets = cases.map((one) => (one.isPositive ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));

  const base: Sigmoid = { slope: 0, offset: Math.log((negatives + 1) / (positives + 1)) };
  let sigmoid = base;
  let loss = lossOf(sigmoid, cases, targets);
  for (let round = 0; round < 100; round += 1) {
    const { step, decrease, isFlat } = newtonStep(sigmoid, cases, targets);
    if (isFlat) break;
    const better = lineSearch({ sigmoid, loss }, step, decrease, (tried) => lossOf(tried, cases, targets));
    if (!better) break;
    [sigmoid, loss] = [better.sigmoid, better.loss];
  }
  return sigmoid.slope > 0 ? base : sigmoid;
}

/** No sample makes anybody surer than one in a million. */
const surest = 1e-6;

/** The probability that a calibration gives a score; never exactly 0 or 1. */
export function calibrated(sigmoid: Sigmoid, score: number): number {
  return Math.min(1 - surest, Math.max(surest, probabilityOf(sigmoid, score)));
}

function probabilityOf({ slope, offset }: Sigmoid, score: number): number {
  const x = slope * score + offset;
  return x >= 0 ? Math.exp(-x) / (1 + Math.exp(-x)) : 1 / (1 + Math.exp(x));
}

/**
 * The best non-decreasing fit by least squares, one value per input, for inputs in the order of what they should grow with.
 * Method: pool adjacent violators (Ayer et al. 1955; Barlow et al. 1972). Weights must be above zero.
 */
export function isotonicFit(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number[] {
  const blocks: { mean: number; weight: number; size: number }[] = [];
  values.forEach((value, index) => {
    let block = { mean: value, weight: at(weights, index), size: 1 };
    for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      const mean = (last.mean * last.weight + block.mean * block.weight) / weight;
      block = { mean, weight, size: last.size + block.size };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ mean, size }) => new Array<number>(size).fill(mean));
}

function lossOf(sigmoid: Sigmoid, cases: readonly ScoredCase[], targets: readonly number[]): number {
  let loss = 0;
  cases.forEach(({ score }, index) => {
    const x = sigmoid.slope * score + sigmoid.offset;
    loss +=
      x >= 0
        ? at(targets, index) * x + Math.log1p(Math.exp(-x))
        : (at(targets, index) - 1) * x + Math.log1p(Math.exp(x));
  });
  return loss;
}

interface NewtonStep {
  readonly step: Sigmoid;
  /** How much the loss falls per unit of the step, at first. */
  readonly decrease: number;
  readonly isFlat: boolean;
}

const ridge = 1e-12;

function newtonStep(sigmoid: Sigmoid, cases: readonly ScoredCase[], targets: readonly number[]): NewtonStep {
  let [h11, h22, h21, g1, g2] = [ridge, ridge, 0, 0, 0];
  cases.forEach(({ score }, index) => {
    const p = probabilityOf(sigmoid, score);
    const spread = p * (1 - p);
    const miss = at(targets, index) - p;
    h11 += score * score * spread;
    h22 += spread;
    h21 += score * spread;
    g1 += score * miss;
    g2 += miss;
  });
  const determinant = h11 * h22 - h21 * h21;
  const step = { slope: -(h22 * g1 - h21 * g2) / determinant, offset: -(-h21 * g1 + h11 * g2) / determinant };
  return { step, decrease: g1 * step.slope + g2 * step.offset, isFlat: Math.abs(g1) < 1e-6 && Math.abs(g2) < 1e-6 };
}

interface Tried {
  readonly sigmoid: Sigmoid;
  readonly loss: number;
}

function lineSearch(
  from: Tried,
  step: Sigmoid,
  decrease: number,
  lossAt: (sigmoid: Sigmoid) => number,
): Tried | undefined {
  for (let size = 1; size >= 1e-10; size /= 2) {
    const slope = from.sigmoid.slope + size * step.slope;
    const sigmoid = { slope, offset: from.sigmoid.offset + size * step.offset };
    const tried = lossAt(sigmoid);
    if (tried < from.loss + 1e-4 * size * decrease) return { sigmoid, loss: tried };
  }
  return undefined;
}
