import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom, drawNormal } from "./random.ts";
import { atLeast, judgeRolling, judgeTarget, thresholdOf, trendToTarget } from "./target-tracking.ts";

const target = { value: 80, better: "higher", tolerance: 4 } as const;

describe("a period against its target", () => {
  it("is met within the tolerance, missed beyond it, and unclear where chance may be the reason", () => {
    assert.equal(thresholdOf(target), 76);
    assert.equal(judgeTarget({ value: 79, standardError: 1 }, target).verdict, "met");
    assert.equal(judgeTarget({ value: 72, standardError: 2 }, target).verdict, "missed");
    const close = judgeTarget({ value: 75.5, standardError: 2 }, target);
    assert.deepEqual([close.onTarget, close.verdict], [false, "unclear"]);
    assert.ok(Math.abs(close.probability - 0.4013) < 1e-4);
  });

  it("turns round where low is good, and needs no error to be judged", () => {
    const effort = { value: 2, better: "lower", tolerance: 0.2 } as const;
    assert.equal(judgeTarget({ value: 2.1, standardError: 0 }, effort).verdict, "met");
    assert.equal(judgeTarget({ value: 2.5, standardError: 0.1 }, effort).verdict, "missed");
    assert.throws(() => judgeTarget({ value: 1, standardError: -1 }, effort), RangeError);
  });
});

describe("nine of the last twelve", () => {
  const met = { onTarget: true, probability: 0.99, verdict: "met" } as const;
  const missed = { onTarget: false, probability: 0.01, verdict: "missed" } as const;
  const even = { onTarget: true, probability: 0.55, verdict: "unclear" } as const;
  const months = (some: number, others: number) => [
    ...Array.from({ length: some }, () => met),
    ...Array.from({ length: others }, () => missed),
  ];

  it("holds with ten, fails with eight, and stands on the edge with nine that were close", () => {
    assert.equal(judgeRolling(months(10, 2)).verdict, "met");
    assert.equal(judgeRolling(months(8, 4)).verdict, "missed");
    const edge = judgeRolling([...months(6, 3), even, even, even]);
    assert.deepEqual([edge.holdsByFigures, edge.onTarget, edge.verdict], [true, 9, "unclear"]);
    assert.ok(edge.probability < 0.2 && edge.probability > 0.1);
  });

  it("counts a month without a figure as not met, and waits until nine are there", () => {
    const gaps = [...months(9, 0), null, null, null];
    assert.deepEqual([judgeRolling(gaps).known, judgeRolling(gaps).verdict], [9, "met"]);
    assert.equal(judgeRolling([...months(8, 0), null, null, null, null]).verdict, "too-early");
    assert.equal(judgeRolling([...months(5, 12), ...months(10, 2)]).verdict, "met");
    assert.equal(judgeRolling([]).verdict, "too-early");
  });

  it("adds up chances as the binomial does where all are alike", () => {
    assert.ok(
      Math.abs(
        atLeast(
          Array.from({ length: 12 }, () => 0.5),
          9,
        ) -
          299 / 4096,
      ) < 1e-12,
    );
    assert.throws(() => atLeast([1.2], 1), RangeError);
  });

  it("is right as often as it says", () => {
    const random = createRandom(11);
    let [sure, right] = [0, 0];
    for (let run = 0; run < 3000; run++) {
      const truths = Array.from({ length: 12 }, () => 77 + 4 * drawNormal(random));
      const judged = truths.map((truth) =>
        judgeTarget({ value: truth + drawNormal(random), standardError: 1 }, target),
      );
      const { verdict } = judgeRolling(judged);
      const holds = truths.filter((truth) => truth >= 76).length >= 9;
      if (verdict !== "met" && verdict !== "missed") continue;
      sure += 1;
      if (holds === (verdict === "met")) right += 1;
    }
    assert.ok(sure > 500 && right / sure > 0.9, `${right} of ${sure}`);
  });
});

describe("the way to the target", () => {
  const line = (slope: number, error: number, random = createRandom(3)) =>
    Array.from({ length: 12 }, (_, at) => ({
      at,
      value: 84 + slope * at + error * drawNormal(random),
      standardError: Math.max(error, 0.1),
    }));

  it("is told where the slope is clear, with the month in which the edge is reached", () => {
    const falling = trendToTarget(line(-0.6, 0.2), target);
    assert.ok(falling?.isClear === true && Math.abs(falling.slope - -0.6) < 0.1);
    assert.ok(falling.crossesIn !== null && Math.abs(falling.crossesIn - 2.3) < 1);
  });

  it("is not told from noise, from too little, or when it leads away", () => {
    assert.equal(trendToTarget(line(0, 2), target)?.isClear, false);
    assert.equal(trendToTarget(line(0.6, 0.2), target)?.crossesIn, null);
    assert.equal(trendToTarget(line(-0.6, 0.2).slice(0, 5), target), null);
  });

  it("covers the slope at its rate", () => {
    const random = createRandom(21);
    let held = 0;
    for (let run = 0; run < 1000; run++) {
      const trend = trendToTarget(line(-0.3, 1, random), target);
      if (trend !== null && trend.low <= -0.3 && trend.high >= -0.3) held += 1;
    }
    assert.ok(held / 1000 > 0.93, `${held}`);
  });
});
