import assert from "node:assert/strict";
import { before, test } from "node:test";

import { chunksOf, companyOf, fillChunk, mergedCounts, type Counts } from "#seeds";
import { keyDrivers } from "#statistics/drivers/key-drivers";
import { leastSquares } from "#statistics/drivers/least-squares";
import { centredOf, momentMatrixOf, type MomentMatrix } from "#statistics/drivers/moment-matrix";
import { relativeWeights } from "#statistics/drivers/relative-weights";
import type { KeyDrivers } from "#statistics/drivers/result";
import { createRandom } from "#statistics/random";

// A company of a seed never tried before: its truths are known because it was made so. What is and is not identified:
// - transfers are seen without error (an attribute) and planted as a cause: their effect is found, as far as those who answer
//   stand for those who were asked (the seeds let promoters answer a little more often by mail);
// - the wait has no effect of its own, it shows the two problems of waiting: with these held it is the trace of a cause;
// - ratings come from the same feeling as the score: their weights are shares of association, no planted cause;
// - reasons are asked only below 9: no effect of theirs is identified, and the product says so.
const seed = Number(process.env["HOLOS_SEED"] ?? Math.floor(Math.random() * 1e6));

interface Call {
  readonly person: string;
  readonly points: number;
  readonly ease: number;
  readonly transferred: number;
  readonly waits: readonly number[];
  readonly settled: readonly number[];
  readonly segments: readonly number[];
}

const bands = ["5–9 min", "10–19 min", "20 min and more"];
const segments = ["youth", "family", "premium", "business"];
const flags = (of: readonly string[], value: unknown): number[] => of.map((one) => (one === value ? 1 : 0));

let calls: readonly Call[] = [];
let counts: ReadonlyMap<string, Counts> = new Map();

before(() => {
  const company = companyOf({ seed, scale: 0.35, end: "2026-10-31", months: 24 });
  const filled = chunksOf(company)
    .filter(({ source }) => source === "call")
    .map((chunk) => fillChunk(company, chunk, { texts: false }));
  counts = mergedCounts(filled.map((one) => one.counts));
  calls = filled.flatMap(({ submissions }) =>
    submissions.map(({ answers, attributes, context, person }): Call => {
      const score = Number(answers["score"]);
      return {
        person: person?.value ?? "",
        points: score >= 9 ? 100 : score <= 6 ? -100 : 0,
        ease: Number(answers["ease"]),
        transferred: attributes["transfers"] === "0" ? 0 : 1,
        waits: flags(bands, attributes["wait"]),
        settled: flags(["partly", "no"], answers["resolved"]),
        segments: flags(segments, context["segment"]),
      };
    }),
  );
});

const everything = ({ ease, transferred, waits, settled, points }: Call) => [
  ease,
  transferred,
  ...waits,
  ...settled,
  points,
];
const groups = [[0], [1], [2, 3, 4], [5, 6]];
const happened = ({ transferred, waits, segments: own, points }: Call) => [transferred, ...waits, ...own, points];

function blocksOf(some: readonly Call[], read: (call: Call) => readonly number[]): MomentMatrix[] {
  const blocks = Map.groupBy(some, ({ person }) => hashOf(person) % 64);
  return [...blocks.values()].map((own) => momentMatrixOf(own.map(read)));
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return (Math.imul(hash, 2654435761) >>> 16) & 0xffff;
}

test(`samples of a company (seed ${seed}) cover what all of its answers say: effects, weights and means`, (t) => {
  const all = centredOf(momentMatrixOf(calls.map(everything)));
  const truth = leastSquares(all, groups.flat())?.coefficients ?? [];
  const weights = relativeWeights(all.covariance, groups) ?? [];
  const random = createRandom(seed);
  const held = { effects: 0, weights: 0, means: 0 };
  const samples = 120;
  for (let sample = 0; sample < samples; sample += 1) {
    const drawn = Array.from({ length: 900 }, () => calls[Math.floor(random.uniform() * calls.length)]!);
    const found = keyDrivers(blocksOf(drawn, everything), groups, { draws: 100, seed: sample });
    assert.ok(found.state === "ok");
    const columns = columnsOf(found);
    held.effects += columns.filter(({ column, effect }) => holds(effect?.interval, truth[column])).length / 7;
    held.means += columns.filter(({ column, mean }) => holds(mean.interval, all.means[column])).length / 7;
    held.weights += found.drivers.filter((one, index) => holds(one?.weight.interval, weights[index])).length / 4;
  }
  for (const [what, count] of Object.entries(held)) {
    t.diagnostic(`${what}: ${((100 * count) / samples).toFixed(1)} %`);
    assert.ok(count / samples >= 0.9 && count / samples <= 0.995, `${what}: ${count / samples}`);
  }
});

test(`the planted cost of being passed on is found (seed ${seed}), and its place before the wait's trace`, (t) => {
  const [asked, promoters, detractors] = counts.get("with|call|transfers") ?? [0, 0, 0];
  const [, without, worse] = counts.get("without|call|transfers") ?? [0, 0, 0];
  const cost = (100 * (promoters - detractors - without + worse)) / asked;

  const found = keyDrivers(blocksOf(calls, happened), [[0], [1, 2, 3], [4, 5, 6, 7]]);
  assert.ok(found.state === "ok");
  const effect = found.drivers[0]?.columns[0]?.effect;
  t.diagnostic(
    `planted ${cost.toFixed(1)} points, found ${effect?.value.toFixed(1)} (${effect?.interval.low.toFixed(1)} to ${effect?.interval.high.toFixed(1)}), n ${found.n}`,
  );
  assert.ok(effect !== undefined && effect !== null && found.drivers[0]?.clear);
  // Who answers is not quite who was asked: a seventh of the effect is left for that, beside the interval.
  const leeway = 0.15 * Math.abs(cost);
  assert.ok(effect.interval.low - leeway <= cost && cost <= effect.interval.high + leeway);
});

function columnsOf({ drivers }: KeyDrivers) {
  return drivers.flatMap((driver) => driver?.columns ?? []);
}

function holds(
  interval: { readonly low: number; readonly high: number } | undefined,
  truth: number | undefined,
): boolean {
  return interval !== undefined && truth !== undefined && interval.low <= truth && truth <= interval.high;
}
