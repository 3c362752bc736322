import type { Step } from "./step.ts";

/** Answers that are alike: how many, and with weighting the sums of their weights and of the squares of these. */
export interface Tally {
  readonly n: number;
  readonly sumWeights: number;
  readonly sumSquaredWeights: number;
}

/** Answers on the same step of the same scale. */
export interface StepTally extends Tally {
  readonly step: Step;
}

/** Answers with the same choice; `first` counts each response once, at its first choice. */
export interface ChoiceTally extends Tally {
  readonly choice: string;
  readonly first: Tally;
}

/** Sums over plain numbers x with weights w (all 1 without weighting). */
export interface Moments extends Tally {
  readonly sumX: number;
  readonly sumXX: number;
  readonly sumWX: number;
  readonly sumWXX: number;
  readonly sumWWX: number;
  readonly sumWWXX: number;
}

/** All that a figure needs to know of a group of answers; its size does not grow with the answers. */
export interface Sums {
  readonly n: number;
  readonly steps: readonly StepTally[];
  readonly choices: readonly ChoiceTally[];
  readonly moments: Moments | null;
}

/** The sums of no answers. */
export const noSums: Sums = { n: 0, steps: [], choices: [], moments: null };
/** The tally of no answers. */
export const noTally: Tally = { n: 0, sumWeights: 0, sumSquaredWeights: 0 };

/** The sums over the answers of several groups that share none. */
export function addSums(groups: readonly Sums[]): Sums {
  const steps = new Map<string, StepTally>();
  const choices = new Map<string, ChoiceTally>();
  let moments: Moments | null = null;
  let n = 0;
  for (const group of groups) {
    n += group.n;
    for (const tally of group.steps)
      merge(steps, stepKey(tally.step), tally, (a, b) => ({ ...a, ...addTallies(a, b) }));
    for (const tally of group.choices) merge(choices, tally.choice, tally, addChoices);
    if (group.moments !== null) moments = addMoments(moments, group.moments);
  }
  return { n, steps: [...steps.values()], choices: [...choices.values()], moments };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    n: a.n + b.n,
    sumWeights: a.sumWeights + b.sumWeights,
    sumSquaredWeights: a.sumSquaredWeights + b.sumSquaredWeights,
  };
}

function stepKey({ score, from, to, isLowGood }: Step): string {
  return `${score}/${from}-${to}${isLowGood ? "low" : ""}`;
}

function merge<T>(into: Map<string, T>, key: string, value: T, add: (a: T, b: T) => T): void {
  const there = into.get(key);
  into.set(key, there === undefined ? value : add(there, value));
}

function addChoices(a: ChoiceTally, b: ChoiceTally): ChoiceTally {
  return { choice: a.choice, ...addTallies(a, b), first: addTallies(a.first, b.first) };
}

/** The sums over both; null adds nothing. */
export function addMoments(a: Moments | null, b: Moments): Moments {
  if (a === null) return b;
  return {
    ...addTallies(a, b),
    sumX: a.sumX + b.sumX,
    sumXX: a.sumXX + b.sumXX,
    sumWX: a.sumWX + b.sumWX,
    sumWXX: a.sumWXX + b.sumWXX,
    sumWWX: a.sumWWX + b.sumWWX,
    sumWWXX: a.sumWWXX + b.sumWWXX,
  };
}

/** What remains of the whole without a part of it. */
export function subtractSums(whole: Sums, part: Sums): Sums {
  const remainder = addSums([whole, negated(part)]);
  return {
    ...remainder,
    steps: remainder.steps.filter(({ n }) => n > 0).map(withoutRoundingError),
    choices: remainder.choices.filter(({ n }) => n > 0).map(withoutRoundingError),
  };
}

function withoutRoundingError<T extends Tally>(tally: T): T {
  return {
    ...tally,
    sumWeights: Math.max(0, tally.sumWeights),
    sumSquaredWeights: Math.max(0, tally.sumSquaredWeights),
  };
}

function negated({ n, steps, choices, moments }: Sums): Sums {
  return {
    n: -n,
    steps: steps.map((tally) => ({ ...tally, ...negatedTally(tally) })),
    choices: choices.map((tally) => ({ ...tally, ...negatedTally(tally), first: negatedTally(tally.first) })),
    moments: moments === null ? null : negatedMoments(moments),
  };
}

function negatedTally({ n, sumWeights, sumSquaredWeights }: Tally): Tally {
  return { n: -n, sumWeights: -sumWeights, sumSquaredWeights: -sumSquaredWeights };
}

function negatedMoments(moments: Moments): Moments {
  const { sumX, sumXX, sumWX, sumWXX, sumWWX, sumWWXX } = moments;
  return {
    ...negatedTally(moments),
    sumX: -sumX,
    sumXX: -sumXX,
    sumWX: -sumWX,
    sumWXX: -sumWXX,
    sumWWX: -sumWWX,
    sumWWXX: -sumWWXX,
  };
}
