import { rake, type RakingGroup } from "#statistics/raking";
import type { RakingFault } from "#statistics/raking-faults";
import { SMALL_CATEGORY, weightHistogram, weightQuality, type WeightBin } from "#statistics/weight-quality";

import type { Fault, Quality, SchemePreview, SchemeWish } from "../contract.ts";
import { categoryName, schemeMargins, type SchemeMargin } from "./categories.ts";
import { versionOn, type PopulationVersion } from "./margins.ts";

/** Responses that are alike: one value for each dimension of the scheme, their wave, the weight they came with. */
export interface Cell {
  readonly key: readonly string[];
  readonly wave: string;
  readonly base: number;
  readonly n: number;
}

/** What weights are computed from. */
export interface WeightsQuery {
  readonly scheme: SchemeWish;
  readonly versions: readonly PopulationVersion[];
  readonly cells: readonly Cell[];
  /** The day whose population holds where there are no waves. */
  readonly day: string;
}

/** Weights of a scheme, and all that is to be said of them. */
export interface Weights {
  /** By `cellName`: the final weight. Cells of waves that are left out are missing: they keep their own. */
  readonly weightOf: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
  readonly wavesLeftOut: number;
  readonly quality: Quality | null;
  readonly histogram: readonly WeightBin[];
  readonly margins: readonly MarginState[];
}

type MarginState = SchemePreview["margins"][number];

/** A cell's name, the same for the same responses whenever it is computed. */
export function cellName({ wave, key, base }: Pick<Cell, "wave" | "key" | "base">): string {
  return JSON.stringify([wave, ...key, Number(base.toFixed(6))]);
}

/**
 * Rakes every wave by itself to the population in force on its first day. A wave with faults keeps its own weights; the
 * faults say why. Weights have a mean of 1 within each wave, so that waves keep their sizes to one another.
 */
export function computeWeights({ scheme, versions, cells, day }: WeightsQuery): Weights {
  const waves = [...Map.groupBy(cells, ({ wave }) => wave)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const results = waves.map(([wave, some]) => {
    const version = versionOn(versions, wave === "" ? day : wave);
    const margins = schemeMargins(scheme, version?.margins ?? []);
    return { wave, cells: some, margins, ...rakeWave(scheme, margins, some) };
  });
  if (cells.length === 0) return { ...nothing, faults: [{ ...noFault, code: "nobody", wave: "" }] };

  const done = results.filter(({ weights }) => weights !== null);
  const weightOf = new Map(
    done.flatMap(({ cells: some, weights }) =>
      some.map((cell, i) => [cellName(cell), weights?.[i] ?? cell.base] as const),
    ),
  );
  const latest = versionOn(versions, day);
  return {
    weightOf,
    faults: results.flatMap(({ wave, margins, faults }) => faults.map((fault) => describe(fault, wave, margins))),
    wavesLeftOut: results.length - done.length,
    ...judged(done),
    margins: marginStates(schemeMargins(scheme, latest?.margins ?? []), cells, weightOf),
  };
}

const noFault = { dimension: null, category: null, n: null, wanted: null, reached: null, within: null };
const nothing: Weights = {
  weightOf: new Map(),
  faults: [],
  wavesLeftOut: 0,
  quality: null,
  histogram: [],
  margins: [],
};

interface WaveResult {
  readonly weights: readonly number[] | null;
  readonly faults: readonly RakingFault[];
  readonly trimmed: number;
  readonly gap: number;
  readonly rounds: number;
  readonly isConverged: boolean;
}

function rakeWave(scheme: SchemeWish, margins: readonly SchemeMargin[], cells: readonly Cell[]): WaveResult {
  const groups = cells.map(({ key, base, n }): RakingGroup => ({
    categories: categoriesOf(scheme, margins, key),
    n,
    base,
  }));
  const targets = margins.map(({ categories }) => ({ targets: categories.map(({ target }) => target) }));
  const raked = rake(groups, targets, scheme.trim === null ? {} : { trim: scheme.trim });
  if (!raked.ok) return { weights: null, faults: raked.faults, trimmed: 0, gap: 0, rounds: 0, isConverged: false };
  const { weights, trimmed, gap, rounds, isConverged } = raked;
  return { weights, faults: [], trimmed, gap, rounds, isConverged };
}

function categoriesOf({ dimensions }: SchemeWish, margins: readonly SchemeMargin[], key: readonly string[]): number[] {
  return margins.map(({ dimension, indexOf }) => indexOf.get(key[dimensions.indexOf(dimension)] ?? "") ?? -1);
}

function judged(
  done: readonly (WaveResult & { readonly cells: readonly Cell[] })[],
): Pick<Weights, "quality" | "histogram"> {
  if (done.length === 0) return { quality: null, histogram: [] };
  const weights = done.flatMap((wave) => wave.weights ?? []);
  const counts = done.flatMap(({ cells }) => cells.map(({ n }) => n));
  const { n, designEffect, effectiveN, smallest, median, largest, isCostly } = weightQuality(weights, counts);
  return {
    quality: {
      n,
      designEffect,
      effectiveN,
      smallest,
      median,
      largest,
      isCostly,
      trimmed: done.reduce((sum, { trimmed }) => sum + trimmed, 0),
      gap: 100 * Math.max(...done.map(({ gap }) => gap)),
      rounds: Math.max(...done.map(({ rounds }) => rounds)),
      isConverged: done.every(({ isConverged }) => isConverged),
      waves: done.length,
    },
    histogram: weightHistogram(weights, counts),
  };
}

function describe(fault: RakingFault, wave: string, margins: readonly SchemeMargin[]): Fault {
  const nameOf = (margin: number, category: number): string => {
    const found = margins[margin]?.categories[category];
    return found === undefined ? "" : categoryName(found);
  };
  const dimensionOf = (margin: number): string => margins[margin]?.dimension ?? "";
  switch (fault.code) {
    case "nobody":
      return { ...noFault, code: fault.code, wave };
    case "no-targets":
      return { ...noFault, code: fault.code, wave, dimension: dimensionOf(fault.margin) };
    case "empty":
    case "not-in-population": {
      const of = { dimension: dimensionOf(fault.margin), category: nameOf(fault.margin, fault.category) };
      return { ...noFault, ...of, code: fault.code, wave, n: fault.n, wanted: 100 * fault.wanted };
    }
    case "contradiction": {
      const of = { dimension: dimensionOf(fault.margin), category: nameOf(fault.margin, fault.category) };
      const { within } = fault;
      const holder =
        within === null
          ? null
          : { dimension: dimensionOf(within.margin), category: nameOf(within.margin, within.category) };
      return {
        ...noFault,
        ...of,
        code: fault.code,
        wave,
        wanted: 100 * fault.wanted,
        reached: 100 * fault.reached,
        within: holder,
      };
    }
  }
}

/** How each category stands before and after, over all waves; small where some wave has few answers of it. */
function marginStates(
  margins: readonly SchemeMargin[],
  cells: readonly Cell[],
  weightOf: ReadonlyMap<string, number>,
): MarginState[] {
  return margins.map(({ dimension, categories, indexOf }, margin) => {
    const sums = categories.map(() => ({ n: 0, before: 0, after: 0, byWave: new Map<string, number>() }));
    let unknown = 0;
    for (const cell of cells) {
      const found = sums[indexOf.get(cell.key[margin] ?? "") ?? -1];
      if (found === undefined) {
        unknown += cell.n;
        continue;
      }
      found.n += cell.n;
      found.before += cell.n * cell.base;
      found.after += cell.n * (weightOf.get(cellName(cell)) ?? cell.base);
      found.byWave.set(cell.wave, (found.byWave.get(cell.wave) ?? 0) + cell.n);
    }
    const total = (of: (sum: (typeof sums)[number]) => number): number =>
      sums.reduce((all, one) => all + of(one), 0) || 1;
    const [before, after] = [total((one) => one.before), total((one) => one.after)];
    const wanted = categories.reduce((all, { target }) => all + target, 0) || 1;
    return {
      dimension,
      unknown,
      categories: categories.map((category, index) => {
        const found = sums[index];
        return {
          category: categoryName(category),
          name: categoryName(category),
          n: found?.n ?? 0,
          before: (100 * (found?.before ?? 0)) / before,
          after: (100 * (found?.after ?? 0)) / after,
          population: (100 * category.target) / wanted,
          isSmall: category.target > 0 && (found === undefined || leastOf(found.byWave) < SMALL_CATEGORY),
        };
      }),
    };
  });
}

function leastOf(byWave: ReadonlyMap<string, number>): number {
  return byWave.size === 0 ? 0 : Math.min(...byWave.values());
}
