import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { sql } from "#platform/postgres";
import { wholeOf } from "#statistics/problems/named-counts";
import { addAnswer, addNamedSums, emptySums, type NamedSums } from "#statistics/problems/named-sums";
import { testCall, testViewer } from "#testing/call";
import { testStores } from "#testing/database";

import { namedSums } from "./actions/named-sums.ts";
import { namedTallies } from "./actions/named-tallies.ts";
import { createProjector } from "./projector.ts";
import { mostStrata, strataOf } from "./rules/strata.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
let staff: Survey;

interface Given {
  readonly score: number;
  readonly codes: readonly string[];
  readonly weight: number;
  readonly phase: number;
  readonly segment: string;
  readonly person: string;
}

const given: readonly Given[] = Array.from({ length: 400 }, (_, index) => ({
  score: (index * 7) % 11,
  codes:
    [[], ["queue-"], ["queue-", "rude-"], ["rude-", "fee-"], ["fee-", "rude-", "queue-"], ["staff+"]][index % 6] ?? [],
  weight: 1 + (index % 3) / 2,
  phase: index % 5 === 0 && (index * 7) % 11 <= 6 ? 0 : 1,
  segment: ["mass", "family"][index % 2] ?? "",
  person: `p${index % 90}`,
}));

before(async () => {
  await updateSettings(call, { timeZone: "UTC", smallGroup: 5 });
  survey = await publishSample(call, "Visit");
  staff = await publishSample(call, "Pulse", { programme: "employee", anonymous: true });
  const ids = await recordSample(
    stores,
    call.viewer,
    given.map(({ score, weight, segment, person }, index) => ({
      survey: survey.slug,
      id: `r${index}`,
      answers: { nps: score, ...(index % 4 === 0 ? { reasons: ["price"] } : {}) },
      weight,
      answeredAt: index < 300 ? "2026-02-10T10:00:00Z" : "2026-01-15T08:00:00Z",
      person: { kind: "crm" as const, value: person },
      context: { segment, unit: index % 2 === 0 ? "A" : "B" },
      attributes: { person },
    })),
  );
  await recordSample(
    stores,
    call.viewer,
    Array.from({ length: 30 }, (_, index) => ({
      survey: staff.slug,
      answers: { nps: index % 11, reasons: index < 3 ? ["price"] : ["staff"] },
    })),
  );
  await stores.postgres.transaction(async (tx) => {
    for (const [index, { codes, phase }] of given.entries()) {
      await tx.execute(sql`insert into response_coding (response_id, codes, sentiment, phase_weight)
        values (${ids[index]}, ${codes}::text[], ${codes.length > 0 ? 0.5 : null}, ${phase})`);
    }
    await tx.execute(sql`insert into outbox (kind, subject_id) select 'response', id from response`);
  });
  await projector.drain();
});

const sets = [["queue-"], ["rude-", "unheard-"], ["fee-"]];

/** The same from the answers themselves, all strata together. */
function byHand(answers: readonly Given[], isWeighted: boolean): NamedSums {
  const sums = emptySums(3, 1);
  for (const { score, codes, weight, phase } of answers) {
    const named = sets.flatMap((set, index) => (set.some((code) => codes.includes(code)) ? [index] : []));
    addAnswer(sums, {
      group: score >= 9 ? 2 : score <= 6 ? 0 : 1,
      stratum: 0,
      named,
      weight: isWeighted ? weight : 1,
      phase,
    });
  }
  return sums;
}

/** Strata put together, for comparing; pairs stand by group already. */
function joined({ problems, strata, values }: NamedSums): number[] {
  const one = emptySums(problems, 1);
  const [from, to] = [values.length / 3, one.values.length / 3];
  for (let group = 0; group < 3; group += 1) {
    const at = (index: number) => values[group * from + index] ?? 0;
    const put = (index: number, amount: number) =>
      void (one.values[group * to + index] = (one.values[group * to + index] ?? 0) + amount);
    for (let stratum = 0; stratum < strata; stratum += 1) {
      put(0, at(stratum));
      put(1, at(strata + stratum));
      for (let problem = 0; problem < problems; problem += 1)
        put(2 + problem, at(strata * 2 + stratum * problems + problem));
    }
    for (let pair = 0; pair < (problems * (problems - 1)) / 2; pair += 1)
      put(2 + problems + pair, at(strata * (2 + problems) + pair));
  }
  return [...one.values].map((value) => Math.round(value * 1000) / 1000);
}

for (const weight of [false, true]) {
  test(`sums by block equal those of the answers themselves, ${weight ? "weighted" : "plain"}, in two phases`, async () => {
    const { blocks, counts, anyNamed, isTwoPhase, isProtected } = await namedSums(call, {
      measure: "nps:relational",
      sets,
      weight,
    });
    const strata = blocks[0]?.strata ?? 0;
    assert.ok(strata > 1 && !isProtected && isTwoPhase);
    assert.deepEqual(
      joined(addNamedSums(blocks, 3, strata)),
      [...byHand(given, weight).values].map((value) => Math.round(value * 1000) / 1000),
    );
    const drawn = given.filter(({ phase }) => phase > 0);
    const naming = (codes: readonly string[]) => drawn.filter((one) => one.codes.some((code) => codes.includes(code)));
    assert.equal(wholeOf(counts.all).n, drawn.length);
    assert.deepEqual(
      counts.problems.map(({ named }) => wholeOf(named).n),
      sets.map((set) => naming(set).length),
    );
    assert.equal(anyNamed.n, naming(sets.flat()).length);
    const only = naming(["queue-"]).filter(({ codes }) => codes.length === 1);
    const mass = only.reduce((sum, one) => sum + (weight ? one.weight : 1), 0);
    assert.ok(Math.abs((counts.problems[0]?.onlyWeight ?? 0) - mass) < 1e-9);
  });
}

test("all answers of a person stand in one block", async () => {
  const { blocks, counts } = await namedSums(call, {
    measure: "nps:relational",
    sets,
    where: { field: "attr.person", op: "eq", value: "p7" },
  });
  const own = given.filter(({ person }) => person === "p7");
  assert.equal(own.length, 5);
  assert.equal(wholeOf(counts.all).n, own.length);
  assert.equal(blocks.filter(({ values }) => values.some((value) => value > 0)).length, 1);
});

test("filter, period and the viewer's units hold for every sum", async () => {
  const where = { field: "segment", op: "eq", value: "mass" } as const;
  const period = { from: "2026-02-01", to: "2026-02-28" };
  const { counts } = await namedSums(call, { measure: "nps:relational", sets, where, period });
  const some = given.filter((one, index) => one.segment === "mass" && index < 300 && one.phase > 0);
  assert.equal(wholeOf(counts.all).n, some.length);
  const nobody = testCall(stores, {
    viewer: testViewer({
      units: ["0197c1a0-0000-7000-8000-0000000000ff"],
      grants: [{ role: "test", permissions: call.viewer.permissions, units: ["0197c1a0-0000-7000-8000-0000000000ff"] }],
    }),
  });
  assert.equal(wholeOf((await namedSums(nobody, { measure: "nps:relational", sets })).counts.all).n, 0);
});

test("employees give no sums, and counts only of enough people, rounded, and none under a filter", async () => {
  const options = ["price", "staff"].map((key) => [`${staff.id}:reasons:${key}`]);
  assert.equal((await namedSums(call, { measure: "enps:employee", sets: options })).isProtected, true);
  const groups = await namedTallies(call, { by: "survey", sets: options });
  const all = groups.find(({ value }) => value === staff.id);
  assert.deepEqual([all?.isRounded, all?.all.n, all?.named[0], all?.named[1]], [true, 30, null, null]);
  const where = { field: "language", op: "empty" } as const;
  const narrowed = await namedTallies(call, { by: "survey", sets: options, where });
  const filtered = narrowed.find(({ value }) => value === staff.id);
  assert.equal(filtered?.isHidden, true);
});

test("tallies by a dimension, and survey by survey, add up to the whole", async () => {
  const option = [`${survey.id}:reasons:price`];
  const groups = await namedTallies(call, {
    measure: "nps:relational",
    by: "unit",
    bySurvey: true,
    sets: [...sets, option],
  });
  assert.deepEqual(
    groups.map(({ value, survey: of }) => [value, of]).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    [
      ["A", survey.id],
      ["B", survey.id],
    ],
  );
  const drawn = given.map((one, index) => ({ ...one, index })).filter(({ phase }) => phase > 0);
  assert.equal(
    groups.reduce((sum, { all }) => sum + all.n, 0),
    drawn.length,
  );
  assert.equal(
    groups.reduce((sum, { named }) => sum + (named[3]?.n ?? 0), 0),
    drawn.filter(({ index }) => index % 4 === 0).length,
  );
});

test("strata are few and none is tiny; segments join before surveys do", () => {
  const cells = Array.from({ length: 60 }, (_, index) => ({
    hash: index,
    survey: `s${index % 3}`,
    segment: `g${index % 10}`,
    isSilent: index % 2 === 0,
    n: index < 5 ? 2 : 50 + index,
  }));
  const strata = strataOf(cells);
  assert.ok(strata.length <= mostStrata && strata.length > 1);
  assert.equal(strata.flat().length, 60);
  assert.ok(strata.every((one) => one.reduce((sum, { n }) => sum + n, 0) >= 30));
  assert.ok(strata.every((one) => new Set(one.map(({ survey: of }) => of)).size === 1));
  assert.deepEqual(strataOf([]), []);
});
