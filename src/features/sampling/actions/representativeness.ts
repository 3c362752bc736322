import { requireEverywhere } from "#feature/access";
import { delaysOfResponses } from "#feature/answers";
import {
  boundsOf,
  groupTallies,
  scoredCells,
  scoresOf,
  slice,
  sliceWithSums,
  type SliceWithSums,
} from "#feature/facts";
import type { MeasureKind } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import { percentOf } from "#statistics/csat";
import type { Estimate } from "#statistics/estimate";
import { arrivalTrend, nonResponseBounds, sensitivityLine } from "#statistics/non-response";
import { responseRates } from "#statistics/representativeness";

import type { FieldworkEntry, Margin, Representativeness, RepresentativenessRequest } from "../contract.ts";
import { compareMargin, type MarginCell } from "../rules/comparing.ts";
import { totalOf, versionOn } from "../rules/margins.ts";
import { arrivalGroups, endsOf, middleOf } from "../rules/silence.ts";
import { fieldworkWithin } from "../store/fieldwork.ts";
import { namesOf, requirePopulation, type Asker } from "./populations.ts";

/**
 * Those who answered held against a population, margin by margin; how far those who kept silent could move the figure;
 * whether late answers differ from early ones; how many people the groups of the scale stand for.
 * @throws Refusal `access.installation_only`, `sampling.not_found`, `facts.protected`, `facts.no_scale`
 */
export async function readRepresentativeness(
  asker: Asker,
  request: RepresentativenessRequest,
): Promise<Representativeness> {
  requireEverywhere(asker.viewer, "insight.read");
  const { measure, period, where, weight } = request;
  // Refuses what is protected before anything else is told.
  await scoredCells(asker, { ...groundOf(request), by: [], measure });
  const whole = await sliceWithSums(asker, { measure, period, where, weight });
  const population = await populationOf(asker, request);

  const figure = whole.slice.total.figure.estimate;
  const n = whole.slice.total.figure.n ?? 0;
  const rates = await ratesOf(asker, request, { n, total: population?.total ?? null });
  return {
    figure,
    n,
    population:
      population === null
        ? null
        : { id: population.id, name: population.name, version: population.version, total: population.total },
    margins: population === null ? [] : await compareAll(asker, request, population.margins),
    rates,
    silent: figure === null ? null : silentOf(figure, rates, { whole, target: request.target }),
    arrival: await arrivalOf(asker, request),
    people: peopleOf(whole, population?.total ?? null),
  };
}

function groundOf({ measure, period, where }: RepresentativenessRequest) {
  return { programme: measure.split(":")[1] ?? "", surveys: [], where, period, wave: null };
}

async function populationOf({ stores }: Asker, { populationId, period }: RepresentativenessRequest) {
  if (populationId === undefined) return null;
  const versions = await stores.postgres.read((tx) => requirePopulation(tx, populationId));
  const version = versionOn(versions, period?.to ?? stores.clock.now().toISOString().slice(0, 10));
  const row = versions.find((one) => one.version === version?.version);
  return row === undefined ? null : { ...row, total: totalOf(row.margins) };
}

async function compareAll(
  asker: Asker,
  request: RepresentativenessRequest,
  margins: readonly Margin[],
): Promise<Representativeness["margins"]> {
  const compared: Representativeness["margins"] = [];
  for (const margin of margins) {
    const among = margin.dimension === "unit" ? { among: margin.cells.map(({ value }) => value) } : {};
    const by = [{ dimension: margin.dimension, ...among }];
    const { cells } = await scoredCells(asker, { ...groundOf(request), by, measure: request.measure });
    const nameOf = await asker.stores.postgres.read((tx) => namesOf(tx, margin.dimension, margin.cells));
    const tallies = cells.map(({ key, n, w, ww }): MarginCell => {
      const value = key[0] ?? "";
      return request.weight ? { value, n, w, ww } : { value, n, w: n, ww: n };
    });
    const found = compareMargin(margin, tallies, nameOf);
    if (found !== null) compared.push(found);
  }
  return compared;
}

/** What the field knows of this span; answers are counted in the spans of its entries, so that both mean the same days. */
async function ratesOf(
  asker: Asker,
  { measure, period, where }: RepresentativenessRequest,
  known: { readonly n: number; readonly total: number | null },
): Promise<Representativeness["rates"]> {
  const span = { measure, from: period?.from ?? null, to: period?.to ?? null };
  // Of a part of the answers nobody knows how many were asked.
  const entries = where === undefined ? await asker.stores.postgres.read((tx) => fieldworkWithin(tx, span)) : [];
  let completed = 0;
  for (const { from, to } of entries) {
    const { total } = await slice(asker, { measure, period: { from, to } });
    completed += total.figure.n ?? 0;
  }
  const sum = (of: (entry: FieldworkEntry) => number | null) => sumIfAll(entries.map(of));
  const field = {
    selected: sum((one) => one.selected),
    delivered: sum((one) => one.delivered),
    refused: sum((one) => one.refused),
  };
  const counted = entries.length === 0 ? known.n : completed;
  const within = (of: number | null) => (of === null || of < counted ? undefined : of);
  const rates = responseRates({
    completed: counted,
    selected: within(field.selected),
    delivered: within(field.delivered),
    refused: field.refused ?? undefined,
  });
  return { completed: counted, ...field, ...rates, coverage: where === undefined ? coverageOf(known) : null };
}

/** Answers over all people; of a part of the answers the people are not known. */
function coverageOf({ n, total }: { readonly n: number; readonly total: number | null }): number | null {
  return total === null || total < n ? null : n / total;
}

function sumIfAll(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.some((value) => value === null)) return null;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function silentOf(
  figure: Estimate,
  rates: Representativeness["rates"],
  { whole, target }: { readonly whole: SliceWithSums; readonly target: number | undefined },
): Representativeness["silent"] {
  const basis = rates.response !== null ? "response" : rates.endToEnd !== null ? "end-to-end" : "coverage";
  const rate = rates.response ?? rates.endToEnd ?? rates.coverage;
  const ends = endsOf(whole.reading.kind, scaleOf(whole));
  if (rate === null || rate <= 0 || ends === null) return null;
  const { low, high, lowWithError, highWithError } = nonResponseBounds(figure, rate, ends);
  const against = target ?? middleOf(ends);
  const line = sensitivityLine(figure, rate, { target: against, ends, most: (ends.max - ends.min) / 2 });
  return {
    basis,
    rate,
    bounds: { low, high, lowWithError, highWithError },
    target: against,
    flipsAt: line.flipsAt,
    unclearAt: line.unclearAt,
    points: [...line.points],
  };
}

function scaleOf({ reading, totalSums }: SliceWithSums) {
  return totalSums === null ? undefined : boundsOf(reading.kind, totalSums);
}

/** The share of each group of the scale, and the people it stands for when everybody is known. */
function peopleOf(whole: SliceWithSums, total: number | null): Representativeness["people"] {
  const { totalSums: sums, reading, slice: answered } = whole;
  if (
    sums === null ||
    total === null ||
    sums.steps.length === 0 ||
    answered.total.figure.state !== "ok" ||
    sums.n > total
  )
    return [];
  const groups = groupTallies(sums, reading);
  const all = [groups.high, groups.middle, groups.low];
  return (["high", "middle", "low"] as const).map((group) => {
    const own = groups[group];
    const others = all.filter((tally) => tally !== own);
    const failures = {
      sumWeights: others.reduce((sum, tally) => sum + tally.sumWeights, 0),
      sumSquaredWeights: others.reduce((sum, tally) => sum + tally.sumSquaredWeights, 0),
    };
    const counts = { successes: own.n, n: sums.n };
    const share = percentOf(reading.isWeighted ? { ...counts, weights: { successes: own, failures } } : counts);
    return { group, share, people: scaled(share, total / 100) };
  });
}

function scaled(estimate: Estimate, factor: number): Estimate {
  const { value, interval, standardError } = estimate;
  return {
    ...estimate,
    value: value * factor,
    standardError: standardError * factor,
    interval: { ...interval, low: interval.low * factor, high: interval.high * factor },
  };
}

/** Links are the only ones of whom it is known when they were asked. */
async function arrivalOf(
  asker: Asker,
  { measure, period, where }: RepresentativenessRequest,
): Promise<Representativeness["arrival"]> {
  const [kind = "", programme = "", survey] = measure.split(":");
  const surveys = survey === undefined ? [] : [survey];
  const delays = await asker.stores.postgres.read((tx) =>
    delaysOfResponses(tx, { programme, surveys, limit: mostDelays }),
  );
  if (delays.length === 0) return null;
  const scores = await scoresOf(asker, { measure, period, where, responses: delays.map(({ id }) => id) });
  const { cutPoints } = await asker.stores.postgres.read((tx) => readSettings(tx));
  const groups = arrivalGroups(delays, scores, kindOf(kind), cutPoints);
  const trend = arrivalTrend(groups);
  if (trend === null) return null;
  const shown = groups.map(({ delay, n, mean }) => ({ days: delay, n, mean }));
  return { slope: trend.slope, p: trend.pValue, groups: shown };
}

const mostDelays = 50_000;

function kindOf(kind: string): MeasureKind {
  return kind as MeasureKind;
}
