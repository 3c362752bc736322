import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import type { SubmissionInput } from "#feature/answers/contract";
import { putReference, updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { chanceOfTail, expectedGoodRuns, expectedRuns } from "#statistics/streaks";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { streaksOf } from "./actions/streaks.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
let staff: Survey;

/** Moments of each person, oldest first: + positive, o neutral, - negative. */
const people = ["++-+++", "-", "+", "++++", "-o-", "+-+-", "o+++", "--++-", "++"];
const scores: Readonly<Record<string, number>> = { "+": 10, o: 7, "-": 2 };

const submissions = (slug: string): SubmissionInput[] =>
  people.flatMap((moments, person) =>
    moments.split("").map((moment, index) => ({
      survey: slug,
      id: `${slug}-${person}-${index}`,
      answers: { nps: scores[moment] ?? 0, csat: 3 },
      answeredAt: `2026-02-${String(10 + index).padStart(2, "0")}T10:00:00Z`,
      person: { kind: "crm", value: `P${person}` },
      context: { unit: person % 2 === 0 ? "KYIV" : "LVIV" },
    })),
  );

before(async () => {
  await updateSettings(call, { minimumN: 5 });
  await putReference(call, { kind: "unit", code: "KYIV", name: "Kyiv" });
  await putReference(call, { kind: "unit", code: "LVIV", name: "Lviv" });
  survey = await publishSample(call, "Visit");
  staff = await publishSample(call, "Pulse", { programme: "employee", anonymous: true });
  // Newest first: the order they arrive in must not matter.
  await recordSample(stores, call.viewer, submissions(survey.slug).toReversed());
  await projector.drain();
});

test("moments of a person stand in the order of time, and runs of good ones are counted from there", async () => {
  const { whole } = await streaksOf(call, { measure: "nps:relational" });

  assert.equal(whole?.persons, 9);
  assert.deepEqual([whole?.contacts, whole?.positive, whole?.neutral, whole?.negative], [30, 19, 2, 9]);
  assert.deepEqual(whole?.current.slice(0, 5), [5, 4, 3, 1, 0]);
  assert.deepEqual(whole?.reaching.slice(0, 6), [9, 7, 6, 5, 2, 1]);
  assert.deepEqual(whole?.runsOfAtLeast.slice(0, 5), [9, 6, 3, 1, 0]);
  assert.equal(whole?.longest, 4);
});

test("what chance gives is what the statistics say for each person", async () => {
  const { whole } = await streaksOf(call, { measure: "nps:relational" });
  const known = people.map((moments) => ({
    n: moments.length,
    good: moments.split("").filter((one) => one === "+").length,
  }));
  const sum = (of: (n: number, good: number) => number) => known.reduce((all, { n, good }) => all + of(n, good), 0);
  const near = (actual: number | undefined, expected: number) =>
    assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-9, `${actual} is not ${expected}`);

  for (const length of [1, 2, 3, 4, 7]) {
    near(
      whole?.currentByChance[length - 1],
      sum((n, good) => chanceOfTail(n, good, length)),
    );
    near(
      whole?.runsByChance[length - 1],
      sum((n, good) => expectedGoodRuns(n, good, length)),
    );
  }
  const mixed = known.filter(({ n, good }) => good > 0 && good < n);
  assert.equal(whole?.mixed.persons, mixed.length);
  near(
    whole?.mixed.expected,
    mixed.reduce((all, { n, good }) => all + expectedRuns(n, good).mean, 0),
  );
  near(
    whole?.mixed.variance,
    mixed.reduce((all, { n, good }) => all + expectedRuns(n, good).variance, 0),
  );
  assert.equal(whole?.mixed.runs, 3 + 4 + 2 + 3);
});

test("by unit each has its own rows; a viewer of one unit sees that one only", async () => {
  const { groups } = await streaksOf(call, { measure: "nps:relational", by: "unit" });
  assert.deepEqual(
    groups.map(({ name, sums }) => [name, sums.persons]),
    [
      ["Kyiv", 5],
      ["Lviv", 4],
    ],
  );
  const none = viewerForTest({ permissions: ["insight.read"], units: [] });
  assert.equal((await streaksOf({ stores, viewer: none }, { measure: "nps:relational" })).whole, null);
});

test("sequences of employees and of anonymous answers are refused, and so is what has no scale", async () => {
  const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  await assert.rejects(streaksOf(call, { measure: `nps:employee:${staff.id}:nps` }), refuses("facts.protected"));
  await assert.rejects(streaksOf(call, { measure: `text:relational:${survey.id}:why` }), refuses("facts.no_scale"));
  await assert.rejects(streaksOf(call, { measure: "nps:relational", by: "theme" }), refuses("facts.unknown_field"));
  assert.equal((await streaksOf(call, { measure: "csat:transactional" })).whole, null);
});
