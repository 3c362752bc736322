import assert from "node:assert/strict";
import { test } from "node:test";

import { chunksOf, companyOf, fillChunk, npsOf } from "#seeds";
import { recommendationScore, type RecommendationScore } from "#statistics/nps";

import { schemeWishSchema, type Margin, type SchemeWish } from "./contract.ts";
import { cellName, computeWeights, type Cell } from "./rules/weights.ts";

const end = "2026-02-28";

interface Answered {
  readonly key: readonly string[];
  readonly base: number;
  readonly score: number;
}

const scheme = schemeWishSchema.parse({
  name: "Orvela",
  populationId: "0197c1a0-0000-7000-8000-000000000001",
  programme: "relational",
  dimensions: ["segment", "product", "channel"],
  trim: null,
});

/** The true margins: customers as they are, and how they were asked. */
function marginsOf(company: ReturnType<typeof companyOf>): readonly Margin[] {
  const counts = { segment: new Map<string, number>(), product: new Map<string, number>() };
  for (let number = 0; number < 40_000; number++) {
    const { segment, product } = company.customerAt(number);
    counts.segment.set(segment, (counts.segment.get(segment) ?? 0) + 1);
    counts.product.set(product, (counts.product.get(product) ?? 0) + 1);
  }
  const cellsOf = (of: ReadonlyMap<string, number>) => [...of].map(([value, amount]) => ({ value, amount }));
  return [
    { dimension: "segment", unit: "people", cells: cellsOf(counts.segment) },
    { dimension: "product", unit: "people", cells: cellsOf(counts.product) },
    {
      dimension: "channel",
      unit: "percent",
      cells: [
        { value: "email", amount: 75 },
        { value: "sms", amount: 25 },
      ],
    },
  ];
}

/** Those who answered the relationship study, and what all who were asked would have said. */
function studyOf(seed: number): {
  readonly answered: readonly Answered[];
  readonly truth: number;
  readonly margins: readonly Margin[];
} {
  const company = companyOf({ seed, scale: 0.15, end });
  const answered: Answered[] = [];
  let truth: readonly [number, number, number] = [0, 0, 0];
  for (const chunk of chunksOf(company)) {
    if (chunk.source !== "relational") continue;
    const { submissions, counts } = fillChunk(company, chunk, { texts: false });
    const own = counts.get("population|relational") ?? [0, 0, 0];
    truth = [truth[0] + own[0], truth[1] + own[1], truth[2] + own[2]];
    for (const { context, answers, weight } of submissions) {
      const key = [context.segment ?? "", context.product ?? "", context.channel ?? ""];
      answered.push({ key, base: weight ?? 1, score: Number(answers["score"]) });
    }
  }
  return { answered, truth: npsOf(truth), margins: marginsOf(company) };
}

function weighted(answered: readonly Answered[], weightOf: (one: Answered) => number): RecommendationScore {
  const tally = (holds: (score: number) => boolean) => {
    const some = answered.filter(({ score }) => holds(score)).map(weightOf);
    return {
      n: some.length,
      sumWeights: some.reduce((a, b) => a + b, 0),
      sumSquaredWeights: some.reduce((a, b) => a + b * b, 0),
    };
  };
  const weights = {
    promoters: tally((s) => s >= 9),
    passives: tally((s) => s > 6 && s < 9),
    detractors: tally((s) => s <= 6),
  };
  const { promoters, passives, detractors } = weights;
  return recommendationScore({ promoters: promoters.n, passives: passives.n, detractors: detractors.n, weights });
}

function raked(answered: readonly Answered[], margins: readonly Margin[], wish: SchemeWish): RecommendationScore {
  const cells = Map.groupBy(answered, ({ key, base }) => cellName({ wave: "", key, base }));
  const found = computeWeights({
    scheme: wish,
    versions: [{ version: 1, validFrom: "2024-01-01", margins }],
    cells: [...cells.values()].map((some): Cell => ({
      key: some[0]!.key,
      wave: "",
      base: some[0]!.base,
      n: some.length,
    })),
    day: end,
  });
  assert.deepEqual(found.faults, []);
  return weighted(answered, (one) => found.weightOf.get(cellName({ wave: "", ...one })) ?? one.base);
}

test("unhappy people who keep silent in every segment: weights by segment, product and channel mend little", (t) => {
  for (const seed of [21, 22]) {
    const { answered, truth, margins } = studyOf(seed);
    const equal = answered.map((one) => ({ ...one, base: 1 }));
    const raw = weighted(equal, () => 1);
    const mended = raked(equal, margins, scheme);
    const bySegment = raked(equal, margins, { ...scheme, dimensions: ["segment", "product"] });
    const followed = raked(answered, margins, scheme);
    t.diagnostic(
      `seed ${seed}, n ${raw.n}: truth ${truth.toFixed(1)}, raw ${raw.value.toFixed(1)}, by segment and product ${bySegment.value.toFixed(1)}, by channel too ${mended.value.toFixed(1)}, raked from follow-up weights ${followed.value.toFixed(1)} (${followed.interval.low.toFixed(1)} to ${followed.interval.high.toFixed(1)})`,
    );

    assert.ok(raw.value > truth + 10, "the raw score lies far above what all would say");
    assert.ok(bySegment.value < raw.value, "unhappy segments answer less: weighting by them moves towards the truth");
    // By mail the unhappy keep silent and fewer answer at all: giving mail its share lets its happy ones speak for them.
    assert.ok(mended.value > bySegment.value && mended.value > truth + 10, "no margin explains silence within it");
    assert.ok(followed.interval.low <= truth && truth <= followed.interval.high, "what a follow-up knows stays mended");
  }
});
