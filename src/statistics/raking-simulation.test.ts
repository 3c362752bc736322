import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it, type TestContext } from "node:test";

import { parse } from "csv-parse/sync";

import { classify, recommendationScore, type RecommendationCounts } from "./nps.ts";
import { rake, type RakingGroup } from "./raking.ts";
import { drawCounts, type RandomSource } from "./random.ts";
import { at, sumOf } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";
import { weightQuality } from "./weight-quality.ts";

/** Four kinds of people by segment (2) × region (2): their share, how they answer, how willingly. */
interface Kind {
  readonly share: number;
  readonly answers: readonly [promoters: number, passives: number, detractors: number];
  readonly willing: readonly [promoters: number, passives: number, detractors: number];
}

const kinds: readonly Kind[] = [
  { share: 0.4, answers: [0.5, 0.3, 0.2], willing: [0.3, 0.3, 0.3] },
  { share: 0.2, answers: [0.4, 0.3, 0.3], willing: [0.2, 0.2, 0.2] },
  { share: 0.25, answers: [0.3, 0.3, 0.4], willing: [0.1, 0.1, 0.1] },
  { share: 0.15, answers: [0.2, 0.3, 0.5], willing: [0.06, 0.06, 0.06] },
];

const netOf = ([promoters, , detractors]: Kind["answers"]): number => 100 * (promoters - detractors);
const truth = sumOf(kinds.map(({ share, answers }) => share * netOf(answers)));
const margins = [{ targets: [0.4 + 0.2, 0.25 + 0.15] }, { targets: [0.4 + 0.25, 0.2 + 0.15] }];

/** How many of each kind answered what, of `asked` people. */
function sample(random: RandomSource, asked: number, of: readonly Kind[]): number[][] {
  const people = drawCounts(
    random,
    asked,
    of.map(({ share }) => share),
  );
  return of.map(({ answers, willing }, kind) => {
    const said = answers.map((share, answer) => share * at(willing, answer));
    return drawCounts(random, at(people, kind), [...said, 1 - sumOf(said)]).slice(0, 3);
  });
}

function scoreOf(counts: readonly (readonly number[])[], weights?: readonly number[]) {
  const tally = (answer: number) => {
    const each = counts.map((of) => at(of, answer));
    return {
      n: sumOf(each),
      sumWeights: sumOf(each.map((n, kind) => n * at(weights ?? [1, 1, 1, 1], kind))),
      sumSquaredWeights: sumOf(each.map((n, kind) => n * at(weights ?? [1, 1, 1, 1], kind) ** 2)),
    };
  };
  const [promoters, passives, detractors] = [tally(0), tally(1), tally(2)];
  const plain: RecommendationCounts = { promoters: promoters.n, passives: passives.n, detractors: detractors.n };
  return recommendationScore(
    weights === undefined ? plain : { ...plain, weights: { promoters, passives, detractors } },
  );
}

function weightsOf(counts: readonly (readonly number[])[]): readonly number[] | undefined {
  const groups = counts.map((of, kind): RakingGroup => ({
    categories: [Math.floor(kind / 2), kind % 2],
    n: sumOf(of),
    base: 1,
  }));
  const raked = rake(groups, margins);
  return raked.ok ? raked.weights : undefined;
}

const holds = (value: number, { interval }: ReturnType<typeof scoreOf>) =>
  interval.low <= value && value <= interval.high;

describe("raking a biased sample", () => {
  it("covers the truth at 95 % where the margins explain who answers; the raw score does not", () => {
    let raw = 0;
    const { share, repetitions } = frequencyOf(
      (random) => {
        const counts = sample(random, 4000, kinds);
        raw += Number(holds(truth, scoreOf(counts)));
        return holds(truth, scoreOf(counts, weightsOf(counts)));
      },
      { repetitions: 1000, seed: 77 },
    );
    assert.ok(share > 0.93 && share < 0.98, `raked covered ${share}`);
    assert.ok(raw / repetitions < 0.2, `raw covered ${raw / repetitions}`);
  });

  it("moves no further than the margins explain: unhappy people who keep silent stay unheard", () => {
    const silent = kinds.map((kind) => ({
      ...kind,
      willing: kind.willing.map((rate, i) => rate * at([1.4, 1, 0.6], i)) as unknown as Kind["willing"],
    }));
    let [raw, raked, covered] = [0, 0, 0];
    const { repetitions } = frequencyOf(
      (random) => {
        const counts = sample(random, 4000, silent);
        const after = scoreOf(counts, weightsOf(counts));
        raw += scoreOf(counts).value;
        raked += after.value;
        covered += Number(holds(truth, after));
        return true;
      },
      { repetitions: 300, seed: 78 },
    );
    [raw, raked] = [raw / repetitions, raked / repetitions];
    assert.ok(raw > raked && raked > truth + 10, `truth ${truth}, raw ${raw}, raked ${raked}`);
    assert.ok(covered / repetitions < 0.05, "its interval knows nothing of those who kept silent");
  });
});

type Row = Readonly<Record<string, string>>;

function rowsOf(t: TestContext, path: string, encoding: BufferEncoding = "utf8"): Row[] | undefined {
  const file = new URL(`../../../shared/data/${path}`, import.meta.url);
  if (!existsSync(file)) {
    t.skip(`../shared/data/${path} is absent`);
    return undefined;
  }
  return parse<Row>(readFileSync(file, encoding), { columns: true, bom: true, relax_quotes: true });
}

describe("raking real surveys", () => {
  it("an airport survey: passengers by airline give back its own weights and its weighted 40.40", (t) => {
    const rows = rowsOf(t, "nps/sfo_airport_survey_2017.csv", "latin1");
    if (rows === undefined) return;

    const airlines = [...new Set(rows.map((row) => row["AIRLINE_CODE"]))];
    const of = (airline: string | undefined) => rows.filter((row) => row["AIRLINE_CODE"] === airline);
    const groups = airlines.map((airline, index) => ({ categories: [index], n: of(airline).length, base: 1 }));
    const targets = airlines.map((airline) => sumOf(of(airline).map((row) => Number(row["WEIGHT"]))));
    const raked = rake(groups, [{ targets }]);
    assert.ok(raked.ok && raked.rounds === 1);

    const mean = sumOf(targets) / rows.length;
    airlines.forEach((airline, index) => {
      const published = Number(of(airline)[0]?.["WEIGHT"]);
      assert.ok(Math.abs(at(raked.weights, index) * mean - published) < 1e-8);
    });
    const answered = rows.filter((row) => row["NETPRO"]?.trim() !== "" && Number(row["NETPRO"]) <= 10);
    const weighted = answered.map((row) => ({
      group: classify(Number(row["NETPRO"])),
      weight: at(raked.weights, airlines.indexOf(row["AIRLINE_CODE"])),
    }));
    const sumIn = (group: string) => sumOf(weighted.filter((one) => one.group === group).map(({ weight }) => weight));
    const score = (100 * (sumIn("promoter") - sumIn("detractor"))) / sumOf(weighted.map(({ weight }) => weight));
    assert.ok(Math.abs(score - 40.4) < 0.005, `${score}`);
    const quality = weightQuality(
      raked.weights,
      groups.map(({ n }) => n),
    );
    assert.ok(quality.designEffect > 1.1 && quality.designEffect < 2);
  });

  it("Copenhagen housing (Madsen 1976): a sample that left most of one house type out is brought back", (t) => {
    const rows = rowsOf(t, "csat/copenhagen_housing_satisfaction.csv");
    if (rows === undefined) return;

    const [types, influences, contacts] = ["Type", "Infl", "Cont"].map((name) => [
      ...new Set(rows.map((row) => row[name] ?? "")),
    ]) as [string[], string[], string[]];
    const count = (row: Row) => Number(row["Freq"]);
    const satisfied = (weight: (row: Row) => number) =>
      sumOf(rows.filter((row) => row["Sat"] === "High").map((row) => count(row) * weight(row))) /
      sumOf(rows.map((row) => count(row) * weight(row)));
    // Only a fifth of those in towers and of those with much influence answered.
    const kept = (row: Row) => (row["Type"] === "Tower" ? 0.2 : 1) * (row["Infl"] === "High" ? 0.2 : 1);
    const groups = rows.map((row) => ({
      categories: [
        types.indexOf(row["Type"] ?? ""),
        influences.indexOf(row["Infl"] ?? ""),
        contacts.indexOf(row["Cont"] ?? ""),
      ],
      n: count(row) * kept(row),
      base: 1,
    }));
    const targetsOf = (name: string, values: readonly string[]) => ({
      targets: values.map((value) => sumOf(rows.filter((row) => row[name] === value).map(count))),
    });
    const raked = rake(groups, [targetsOf("Type", types), targetsOf("Infl", influences), targetsOf("Cont", contacts)]);
    assert.ok(raked.ok && raked.isConverged);

    const [all, biased] = [satisfied(() => 1), satisfied(kept)];
    const mended = satisfied((row) => kept(row) * at(raked.weights, rows.indexOf(row)));
    assert.ok(Math.abs(biased - all) > 0.05, `${biased} of ${all}`);
    assert.ok(Math.abs(mended - all) < 0.002, `${mended} of ${all}`);
  });
});
