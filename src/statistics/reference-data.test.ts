import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it, type TestContext } from "node:test";

import { parse } from "csv-parse/sync";

import { satisfaction } from "./csat.ts";
import { meanDifference } from "./difference.ts";
import { heavyTail } from "./distribution-shape.ts";
import { meanOf, type MeanSums } from "./mean.ts";
import {
  adjustedWald,
  classify,
  recommendationScore,
  recommendationShares,
  recommendationVariance,
  type RecommendationCounts,
} from "./nps.ts";
import { sumOf } from "./sequence.ts";
import { sufficiencyOf } from "./too-few.ts";

type Row = Readonly<Record<string, string>>;

/** Rows of a file of public data kept beside the repository, or undefined after skipping the test. */
function rowsOf(t: TestContext, path: string, encoding: BufferEncoding = "utf8"): Row[] | undefined {
  const file = new URL(`../../../shared/data/${path}`, import.meta.url);
  if (!existsSync(file)) {
    t.skip(`../shared/data/${path} is absent`);
    return undefined;
  }
  return parse<Row>(readFileSync(file, encoding), {
    columns: true,
    bom: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

function numberIn(row: Row, column: string): number {
  const text = row[column];
  return text === undefined || text.trim() === "" ? Number.NaN : Number(text);
}

function near(actual: number, expected: number, tolerance = 5.1e-4): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

function countsOf(scores: readonly number[]): RecommendationCounts {
  const groups = Object.groupBy(scores, (score) => classify(score));
  const [promoters, passives] = [groups.promoter?.length ?? 0, groups.passive?.length ?? 0];
  return { promoters, passives, detractors: groups.detractor?.length ?? 0 };
}

function sumsOf(values: readonly number[]): MeanSums {
  return { n: values.length, sum: sumOf(values), sumSquares: sumOf(values.map((value) => value * value)) };
}

describe("published and independently computed numbers", () => {
  it("scores, variances and intervals of the NPS reference table", (t) => {
    const rows = rowsOf(t, "reference/nps_ci_reference.csv");
    if (rows === undefined) return;

    assert.ok(rows.length >= 6);
    for (const row of rows) {
      const counts = {
        promoters: numberIn(row, "promoters"),
        passives: numberIn(row, "passives"),
        detractors: numberIn(row, "detractors"),
      };
      const score = recommendationScore(counts);
      const variance = recommendationVariance(score.shares);
      const adjusted = adjustedWald(recommendationShares(counts), 0.95);
      near(score.value, numberIn(row, "nps_pct"), 5.1e-5);
      near(variance, numberIn(row, "variance"), 5.1e-7);
      near(100 * Math.sqrt(variance / score.n), numberIn(row, "se_pct"), 5.1e-4);
      near(score.wald.low, numberIn(row, "wald95_lo"));
      near(score.wald.high, numberIn(row, "wald95_hi"));
      near(adjusted.low, numberIn(row, "adjwald95_lo"));
      near(adjusted.high, numberIn(row, "adjwald95_hi"));
    }
  });
});

describe("the published airport survey", () => {
  it("an airport survey: 39.84 unweighted, 40.40 weighted, and an effective n below n", (t) => {
    const rows = rowsOf(t, "nps/sfo_airport_survey_2017.csv", "latin1");
    if (rows === undefined) return;

    const answered = rows
      .map((row) => ({ score: numberIn(row, "NETPRO"), weight: numberIn(row, "WEIGHT") }))
      .filter(({ score }) => score >= 0 && score <= 10);
    const counts = countsOf(answered.map(({ score }) => score));
    near(recommendationScore(counts).value, 39.84, 0.005);

    const weightsOf = (group: string): { sumWeights: number; sumSquaredWeights: number } => {
      const weights = answered.filter(({ score }) => classify(score) === group).map(({ weight }) => weight);
      return { sumWeights: sumOf(weights), sumSquaredWeights: sumOf(weights.map((weight) => weight ** 2)) };
    };
    const weights = {
      promoters: weightsOf("promoter"),
      passives: weightsOf("passive"),
      detractors: weightsOf("detractor"),
    };
    const weighted = recommendationScore({ ...counts, weights });
    near(weighted.value, 40.4, 0.005);
    assert.ok(weighted.effectiveN < weighted.n && weighted.effectiveN > weighted.n / 2);
  });

  it("the same survey: mean 4.0644 and 82.07 % in the top two boxes of 2,688", (t) => {
    const rows = rowsOf(t, "nps/sfo_airport_survey_2017.csv", "latin1");
    if (rows === undefined) return;

    const answers = rows.map((row) => numberIn(row, "Q7ALL")).filter((answer) => answer >= 1 && answer <= 5);
    const boxes = [1, 2, 3, 4, 5].map((step) => answers.filter((answer) => answer === step).length);
    const top = satisfaction(boxes);
    assert.equal(top.n, 2688);
    near(top.value, 82.07, 0.005);
    near(meanOf(sumsOf(answers), { bounds: { min: 1, max: 5 } }).value, 4.0644, 5.1e-5);
  });
});

describe("the published telecom survey", () => {
  it("a telecom survey by journey stage: -28.00 in all, three stages, and too few answers for the one of 24", (t) => {
    const rows = rowsOf(t, "nps/telecom_nps_verbatim_uk_2018.csv", "latin1");
    if (rows === undefined) return;

    const scored = rows.filter((row) => !Number.isNaN(numberIn(row, "NPS_SCORE")));
    const all = recommendationScore(countsOf(scored.map((row) => numberIn(row, "NPS_SCORE"))));
    assert.equal(all.n, 1632);
    near(all.value, -28.0025, 5.1e-5);
    for (const [stage, n, value] of [
      ["Order", 669, -12.2571],
      ["First Payment", 759, -31.8841],
      ["Equipment Received", 180, -63.3333],
      ["Service in Use", 24, -79.1667],
    ] as const) {
      const scores = scored.filter((row) => row["SURVEY_SUB_TYPE"] === stage).map((row) => numberIn(row, "NPS_SCORE"));
      const score = recommendationScore(countsOf(scores));
      assert.equal(score.n, n);
      near(score.value, value, 5.1e-5);
      assert.equal(sufficiencyOf(score.n), n === 24 ? "too-few" : "enough");
    }
  });
});

describe("published means", () => {
  it("Card & Krueger 1994, table 3: means and standard errors of jobs a restaurant before the change", (t) => {
    const rows = rowsOf(t, "reference/card_krueger_1994_long.csv");
    if (rows === undefined) return;

    const jobs = (inNewJersey: string): MeanSums =>
      sumsOf(
        rows
          .filter((row) => row["nj"] === inNewJersey && row["d"] === "0")
          .map((row) => numberIn(row, "fte"))
          .filter((value) => !Number.isNaN(value)),
      );
    const [pennsylvania, newJersey] = [jobs("0"), jobs("1")];
    near(meanOf(pennsylvania).value, 23.33, 0.005);
    near(meanOf(pennsylvania).standardError, 1.35, 0.005);
    near(meanOf(newJersey).value, 20.44, 0.005);
    near(meanOf(newJersey).standardError, 0.51, 0.005);
    assert.equal(meanDifference(pennsylvania, newJersey).clear, true);
  });
});

describe("real distributions", () => {
  it("warn of product reviews with a mean of 4.5 and one in twelve at the bottom, not of a contented airport", (t) => {
    const reviews = rowsOf(t, "reviews/uk_ru_rozetka_product_reviews.csv");
    const airport = rowsOf(t, "nps/sfo_airport_survey_2017.csv", "latin1");
    if (reviews === undefined || airport === undefined) return;

    const stepsOf = (rows: readonly Row[], column: string): number[] =>
      [1, 2, 3, 4, 5].map((step) => rows.filter((row) => numberIn(row, column) === step).length);
    const hidden = heavyTail(stepsOf(reviews, "rating"));
    assert.ok(hidden.looksGood && hidden.warn && hidden.bottomShare > 2 * hidden.expectedShare);
    assert.equal(heavyTail(stepsOf(airport, "Q7ALL")).warn, false);
  });
});
