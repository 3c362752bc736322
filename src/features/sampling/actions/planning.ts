import { requirePermission } from "#feature/access";
import { boundsOf, sliceWithSums } from "#feature/facts";
import { Refusal } from "#kit/refusal";

import type { Plan, PlanRequest } from "../contract.ts";
import { totalOf, versionOn } from "../rules/margins.ts";
import { ownVariance, planOf, safeVariance, type PlannedSegment } from "../rules/planning.ts";
import { namesOf, requirePopulation, type Asker } from "./populations.ts";

/**
 * How many to ask a day, a week and a month (R43), by segment where a margin of a population is named.
 * @throws Refusal `sampling.not_found`, `sampling.unknown_margin`, `sampling.no_estimate` without answers to take the
 * variance from
 */
export async function planQuota(asker: Asker, request: PlanRequest): Promise<Plan> {
  requirePermission(asker.viewer, "insight.read");
  const spread = await spreadOf(asker, request);
  const { segments, population } = await segmentsOf(asker, request);
  return planOf(request, { ...spread, segments, population });
}

async function spreadOf(asker: Asker, { measure, variance }: PlanRequest) {
  if (measure === undefined) {
    if (variance === "own") throw new Refusal("sampling.no_estimate");
    return { kind: null, variance: 1, varianceFrom: "safe" as const, varianceN: null };
  }
  const { slice, reading, totalSums } = await sliceWithSums(asker, { measure });
  const { kind } = reading;
  const scale = totalSums === null ? undefined : boundsOf(kind, totalSums);
  const { groups, mean, n } = slice.total.figure;
  if (variance === "safe")
    return { kind, variance: safeVariance(kind, scale), varianceFrom: variance, varianceN: null };
  const own = ownVariance(kind, { groups, mean });
  if (own === null || own <= 0) throw new Refusal("sampling.no_estimate");
  return { kind, variance: own, varianceFrom: variance, varianceN: n };
}

async function segmentsOf(
  { stores }: Asker,
  { populationId, dimension }: PlanRequest,
): Promise<{ readonly segments: readonly PlannedSegment[]; readonly population: number | null }> {
  if (populationId === undefined) return { segments: [], population: null };
  return stores.postgres.read(async (tx) => {
    const version = versionOn(await requirePopulation(tx, populationId), stores.clock.now().toISOString().slice(0, 10));
    const total = totalOf(version?.margins ?? []);
    const population = total === null ? null : Math.round(total);
    if (dimension === undefined) return { segments: [], population };
    const margin = version?.margins.find((one) => one.dimension === dimension);
    if (margin === undefined) throw new Refusal("sampling.unknown_margin", { dimension });
    const nameOf = await namesOf(tx, dimension, margin.cells);
    const people = (amount: number) => {
      if (margin.unit === "people") return Math.round(amount);
      return total === null ? null : Math.round((total * amount) / 100);
    };
    const cells = margin.cells.filter(({ amount }) => amount > 0);
    const segments = cells.map(({ value, amount }) => ({ value, name: nameOf(value), population: people(amount) }));
    return { segments: segments.filter(({ population: size }) => size === null || size > 0), population };
  });
}
