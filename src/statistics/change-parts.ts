import type { Lattice, Level } from "./crossed-cells.ts";
import { attributeMix } from "./mix-attribution.ts";
import { fitEffects, lendEffects, noEffects, ratesOf, wholeOf, type Effects, type GroupCells } from "./rate-model.ts";

/** What is known of both groups' rates, kept from resample to resample so that few sweeps bring it up to date. */
export interface RateState {
  readonly a: Effects;
  readonly b: Effects;
  /** Weight at which a cell's own mean counts half, by group. */
  readonly half: readonly [number, number];
}

/** Where the head of the parts stands; dimensions follow, see `partsOf`. */
export const head = {
  difference: 0,
  mix: 1,
  performance: 2,
  mixAtA: 3,
  performanceAtA: 4,
  interaction: 5,
  size: 6,
} as const;

/** Nothing known yet. */
export function freshState({ dimensions }: Lattice): RateState {
  return { a: noEffects(dimensions), b: noEffects(dimensions), half: [Infinity, Infinity] };
}

/** A copy that may be changed. */
export function copyState({ a, b, half }: RateState): RateState {
  const copy = ({ mean, effects }: Effects): Effects => ({ mean, effects: effects.map((effect) => effect.slice()) });
  return { a: copy(a), b: copy(b), half };
}

/** Brings the effects of both groups' categories up to date, those that one group lacks lent by the other. */
export function improveRates(
  lattice: Lattice,
  [a, b]: readonly [GroupCells, GroupCells],
  state: RateState,
  sweeps: number,
): void {
  const whole = wholeOf(lattice);
  fitEffects(whole, a, state.a, sweeps);
  fitEffects(whole, b, state.b, sweeps);
  const [own, theirs] = [marginsOf(lattice, a), marginsOf(lattice, b)];
  lendEffects(state.b, state.a, pairs(own, theirs));
  lendEffects(state.a, state.b, pairs(theirs, own));
}

/**
 * All parts of the difference as one row of numbers: the head, then for each dimension its mix, the mix of each category,
 * the performance of each category.
 */
export function partsOf(lattice: Lattice, [a, b]: readonly [GroupCells, GroupCells], state: RateState): Float64Array {
  const whole = wholeOf(lattice);
  const rates = [
    ratesOf(whole, a, { ...state.a, half: state.half[0] }),
    ratesOf(whole, b, { ...state.b, half: state.half[1] }),
  ] as const;
  const [shareA, shareB] = [sharesOf(a), sharesOf(b)];
  const mix = attributeMix(lattice, { shareA, shareB, rateA: rates[0], rateB: rates[1] });
  const performance = lattice.dimensions.map((size) => new Float64Array(size));

  let [difference, interaction] = [0, 0];
  for (let cell = 0; cell < whole.size; cell++) {
    const moved = (b.sum[cell] ?? 0) / b.total - (a.sum[cell] ?? 0) / a.total;
    const change = (shareB[cell] ?? 0) - (shareA[cell] ?? 0);
    const [from, to] = [rates[0][cell] ?? 0, rates[1][cell] ?? 0];
    difference += moved;
    interaction += change * (to - from);
    addToCategories(performance, whole, cell, moved - (change * (from + to)) / 2);
  }
  return inARow({ difference, interaction, mix, performance });
}

interface Found {
  readonly difference: number;
  readonly interaction: number;
  readonly mix: ReturnType<typeof attributeMix>;
  readonly performance: readonly Float64Array[];
}

function inARow({ difference, interaction, mix, performance }: Found): Float64Array {
  const row = new Float64Array(head.size + mix.categories.reduce((sum, { length }) => sum + 1 + 2 * length, 0));
  const rest = difference - mix.total;
  row.set([difference, mix.total, rest, mix.total - interaction / 2, rest - interaction / 2, interaction]);
  let at: number = head.size;
  mix.categories.forEach((categories, d) => {
    let sum = 0;
    for (const value of categories) sum += value;
    row[at] = sum;
    row.set(categories, at + 1);
    row.set(performance[d] ?? [], at + 1 + categories.length);
    at += 1 + 2 * categories.length;
  });
  return row;
}

function addToCategories(into: readonly Float64Array[], whole: Level, cell: number, value: number): void {
  for (let d = 0; d < into.length; d++) {
    const of = into[d];
    const k = whole.category[d * whole.size + cell] ?? 0;
    if (of !== undefined) of[k] = (of[k] ?? 0) + value;
  }
}

function sharesOf({ weight, total }: GroupCells): Float64Array {
  const shares = new Float64Array(weight.length);
  for (let cell = 0; cell < weight.length; cell++) shares[cell] = (weight[cell] ?? 0) / total;
  return shares;
}

/** A group's share by category of each dimension. */
export function marginsOf(lattice: Lattice, { weight, total }: GroupCells): Float64Array[] {
  const whole = wholeOf(lattice);
  const margins = lattice.dimensions.map((size) => new Float64Array(size));
  for (let cell = 0; cell < whole.size; cell++) addToCategories(margins, whole, cell, (weight[cell] ?? 0) / total);
  return margins;
}

function pairs(own: readonly Float64Array[], theirs: readonly Float64Array[]) {
  return own.map((mine, d) => [mine, theirs[d] ?? new Float64Array(0)] as const);
}
