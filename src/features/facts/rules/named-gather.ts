import { addAt } from "#statistics/problems/float-array";
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

function fillBlock(sums: NamedSums, cell: CellOfPlaces, shape: NamedShape): void {
  const { values } = sums;
  const from = startsOf(sums, cell, shape);
  for (let index = 0; index < cell.places.length; index++) {
    const place = cell.places[index] ?? 0;
    const weight = cell.w?.[index] ?? cell.n[index] ?? 0;
    if (place < from.pairsFrom && place > from.none) addAt(values, from.named + place - from.problemsFrom, weight);
    else if (place >= from.pairsFrom && place < from.onlyFrom)
      addAt(values, from.pairs + place - from.pairsFrom, weight);
    else fillWhole(values, from, { place, weight });
  }
}

type Starts = ReturnType<typeof startsOf>;

/** Where the sums of a cell's group and stratum stand. */
function startsOf(sums: NamedSums, { group, stratum }: CellOfPlaces, { problems, isTwoPhase }: NamedShape) {
  const to = placesOf(sums);
  return {
    ...namedPlaces(problems),
    isTwoPhase,
    reached: to.reached(group, stratum),
    whole: to.weight(group, stratum),
    named: to.named(group, stratum, 0),
    pairs: problems > 1 ? to.both(group, 1, 0) : 0,
  };
}

/** What stands for whole answers: those that name nothing, one thing, or several. */
function fillWhole(
  values: Float64Array,
  { eligible, onlyFrom, several, isTwoPhase, reached, whole, named }: Starts,
  { place, weight }: { readonly place: number; readonly weight: number },
): void {
  if (place === eligible || !isTwoPhase) addAt(values, whole, weight);
  if (place === eligible) return;
  addAt(values, reached, weight);
  if (place >= onlyFrom && place < several) addAt(values, named + place - onlyFrom, weight);
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
  const { none, problemsFrom, pairsFrom, onlyFrom, several } = namedPlaces(problems);
  const group = cell.group as 0 | 1 | 2;
  cell.places.forEach((place, index) => {
    const isPair = place >= pairsFrom && place < onlyFrom;
    if (isPair || place > several) return;
    const one = countedAt(cell, index);
    const isWhole = place === none || place >= onlyFrom;
    if (isWhole) counts.all[group] = addCounted([counts.all[group], one]);
    if (place >= onlyFrom) counts.anyNamed = addCounted([counts.anyNamed, one]);
    const problem = counts.problems[place - (isWhole ? onlyFrom : problemsFrom)];
    if (problem === undefined) return;
    problem.named[group] = addCounted([problem.named[group], one]);
    if (isWhole) problem.onlyWeight += one.sumWeights;
  });
}

function countedAt({ n, w, ww }: CellOfPlaces, index: number): CountedAnswers {
  const count = n[index] ?? 0;
  return { n: count, sumWeights: w?.[index] ?? count, sumSquaredWeights: ww?.[index] ?? count };
}
