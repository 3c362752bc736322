import type { WeightSums } from "../design-effect.ts";
import type { ShareCounts } from "../share.ts";

/** Answers of one kind: how many, and their weights (w·phase under two-phase sampling, where those not drawn are left out). */
export interface CountedAnswers extends WeightSums {
  readonly n: number;
}

/** Answers of one kind by group, low first. */
export type ByGroup = readonly [CountedAnswers, CountedAnswers, CountedAnswers];

/** Answers that were looked into, all of them and those that name each problem. */
export interface NamedCounts {
  readonly all: ByGroup;
  readonly problems: readonly {
    readonly named: ByGroup;
    /** Σ w of those who name nothing but this. */
    readonly onlyWeight: number;
  }[];
}

/** No answers. */
export const noAnswers: CountedAnswers = { n: 0, sumWeights: 0, sumSquaredWeights: 0 };

/** Several kinds together. */
export function addCounted(parts: readonly CountedAnswers[]): CountedAnswers {
  let [n, sumWeights, sumSquaredWeights] = [0, 0, 0];
  for (const part of parts) {
    n += part.n;
    sumWeights += part.sumWeights;
    sumSquaredWeights += part.sumSquaredWeights;
  }
  return { n, sumWeights, sumSquaredWeights };
}

/** Those who have something, out of all, as a share with its weights. */
export function shareCountsOf(some: CountedAnswers, all: CountedAnswers): ShareCounts {
  const failures = {
    sumWeights: Math.max(0, all.sumWeights - some.sumWeights),
    sumSquaredWeights: Math.max(0, all.sumSquaredWeights - some.sumSquaredWeights),
  };
  return { successes: some.n, n: all.n, weights: { successes: some, failures } };
}

/** Some of the groups taken away from all. */
export function othersOf(all: ByGroup, some: ByGroup): ByGroup {
  const less = (group: 0 | 1 | 2): CountedAnswers => ({
    n: all[group].n - some[group].n,
    sumWeights: Math.max(0, all[group].sumWeights - some[group].sumWeights),
    sumSquaredWeights: Math.max(0, all[group].sumSquaredWeights - some[group].sumSquaredWeights),
  });
  return [less(0), less(1), less(2)];
}

/** All answers of the groups. */
export function wholeOf(groups: ByGroup): CountedAnswers {
  return addCounted(groups);
}

/** Low and high change places: what is loved is counted like what hurts, from the other end. */
export function mirroredCounts({ all, problems }: NamedCounts): NamedCounts {
  const turn = ([low, middle, high]: ByGroup): ByGroup => [high, middle, low];
  return { all: turn(all), problems: problems.map((one) => ({ ...one, named: turn(one.named) })) };
}
