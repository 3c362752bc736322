import { meanOfCell, pooledVariance, varianceOfCell, worthOf, type CellMoments } from "./cell-moments.ts";
import { copyState, freshState, head, improveRates, marginsOf, partsOf, type RateState } from "./change-parts.ts";
import { latticeOf, type CrossedCells, type Lattice } from "./crossed-cells.ts";
import { normalQuantile, normalTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "./estimate.ts";
import { requirePositive, requireProbability } from "./precondition.ts";
import { createRandom } from "./random.ts";
import { halfWeightOf, wholeOf, type GroupCells } from "./rate-model.ts";
import { drawCells, type DrawnFrom, type Redrawn } from "./resample-cells.ts";

/** A part of a difference, in the unit of the answers. `clear`: its interval leaves out zero. */
export interface ChangePart {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly pValue: number;
  readonly clear: boolean;
}

/** What one category of a dimension did to the difference. */
export interface CategoryParts {
  readonly shareA: number;
  readonly shareB: number;
  readonly mix: ChangePart;
  readonly performance: ChangePart;
}

/** What one dimension's composition did, and its categories. */
export interface DimensionParts {
  readonly mix: ChangePart;
  readonly categories: readonly CategoryParts[];
}

/** A difference of two groups, B minus A, and what it is made of. */
export interface ExplainedChange {
  readonly difference: ChangePart;
  /** Who answered changed: at equal rates this alone would have come about. */
  readonly mix: ChangePart;
  /** Rates changed: the difference at one and the same mix (the average of both). */
  readonly performance: ChangePart;
  /** Three-fold: mix at A's rates, rates at A's mix, and what only both together did. */
  readonly threefold: { readonly mix: ChangePart; readonly performance: ChangePart; readonly interaction: ChangePart };
  readonly dimensions: readonly DimensionParts[];
  /** Cells with answers in both groups, and in one of them only. */
  readonly cells: { readonly shared: number; readonly onlyA: number; readonly onlyB: number };
}

/** How a change is explained. */
export interface ExplainOptions {
  readonly level?: number;
  readonly resamples?: number;
  readonly seed?: number;
  /** By how much answers of the same people widen the variance; at least 1. */
  readonly designEffect?: number;
}

/**
 * Splits the difference of two groups' means, B minus A, into who answered (mix) and how the like answered (performance),
 * the mix given to dimensions and categories: Kitagawa 1955, Oaxaca 1973, Blinder 1973; the order of dimensions by
 * Shapley (Shorrocks 2013, see `attributeMix`). Answers are any numbers: ±100 and 0 for recommendation (the unit is points
 * then), 0 and 100 for shares, steps of a scale. Mix and performance add up to the difference exactly, dimensions and
 * categories to the mix, the categories' performance to the performance, for each dimension anew.
 *
 * Rates of cells: main effects of all dimensions by least squares, drawn towards the cell's own mean by how dense it is
 * (`halfWeightOf`), so dense data are cut by the full cross-classification and sparse data rest on their categories. A cell
 * or category that only one group has is taken to have changed as the others did: its coming or going counts as mix.
 *
 * Intervals are normal with the standard error of a Poisson bootstrap over cells (`drawCells`), widened by
 * `designEffect`; they speak of the populations the groups were drawn from, so the mix is uncertain too. Simulated
 * coverage in `explain-change.test.ts`. Assumes independent answers otherwise. A part of a difference is not its cause.
 * Refuses (RangeError) a group without answers, and more than seven dimensions.
 */
export function explainChange(crossed: CrossedCells, options: ExplainOptions = {}): ExplainedChange {
  const { level = DEFAULT_LEVEL, designEffect = 1 } = options;
  requireProbability("level", level);
  const lattice = latticeOf(crossed);
  const groups = [groupOf(crossed, "a"), groupOf(crossed, "b")] as const;
  for (const { total } of groups) requirePositive("answers in a group", total);

  const fitted = freshState(lattice);
  improveRates(lattice, groups, fitted, firstSweeps);
  const half = [halfOf(lattice, groups[0], fitted.a), halfOf(lattice, groups[1], fitted.b)] as const;
  const state = { ...fitted, half };
  const values = partsOf(lattice, groups, state);

  const errors = bootstrapErrors({ lattice, groups, state, values }, options);
  const scale = Math.sqrt(Math.max(1, designEffect));
  const part = (at: number): ChangePart => changePart(values[at] ?? 0, scale * (errors[at] ?? 0), level);
  return { ...assembled(lattice, groups, part), cells: countCells(crossed) };
}

const firstSweeps = 40;
const nextSweeps = 4;
const usualResamples = 120;

interface Group extends GroupCells {
  readonly from: DrawnFrom;
  readonly variance: number;
}

type Groups = readonly [Group, Group];

function groupOf({ cells, bounds }: CrossedCells, side: "a" | "b"): Group {
  const moments = cells.map((cell): CellMoments => cell[side]);
  const pooled = pooledVariance(moments, bounds);
  const column = (of: (cell: CellMoments) => number) => Float64Array.from(moments, of);
  const weight = column(({ w }) => w);
  return {
    weight,
    sum: column(({ wx }) => wx),
    total: weight.reduce((sum, w) => sum + w, 0),
    variance: pooled,
    from: {
      weight,
      mean: column(meanOfCell),
      worth: column(worthOf),
      deviation: column((cell) => Math.sqrt(varianceOfCell(cell, pooled))),
    },
  };
}

function halfOf(lattice: Lattice, group: Group, effects: RateState["a"]): number {
  return halfWeightOf(wholeOf(lattice), { ...group, worth: group.from.worth }, effects);
}

interface ToResample {
  readonly lattice: Lattice;
  readonly groups: Groups;
  readonly state: RateState;
  readonly values: Float64Array;
}

/**
 * Standard error of every part from pairs of mirrored resamples; how much a cell's own mean counts stays as it was found.
 * Parts are products of changes of shares and rates. Resampled about noisy changes, a product's variance
 * x²σy² + y²σx² + σx²σy² comes out too large by 2σx²σy², which shows where nothing changed. Half the difference of a pair
 * holds the first two terms (each too large by σx²σy²), half its sum the last, so that odd less even is right on average;
 * never less than even, which is what remains where both changes are nothing.
 */
function bootstrapErrors({ lattice, groups, state, values }: ToResample, options: ExplainOptions): Float64Array {
  const { resamples = usualResamples, seed = 20_231 } = options;
  const random = createRandom(seed);
  const blank = (): readonly [Redrawn, Redrawn] => [emptyDraw(groups[0]), emptyDraw(groups[1])];
  const [drawn, mirrored] = [blank(), blank()];
  const [odd, even] = [new Float64Array(values.length), new Float64Array(values.length)];
  let held = 0;
  for (let resample = 0; resample < resamples; resample++) {
    groups.forEach(({ from }, g) => drawCells(random, from, drawn[g as 0 | 1], mirrored[g as 0 | 1]));
    if ([...drawn, ...mirrored].some(({ total }) => total <= 0)) continue;
    const [up, down] = [partsAgain(lattice, drawn, state), partsAgain(lattice, mirrored, state)];
    held += 1;
    values.forEach((value, at) => {
      const [more, less] = [(up[at] ?? 0) - value, (down[at] ?? 0) - value];
      odd[at] = (odd[at] ?? 0) + ((more - less) / 2) ** 2;
      even[at] = (even[at] ?? 0) + ((more + less) / 2) ** 2;
    });
  }
  return odd.map((square, at) => Math.sqrt(Math.max(square - (even[at] ?? 0), even[at] ?? 0) / Math.max(1, held)));
}

function emptyDraw({ weight: { length } }: Group): Redrawn {
  return { weight: new Float64Array(length), sum: new Float64Array(length), total: 0 };
}

function partsAgain(lattice: Lattice, pair: readonly [Redrawn, Redrawn], state: RateState): Float64Array {
  const own = copyState(state);
  improveRates(lattice, pair, own, nextSweeps);
  return partsOf(lattice, pair, own);
}

/** A part with a normal interval. */
export function changePart(value: number, standardError: number, level: number = DEFAULT_LEVEL): ChangePart {
  const margin = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: value - margin, high: value + margin, level, method: "poisson-bootstrap" };
  const pValue = standardError > 0 ? normalTwoSided(value / standardError) : 1;
  return { value, standardError, interval, pValue, clear: pValue < 1 - level };
}

function assembled(lattice: Lattice, groups: Groups, part: (at: number) => ChangePart): Omit<ExplainedChange, "cells"> {
  const [sharesA, sharesB] = groups.map((group) => marginsOf(lattice, group));
  let at: number = head.size;
  const dimensions = lattice.dimensions.map((size, d): DimensionParts => {
    const start = at;
    at += 1 + 2 * size;
    const categories = Array.from({ length: size }, (_, k) => ({
      shareA: sharesA?.[d]?.[k] ?? 0,
      shareB: sharesB?.[d]?.[k] ?? 0,
      mix: part(start + 1 + k),
      performance: part(start + 1 + size + k),
    }));
    return { mix: part(start), categories };
  });
  return {
    difference: part(head.difference),
    mix: part(head.mix),
    performance: part(head.performance),
    threefold: { mix: part(head.mixAtA), performance: part(head.performanceAtA), interaction: part(head.interaction) },
    dimensions,
  };
}

function countCells({ cells }: CrossedCells): ExplainedChange["cells"] {
  const count = (a: boolean, b: boolean) => cells.filter((cell) => cell.a.w > 0 === a && cell.b.w > 0 === b).length;
  return { shared: count(true, true), onlyA: count(true, false), onlyB: count(false, true) };
}
