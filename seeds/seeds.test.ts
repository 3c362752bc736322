import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { definitionSchema } from "#feature/surveys/contract";
import { checkAnswers } from "#feature/surveys/runtime";
import { chunksOf, companyOf, countsOf, fillChunk, surveys, surveySlug, truthsOf } from "#seeds";
import { recommendationScore } from "#statistics/nps";

import { netOf } from "./model/score.ts";

const end = "2026-11-20";

function bytesOf(seed: number): string {
  const company = companyOf({ seed, scale: 0.004, end });
  const hash = createHash("sha256");
  for (const chunk of chunksOf(company))
    hash.update(JSON.stringify(fillChunk(company, chunk, { texts: true }).submissions));
  return hash.update(JSON.stringify([company.units, company.staff])).digest("hex");
}

test("the same seed gives the same bytes, another seed another company with other truths", () => {
  assert.equal(bytesOf(5), bytesOf(5));
  assert.notEqual(bytesOf(5), bytesOf(6));
  const effects = (seed: number) => companyOf({ seed, scale: 0.001, end }).problems.map(({ effect }) => effect);
  assert.notDeepEqual(effects(5), effects(6));
});

test("without texts the same people give the same scores", () => {
  const company = companyOf({ seed: 3, scale: 0.01, end });
  const chunk = chunksOf(company).find(({ source }) => source === "visit");
  assert.ok(chunk);
  const scores = (texts: boolean) =>
    fillChunk(company, chunk, { texts }).submissions.map(({ id, answers }) => [id, answers["score"]]);
  assert.deepEqual(scores(true), scores(false));
});

test("every answer fits its survey", () => {
  const company = companyOf({ seed: 11, scale: 0.01, end });
  const definitions = new Map(
    surveys.map(({ source, definition }) => [surveySlug(source), definitionSchema.parse(definition)]),
  );
  let checked = 0;
  for (const chunk of chunksOf(company)) {
    for (const { survey, answers } of fillChunk(company, chunk, { texts: true }).submissions) {
      const definition = definitions.get(survey);
      assert.ok(definition);
      const result = checkAnswers(definition, answers, {}, { partial: false });
      assert.ok(result.ok, JSON.stringify([answers, result]));
      checked += 1;
    }
  }
  assert.ok(checked > 2000);
});

test("the company has the promised shape", () => {
  const company = companyOf({ seed: 1, scale: 1, end });
  const present = company.staff.filter(
    ({ hiredMonth, leftMonth }) => hiredMonth <= 12 && (leftMonth === null || leftMonth > 12),
  );
  assert.equal(company.customers, 200_000);
  assert.ok(company.branches.length >= 58 && company.branches.length <= 62);
  assert.ok(new Set(company.branches.map(({ timeZone }) => timeZone)).size >= 4);
  assert.ok(present.length > 1050 && present.length < 1350, `${present.length} people`);
  assert.ok(company.staff.length > present.length * 1.2, "people leave and others come");
  assert.equal(new Set(company.staff.map(({ code }) => code)).size, company.staff.length);
});

test("what is planted can be found: the weak branch, the helpful and the idle initiative, silence, the paradox", () => {
  for (const seed of [21, 22]) {
    const company = companyOf({ seed, scale: 0.3, end });
    const truths = truthsOf(company, countsOf(company));
    assert.ok(truths.weakUnit.score < truths.weakUnit.others - 15, `seed ${seed}`);
    const [tickets, script] = truths.initiatives;
    assert.ok((tickets?.gained ?? 0) > 8);
    assert.equal(script?.gained, 0);
    const { population, observed, weighted } = truths.nonResponse;
    assert.ok(observed - population > 10, "mail hides the unhappy");
    assert.ok(Math.abs(weighted - population) < 2.5, `weights repair it: ${weighted} and ${population}`);
    assert.ok(
      truths.problems.filter(({ bySource }) => Object.values(bySource).some(({ lost }) => lost > 0.2)).length >= 24,
    );
    assert.ok(truths.paradox.flow < truths.paradox.classic, "Flow is worse in all");
    const better = Object.entries(truths.paradox.bySegment).filter(([, { flow, classic }]) => flow > classic);
    assert.ok(better.length >= 3, `Flow is better within segments: ${JSON.stringify(truths.paradox)}`);
  }
});

test("intervals of small samples cover what is true of those who answer; weighted ones what is true of all", () => {
  let [runs, covered, coveredAll, coveredWeighted] = [0, 0, 0, 0];
  for (const seed of [101, 102, 103, 104]) {
    const company = companyOf({ seed, scale: 1, end });
    const chunk = { key: "", source: "relational" as const, month: 21, part: 0, contacts: 60_000 };
    const target = fillChunk(company, chunk, { texts: false }).counts;
    const [observed, population] = [
      netIn(target.get("observed|relational")),
      netIn(target.get("population|relational")),
    ];
    for (let part = 1; part <= 55; part += 1) {
      const { submissions } = fillChunk(company, { ...chunk, part, contacts: 900 }, { texts: false });
      const plain = scoreOf(submissions, false);
      const weighted = scoreOf(submissions, true);
      runs += 1;
      covered += Number(plain.low <= observed && observed <= plain.high);
      coveredAll += Number(plain.low <= population && population <= plain.high);
      coveredWeighted += Number(weighted.low <= population && population <= weighted.high);
    }
  }
  assert.equal(runs, 220);
  assert.ok(covered / runs > 0.9, `observed covered in ${covered} of ${runs}`);
  assert.ok(coveredWeighted / runs > 0.9, `population covered with weights in ${coveredWeighted} of ${runs}`);
  assert.ok(coveredAll / runs < 0.5, `population covered without weights in ${coveredAll} of ${runs}`);
});

function netIn(counts: readonly [number, number, number] | undefined): number {
  const [all, promoters, detractors] = counts ?? [1, 0, 0];
  return (100 * (promoters - detractors)) / all;
}

function scoreOf(
  submissions: ReturnType<typeof fillChunk>["submissions"],
  isWeighted: boolean,
): { low: number; high: number } {
  const groups = {
    [-1]: { n: 0, sumWeights: 0, sumSquaredWeights: 0 },
    0: { n: 0, sumWeights: 0, sumSquaredWeights: 0 },
    1: { n: 0, sumWeights: 0, sumSquaredWeights: 0 },
  };
  for (const { answers, weight = 1 } of submissions) {
    const group = groups[netOf(Number(answers["score"]))];
    group.n += 1;
    group.sumWeights += weight;
    group.sumSquaredWeights += weight ** 2;
  }
  const { interval } = recommendationScore({
    promoters: groups[1].n,
    passives: groups[0].n,
    detractors: groups[-1].n,
    ...(isWeighted && { weights: { promoters: groups[1], passives: groups[0], detractors: groups[-1] } }),
  });
  return interval;
}
