import { requirePositive } from "../precondition.ts";
import { addAt, valueAt } from "./float-array.ts";

/** Where an answer lies on its scale: 0 low (detractors), 1 middle (passives), 2 high (promoters). */
export type GroupIndex = 0 | 1 | 2;

/**
 * All that the effects of problems need to know of a set of answers, whatever their number: for each group and stratum the
 * weights and how much of them names each problem, and for each group how much names two problems at once.
 * Sums of sets that share no answer add up, value by value.
 */
export interface NamedSums {
  readonly problems: number;
  readonly strata: number;
  /** See `placesOf`. */
  readonly values: Float64Array;
}

/** Where things stand in `values`. */
export interface Places {
  readonly size: number;
  /** Σ w of a group in a stratum. */
  readonly weight: (group: number, stratum: number) => number;
  /** Σ w·phase of those who were looked into; differs from `weight` under two-phase sampling only. */
  readonly reached: (group: number, stratum: number) => number;
  /** Σ w·phase of those who name a problem. */
  readonly named: (group: number, stratum: number, problem: number) => number;
  /** Σ w·phase of those in a group who name both, for two different problems in any order. */
  readonly both: (group: number, problem: number, other: number) => number;
}

/** The places of sums over so many problems and strata. */
export function placesOf({ problems, strata }: Pick<NamedSums, "problems" | "strata">): Places {
  const ofGroup = strata * (2 + problems) + (problems * (problems - 1)) / 2;
  return {
    size: 3 * ofGroup,
    weight: (group, stratum) => group * ofGroup + stratum,
    reached: (group, stratum) => group * ofGroup + strata + stratum,
    named: (group, stratum, problem) => group * ofGroup + strata * 2 + stratum * problems + problem,
    both: (group, problem, other) => {
      const [high, low] = problem > other ? [problem, other] : [other, problem];
      return group * ofGroup + strata * (2 + problems) + (high * (high - 1)) / 2 + low;
    },
  };
}

/** Nothing yet, to add to. Refuses (RangeError) no stratum. */
export function emptySums(problems: number, strata: number): NamedSums {
  requirePositive("strata", strata);
  return { problems, strata, values: new Float64Array(placesOf({ problems, strata }).size) };
}

/** All together. */
export function addNamedSums(parts: readonly NamedSums[], problems: number, strata: number): NamedSums {
  const sums = emptySums(problems, strata);
  for (const { values } of parts) addTo(sums.values, values, 1);
  return sums;
}

/** The whole without one of its parts. */
export function withoutPart(whole: NamedSums, part: NamedSums): NamedSums {
  const values = new Float64Array(whole.values);
  addTo(values, part.values, -1);
  return { ...whole, values };
}

function addTo(values: Float64Array, more: Float64Array, times: number): void {
  for (let index = 0; index < values.length; index++) addAt(values, index, times * valueAt(more, index));
}

/** One answer, for tests and small sets. */
export interface NamingAnswer {
  readonly group: GroupIndex;
  readonly stratum: number;
  /** Indices of the problems it names, each once. */
  readonly named: readonly number[];
  readonly weight?: number;
  /** Two-phase weight: 0 not looked into though eligible, 1/p when drawn with probability p. */
  readonly phase?: number;
}

/** Adds one answer. */
export function addAnswer(sums: NamedSums, answer: NamingAnswer): void {
  const { group, stratum, named, weight = 1, phase = 1 } = answer;
  const { values } = sums;
  const places = placesOf(sums);
  const add = (place: number, amount: number): void => addAt(values, place, amount);
  add(places.weight(group, stratum), weight);
  const mass = weight * phase;
  if (mass === 0) return;
  add(places.reached(group, stratum), mass);
  named.forEach((problem, index) => {
    add(places.named(group, stratum, problem), mass);
    for (const other of named.slice(0, index)) add(places.both(group, problem, other), mass);
  });
}

/** Low and high change places (see `mirroredCounts`). */
export function mirroredSums(sums: NamedSums): NamedSums {
  const third = sums.values.length / 3;
  const values = new Float64Array(sums.values);
  values.set(sums.values.subarray(2 * third), 0);
  values.set(sums.values.subarray(0, third), 2 * third);
  return { ...sums, values };
}
