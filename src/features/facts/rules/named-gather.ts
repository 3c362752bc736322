import { addCounted, noAnswers, type CountedAnswers, type NamedCounts } from "#statistics/problems/named-counts";
import { emptySums, placesOf, type NamedSums } from "#statistics/problems/named-sums";

import { namedPlaces } from "./named-places.ts";

/** Counts of one group of one stratum of one block, by place (see `namedPlaces`). */
interface CellOfPlaces {
  readonly block: number;
  readonly group: number;
  readonly stratum: number;
  readonly places: readonly number[];
  readonly n: readonly number[];
  readonly w: readonly number[] | undefined;
  readonly ww: readonly number[] | undefined;
}

/** How large everything is. */
export interface NamedShape {
  readonly problems: number;
  readonly strata: number;
  readonly blocks: number;
  readonly isTwoPhase: boolean;
}

/** Sums by block of persons, and counts over all. */
export interface Gathered {
  readonly blocks: readonly NamedSums[];
  readonly counts: NamedCounts;
  /** Answers that name anything at all. */
  readonly anyNamed: CountedAnswers;
}

/** Puts the cells of the database together. */
export function gatherNamed(cells: readonly CellOfPlaces[], shape: NamedShape): Gathered {
  const strata = Math.max(1, shape.strata);
  const blocks = Array.from({ length: shape.blocks }, () => emptySums(shape.problems, strata));
  const counts = emptyCounts(shape.problems);
  for (const cell of cells) {
    const sums = blocks[cell.block];
    if (sums !== undefined) fillBlock(sums, cell, shape);
    fillCounts(counts, cell, shape.problems);
  }
  return { blocks, counts, anyNamed: counts.anyNamed };
}

function fillBlock(sums: NamedSums, cell: CellOfPlaces, { problems, isTwoPhase }: NamedShape): void {
  const { values } = sums;
  const to = placesOf(sums);
  const { all, pairsFrom, onlyFrom, eligible } = namedPlaces(problems);
  const { group, stratum } = cell;
  const firstPair = problems > 1 ? to.both(group, 1, 0) : 0;
  cell.places.forEach((place, index) => {
    const weight = cell.w?.[index] ?? cell.n[index] ?? 0;
    const add = (at: number): void => void (values[at] = (values[at] ?? 0) + weight);
    if (place === all) {
      add(to.reached(group, stratum));
      if (!isTwoPhase) add(to.weight(group, stratum));
    } else if (place === eligible) add(to.weight(group, stratum));
    else if (place < pairsFrom) add(to.named(group, stratum, place - 1));
    else if (place < onlyFrom) add(firstPair + place - pairsFrom);
  });
}

interface Working {
  anyNamed: CountedAnswers;
  all: [CountedAnswers, CountedAnswers, CountedAnswers];
  problems: { named: [CountedAnswers, CountedAnswers, CountedAnswers]; onlyWeight: number }[];
}

function emptyCounts(problems: number): Working {
  const nobody = (): Working["all"] => [noAnswers, noAnswers, noAnswers];
  return {
    anyNamed: noAnswers,
    all: nobody(),
    problems: Array.from({ length: problems }, () => ({ named: nobody(), onlyWeight: 0 })),
  };
}

function fillCounts(counts: Working, cell: CellOfPlaces, problems: number): void {
  const { all, pairsFrom, onlyFrom, someNamed } = namedPlaces(problems);
  const group = cell.group as 0 | 1 | 2;
  cell.places.forEach((place, index) => {
    const n = cell.n[index] ?? 0;
    const one = { n, sumWeights: cell.w?.[index] ?? n, sumSquaredWeights: cell.ww?.[index] ?? n };
    const named = place < pairsFrom ? counts.problems[place - 1] : undefined;
    const only = place < someNamed ? counts.problems[place - onlyFrom] : undefined;
    if (place === all) counts.all[group] = addCounted([counts.all[group], one]);
    else if (place === someNamed) counts.anyNamed = addCounted([counts.anyNamed, one]);
    else if (named !== undefined) named.named[group] = addCounted([named.named[group], one]);
    else if (only !== undefined) only.onlyWeight += one.sumWeights;
  });
}
