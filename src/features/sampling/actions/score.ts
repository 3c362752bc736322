import { requirePermission } from "#feature/access";
import { sliceWithSums, commonScale, type Sums } from "#feature/facts";
import type { SliceRow } from "#feature/facts/contract";
import { Refusal } from "#kit/refusal";
import type { Estimate } from "#statistics/estimate";
import { compositeEstimate, pooledEstimate, type PooledEstimate, type PooledPart } from "#statistics/pooled-estimate";

import type { ScoreAnswer, ScoreRequest } from "../contract.ts";
import type { Asker } from "./populations.ts";

/** A survey or wave with its figure. */
interface Part {
  readonly key: string;
  readonly name: string;
  readonly figure: SliceRow["figure"];
  readonly sums: Sums | null;
}

/**
 * Waves or surveys of one measure as one estimate with its interval (D7): weighted by precision with the variance between
 * them, or by the share of the population that each stands for. Parts with too few answers or hidden ones are left out.
 * @throws Refusal `sampling.mixed_programmes` (R38), `sampling.mixed_scales`, `sampling.no_estimate`, and as a slice
 */
export async function mergeScores(asker: Asker, request: ScoreRequest): Promise<ScoreAnswer> {
  requirePermission(asker.viewer, "insight.read");
  requireOneProgramme(request.measures);
  const parts = await partsOf(asker, request);
  requireOneScale(parts);

  const kind = request.measures[0]?.split(":")[0] ?? "";
  const usable = parts.filter((part) => part.figure.estimate !== null && shareOf(request, part.key) > 0);
  const pooled = usable.length < 2 ? null : poolOf(request, usable);
  const weightOf = new Map(usable.map(({ key }, index) => [key, 100 * (pooled?.weights[index] ?? 0)]));
  return {
    kind,
    pooled: pooled === null ? null : plain(pooled),
    prediction: pooled?.prediction ?? null,
    heterogeneity: pooled === null ? null : heterogeneityOf(pooled),
    parts: parts.map(({ key, name, figure }) => ({
      key,
      name,
      figure: figure.estimate,
      n: figure.n ?? 0,
      weight: weightOf.get(key) ?? 0,
      isLeftOut: !weightOf.has(key),
    })),
  };
}

async function partsOf(asker: Asker, request: ScoreRequest): Promise<readonly Part[]> {
  const { measures, split, period, where, weight } = request;
  const parts: Part[] = [];
  for (const measure of measures) {
    const by = split === "none" ? [] : [split];
    const { slice, sums, totalSums } = await sliceWithSums(asker, { measure, by, period, where, weight, limit: 200 });
    if (split === "none") parts.push({ key: measure, name: measure, figure: slice.total.figure, sums: totalSums });
    slice.rows.forEach(({ key, figure }, index) => {
      if (split === "none") return;
      const value = key[0]?.value ?? "";
      const name = key[0]?.name ?? value;
      parts.push({
        key: measures.length === 1 ? value : `${measure}|${value}`,
        name,
        figure,
        sums: sums[index] ?? null,
      });
    });
  }
  return parts;
}

/** A relationship score and a score after a contact answer different questions: never one number (R38). */
function requireOneProgramme(measures: readonly string[]): void {
  const kinds = new Set(measures.map((measure) => measure.split(":").slice(0, 2).join(":")));
  if (kinds.size === 1) return;
  const programmes = new Set(measures.map((measure) => measure.split(":")[1]));
  throw new Refusal(programmes.size > 1 ? "sampling.mixed_programmes" : "sampling.mixed_scales");
}

function requireOneScale(parts: readonly Part[]): void {
  const scales = new Set(
    parts.flatMap(({ sums }) => {
      if (sums === null || sums.steps.length === 0) return [];
      const scale = commonScale(sums);
      return [scale === null ? "mixed" : `${scale.from}-${scale.to}-${String(scale.isLowGood)}`];
    }),
  );
  if (scales.size > 1 || scales.has("mixed")) throw new Refusal("sampling.mixed_scales");
}

function poolOf(request: ScoreRequest, parts: readonly Part[]): PooledEstimate {
  const pooled = parts.flatMap(({ figure: { estimate } }): PooledPart[] => {
    if (estimate === null) return [];
    const { value, standardError, n, effectiveN } = estimate;
    return [{ value, standardError, n, effectiveN }];
  });
  if (pooled.some(({ standardError }) => !(standardError > 0))) throw new Refusal("sampling.no_estimate");
  if (request.by === "precision") return pooledEstimate(pooled);
  return compositeEstimate(
    pooled,
    parts.map(({ key }) => shareOf(request, key)),
  );
}

/** Without any shares entered all parts stand for as many. */
function shareOf({ by, shares }: ScoreRequest, key: string): number {
  if (by === "precision" || Object.keys(shares).length === 0) return 1;
  return shares[key] ?? 0;
}

function plain({ value, n, effectiveN, standardError, interval }: Estimate): Estimate {
  return { value, n, effectiveN, standardError, interval };
}

function heterogeneityOf({ heterogeneity }: PooledEstimate): NonNullable<ScoreAnswer["heterogeneity"]> {
  const { q, degreesOfFreedom, pValue, iSquared, iSquaredInterval, tauSquared } = heterogeneity;
  return { q, degreesOfFreedom, p: pValue, iSquared, iSquaredInterval, tau: Math.sqrt(tauSquared) };
}
