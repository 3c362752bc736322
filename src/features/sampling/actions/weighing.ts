import { responseCells, scoredCells, weightedEstimate, type WeighingGround } from "#feature/facts";
import { Refusal } from "#kit/refusal";

import type { SchemePreview, SchemeWish } from "../contract.ts";
import type { PopulationVersion } from "../rules/margins.ts";
import { cellName, computeWeights, type Cell, type Weights } from "../rules/weights.ts";
import { namesOf, requirePopulation, type Asker } from "./populations.ts";

/** The most different cells of one scheme: their factors are kept while it is applied. */
export const mostCells = 50_000;

/** The responses a scheme concerns, and how they are told apart. */
export function groundOf(scheme: SchemeWish, versions: readonly PopulationVersion[]): WeighingGround {
  const margins = versions.flatMap((version) => version.margins);
  return {
    programme: scheme.programme,
    surveys: scheme.surveys,
    period: scheme.period,
    wave: scheme.wave,
    by: scheme.dimensions.map((dimension) => {
      if (dimension !== "unit") return { dimension };
      const among = margins.filter((margin) => margin.dimension === "unit").flatMap(({ cells }) => cells);
      return { dimension, among: [...new Set(among.map(({ value }) => value))] };
    }),
  };
}

/** What a scheme is computed from and what comes out. */
export interface Weighed {
  readonly cells: readonly Cell[];
  readonly weights: Weights;
  readonly ground: WeighingGround;
}

/**
 * The weights of a scheme over the responses there are now.
 * @throws Refusal `access.installation_only`, `sampling.not_found`, `sampling.unknown_margin`, `sampling.too_many_cells`,
 * `facts.protected`, `facts.too_heavy`
 */
export async function weigh(asker: Asker, scheme: SchemeWish): Promise<Weighed> {
  const { stores } = asker;
  const versions = await stores.postgres.read((tx) => requirePopulation(tx, scheme.populationId));
  requireMargins(scheme, versions);
  const ground = groundOf(scheme, versions);
  const cells = await responseCells(asker, ground);
  if (cells.length > mostCells) throw new Refusal("sampling.too_many_cells", { cells: cells.length, most: mostCells });
  const day = scheme.period?.to ?? stores.clock.now().toISOString().slice(0, 10);
  return { cells, ground, weights: computeWeights({ scheme, versions, cells, day }) };
}

/** Every dimension of a scheme has a margin in the newest version. @throws Refusal `sampling.unknown_margin` */
export function requireMargins(scheme: SchemeWish, versions: readonly PopulationVersion[]): void {
  const missing = scheme.dimensions.find(
    (dimension) => versions[0]?.margins.every((margin) => margin.dimension !== dimension) ?? true,
  );
  if (missing !== undefined) throw new Refusal("sampling.unknown_margin", { dimension: missing });
}

/** What a scheme would do; a figure before and after where a measure is named. @throws Refusal as `weigh` */
export async function previewScheme(
  asker: Asker,
  { scheme, measure }: { readonly scheme: SchemeWish; readonly measure?: string | undefined },
): Promise<SchemePreview> {
  const { weights, ground } = await weigh(asker, scheme);
  const { faults, wavesLeftOut, quality, histogram, weightOf } = weights;
  return {
    isPossible: quality !== null,
    faults: faults.slice(0, 200),
    wavesLeftOut,
    quality,
    histogram: [...histogram],
    margins: await named(asker, weights.margins),
    score: measure === undefined ? null : await scoreOf(asker, { measure, ground, weightOf }),
  };
}

async function scoreOf(
  asker: Asker,
  of: {
    readonly measure: string;
    readonly ground: WeighingGround;
    readonly weightOf: ReadonlyMap<string, number>;
  },
): Promise<SchemePreview["score"]> {
  const { cells, reading } = await scoredCells(asker, { ...of.ground, measure: of.measure });
  return {
    measure: of.measure,
    plain: weightedEstimate(cells, reading, () => 1),
    before: weightedEstimate(cells, reading, ({ base }) => base),
    after: weightedEstimate(cells, reading, (cell) => of.weightOf.get(cellName(cell)) ?? cell.base),
  };
}

/** Categories by the names people know: of merged ones each part. */
async function named({ stores }: Asker, margins: Weights["margins"]): Promise<SchemePreview["margins"]> {
  return stores.postgres.read(async (tx) => {
    const result: SchemePreview["margins"] = [];
    for (const { dimension, unknown, categories } of margins) {
      const parts = categories.map(({ category }) => category.split(" + "));
      const nameOf = await namesOf(
        tx,
        dimension,
        parts.flat().map((value) => ({ value })),
      );
      const renamed = categories.map((category, index) => ({
        ...category,
        name: (parts[index] ?? []).map(nameOf).join(" + "),
      }));
      result.push({ dimension, unknown, categories: renamed });
    }
    return result;
  });
}
