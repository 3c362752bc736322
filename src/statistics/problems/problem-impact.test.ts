import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom } from "../random.ts";
import { at } from "../sequence.ts";
import { mirroredCounts, noAnswers, addCounted, type CountedAnswers, type NamedCounts } from "./named-counts.ts";
import { addAnswer, addNamedSums, emptySums, mirroredSums, type NamedSums, type NamingAnswer } from "./named-sums.ts";
import { problemEffects } from "./problem-effects.ts";
import { problemImpact, type ImpactOptions } from "./problem-impact.ts";

const points = [-100, 0, 100] as const;

interface Told {
  readonly blocks: NamedSums[];
  readonly counts: NamedCounts;
}

/** Answers dealt into blocks one after another. */
function told(problems: number, answers: readonly NamingAnswer[], strata = 1): Told {
  const blocks = Array.from({ length: 20 }, () => emptySums(problems, strata));
  const all: [CountedAnswers, CountedAnswers, CountedAnswers] = [noAnswers, noAnswers, noAnswers];
  const named = Array.from({ length: problems }, () => [noAnswers, noAnswers, noAnswers] as typeof all);
  const only = named.map(() => 0);
  answers.forEach((answer, index) => {
    addAnswer(blocks[index % 20] ?? emptySums(problems, strata), answer);
    const weight = (answer.weight ?? 1) * (answer.phase ?? 1);
    if (weight === 0) return;
    const one = { n: 1, sumWeights: weight, sumSquaredWeights: weight * weight };
    all[answer.group] = addCounted([all[answer.group], one]);
    for (const problem of answer.named) {
      const own = named[problem];
      if (own !== undefined) own[answer.group] = addCounted([own[answer.group], one]);
      if (answer.named.length === 1) only[problem] = at(only, problem) + weight;
    }
  });
  return {
    blocks,
    counts: { all, problems: named.map((own, index) => ({ named: own, onlyWeight: at(only, index) })) },
  };
}

function impact({ blocks, counts }: Told, more: Partial<ImpactOptions> = {}) {
  return problemImpact(blocks, counts, {
    minimum: 10,
    values: points,
    isAsked: counts.problems.map(() => true),
    ...more,
  });
}

function times(count: number, answer: NamingAnswer): NamingAnswer[] {
  return Array.from({ length: count }, () => answer);
}

/** 100 with the problem (60 low, 30 middle, 10 high) and 300 without (60, 90, 150). */
const plain = [
  ...times(60, { group: 0, stratum: 0, named: [0] }),
  ...times(30, { group: 1, stratum: 0, named: [0] }),
  ...times(10, { group: 2, stratum: 0, named: [0] }),
  ...times(60, { group: 0, stratum: 0, named: [] }),
  ...times(90, { group: 1, stratum: 0, named: [] }),
  ...times(150, { group: 2, stratum: 0, named: [] }),
];

describe("what a problem costs", () => {
  it("alone and asked of everybody is share × difference, with scenarios around it", () => {
    const { problems, state } = impact(told(1, plain));
    const [one] = problems;
    assert.equal(state, "ok");
    // −50 with, 30 without; a quarter of all.
    assert.ok(one?.lift && one.effect && Math.abs(one.effect.value - 80) < 0.1);
    assert.ok(Math.abs(one.lift.expected.value - 20) < 0.05 && Math.abs((one.gross ?? 0) - 20) < 0.05);
    assert.deepEqual([one.lift.oneUp, one.lift.lowToTop, one.lift.most], [15, 30, 37.5]);
    assert.ok(one.lift.lower > 0 && one.lift.lower <= one.lift.expected.value + 1e-9);
    assert.ok(one.lift.expected.interval.low > 10 && one.lift.expected.interval.high < 30 && one.clear);
    assert.deepEqual([one.mentions, one.share?.value, one.shareOfLow?.value], [100, 0.25, 0.5]);
  });

  it("is reckoned lower where only part of those it touches would be helped", () => {
    const [whole] = impact(told(1, plain)).problems;
    const [half] = impact(told(1, plain), { solveRates: [0.5] }).problems;
    assert.ok(Math.abs((half?.lift?.expected.value ?? 0) * 2 - (whole?.lift?.expected.value ?? 1)) < 1e-9);
  });

  it("does not go to a harmless problem that comes with a harmful one", () => {
    const random = createRandom(5);
    const answers = Array.from({ length: 6000 }, (): NamingAnswer => {
      const harmful = random.uniform() < 0.2;
      const harmless = random.uniform() < (harmful ? 0.7 : 0.1);
      const chance = random.uniform();
      const group = harmful ? (chance < 0.6 ? 0 : chance < 0.9 ? 1 : 2) : chance < 0.15 ? 0 : chance < 0.45 ? 1 : 2;
      return { group, stratum: 0, named: [...(harmful ? [0] : []), ...(harmless ? [1] : [])] };
    });
    const [harmful, harmless] = impact(told(2, answers)).problems;
    assert.ok((harmless?.gross ?? 0) > 8, "the plain difference blames it");
    assert.ok(harmless?.lift && harmless.lift.expected.interval.low < 0 && harmless.lift.expected.interval.high > 0);
    assert.ok(!harmless.clear && harmful?.clear === true);
    assert.deepEqual([harmful.rank, harmless.rank], [1, 2]);
  });

  it("is held within strata, so that who is asked where does not count as a problem", () => {
    // In stratum 1 everybody is unhappier and the problem more frequent; it does nothing.
    const answers = [0, 1].flatMap((stratum) =>
      [true, false].flatMap((has) => {
        const size = stratum === 1 ? (has ? 300 : 100) : has ? 100 : 300;
        const low = stratum === 1 ? 0.5 : 0.1;
        const named = has ? [0] : [];
        return [
          ...times(Math.round(size * low), { group: 0, stratum, named }),
          ...times(Math.round(size * (1 - low)), { group: 2, stratum, named }),
        ];
      }),
    );
    const [held] = impact(told(1, answers, 2)).problems;
    const [mixed] = impact(
      told(
        1,
        answers.map((answer) => ({ ...answer, stratum: 0 })),
      ),
    ).problems;
    assert.ok(Math.abs(held?.effect?.value ?? 99) < 0.1);
    assert.ok((mixed?.effect?.value ?? 0) > 30);
  });

  it("of praise is what would be lost without it", () => {
    const loved = plain.map((answer) => ({ ...answer, group: (2 - answer.group) as 0 | 1 | 2 }));
    const { blocks, counts } = told(1, loved);
    const turned = { blocks: blocks.map(mirroredSums), counts: mirroredCounts(counts) };
    const [one] = impact(turned, { values: [-100, 0, 100] }).problems;
    assert.ok(Math.abs((one?.lift?.expected.value ?? 0) - 20) < 0.05);
  });
});

describe("those who were not asked", () => {
  it("do not make a harmless problem look harmful", () => {
    // A fifth of everybody has it, whatever their score; only low and middle can say so.
    const shares = [200, 300, 500] as const;
    const answers = shares.flatMap((size, group) => {
      const named = group === 2 ? [] : [0];
      const index = group as 0 | 1 | 2;
      return [
        ...times(size * 0.2, { group: index, stratum: 0, named }),
        ...times(size * 0.8, { group: index, stratum: 0, named: [] }),
      ];
    });
    const [naive] = impact(told(1, answers)).problems;
    const [honest] = impact(told(1, answers), { isAsked: [false] }).problems;
    assert.ok((naive?.effect?.value ?? 0) > 50, "reading silence as nothing blames it");
    assert.ok(Math.abs(honest?.effect?.value ?? 99) < 3);
    assert.ok(Math.abs((honest?.touched ?? 0) - 0.2) < 0.01, "the happy are reckoned in");
  });

  it("are reckoned in exactly under the model of adjacent categories", () => {
    // With odds ratio 4 from step to step: of 100, 160, 40 with and 25, 160, 160 without.
    const answers = [
      ...times(400, { group: 0, stratum: 0, named: [0] }),
      ...times(400, { group: 1, stratum: 0, named: [0] }),
      ...times(100, { group: 2, stratum: 0, named: [] }),
      ...times(200, { group: 0, stratum: 0, named: [] }),
      ...times(800, { group: 1, stratum: 0, named: [] }),
      ...times(800, { group: 2, stratum: 0, named: [] }),
    ] as NamingAnswer[];
    const { blocks } = told(1, answers);
    const sums = addNamedSums(blocks, 1, 1);
    const { touched, effect } = problemEffects(sums, { isAsked: [false], values: points });
    assert.ok(Math.abs((touched[0] ?? 0) - 900 / 2700) < 0.002);
    assert.ok(Math.abs((effect[0] ?? 0) - (100 * (600 / 1800) + 100 * (300 / 900))) < 0.5);
  });
});

describe("what cannot be told is said, never guessed", () => {
  const mixed = (named: readonly number[]): NamingAnswer[] =>
    ([0, 1, 2] as const).flatMap((group) => times(40, { group, stratum: 0, named }));

  it("no answers, one answer, nobody naming anything, everybody alike", () => {
    assert.equal(impact(told(2, [])).state, "none");
    assert.equal(impact(told(2, [{ group: 0, stratum: 0, named: [0] }])).state, "flat");
    assert.equal(impact(told(2, mixed([]))).state, "nothing-named");
    assert.equal(
      impact(
        told(1, [
          ...times(80, { group: 0, stratum: 0, named: [0] }),
          ...times(80, { group: 0, stratum: 0, named: [] }),
        ]),
      ).state,
      "flat",
    );
    assert.equal(impact(told(1, [...mixed([0]).slice(0, 20), ...mixed([]).slice(60, 80)])).state, "too-few");
  });

  it("a problem nobody or everybody names, or too few", () => {
    const answers = [...mixed([0, 2]), ...mixed([2]), ...times(3, { group: 0, stratum: 0, named: [1, 2] })];
    const { problems } = impact(told(4, answers));
    assert.deepEqual(
      problems.map(({ standing }) => standing),
      ["ok", "too-few", "everybody", "nobody"],
    );
    assert.ok(problems.slice(1).every(({ lift, rank }) => lift === null && rank === null));
    assert.equal(problems[3]?.share?.value, 0);
  });

  it("problems that are always named together are named as such", () => {
    const { problems, inseparable } = impact(told(3, [...mixed([0, 1]), ...mixed([2]), ...mixed([])]));
    assert.deepEqual(inseparable, [[0, 1]]);
    assert.deepEqual(
      problems.map(({ standing }) => standing),
      ["inseparable", "inseparable", "ok"],
    );
  });

  it("what is known worse than to a third of the scale has a share and no effect", () => {
    const random = createRandom(5);
    const rarely = [3, 50, 107, 211, 333];
    const answers = Array.from({ length: 400 }, (_, index): NamingAnswer => {
      const place = rarely.indexOf(index);
      const group = place >= 0 ? ((2 * (place % 2)) as 0 | 2) : (Math.floor(random.uniform() * 3) as 0 | 1 | 2);
      return { group, stratum: 0, named: [...(place >= 0 ? [0] : []), ...(index % 3 === 0 ? [1] : [])] };
    });
    const { blocks, counts } = told(2, answers);
    const { problems } = problemImpact(blocks, counts, { minimum: 5, values: points, isAsked: [true, true] });
    const [rare, common] = problems;
    assert.deepEqual([rare?.standing, rare?.effect, rare?.lift, rare?.clear], ["imprecise", null, null, false]);
    assert.ok(rare?.share && rare.mentions === 5 && common?.standing === "ok" && common.lift !== null);
  });

  it("every number is finite, whatever the answers", () => {
    const random = createRandom(11);
    for (let round = 0; round < 60; round++) {
      const problems = 1 + Math.floor(random.uniform() * 5);
      const size = Math.floor(random.uniform() ** 2 * 300);
      const answers = Array.from({ length: size }, (): NamingAnswer => ({
        group: Math.floor(random.uniform() * 3) as 0 | 1 | 2,
        stratum: Math.floor(random.uniform() * 2),
        named: Array.from({ length: problems }, (_, index) => index).filter((index) => random.uniform() < index / 5),
        weight: random.uniform() < 0.1 ? 0 : 0.5 + random.uniform(),
        phase: random.uniform() < 0.2 ? 0 : 1,
      }));
      const found = impact(told(problems, answers, 2), {
        isAsked: Array.from({ length: problems }, () => random.uniform() < 0.5),
      });
      assert.ok(
        !JSON.stringify(found).includes("null,null,null,null,null,null,null") && isFinite(found),
        JSON.stringify(found),
      );
    }
  });
});

/** No NaN and no infinity but where an interval is open. */
function isFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isFinite);
  return value === null || typeof value !== "object" || Object.values(value).every(isFinite);
}
