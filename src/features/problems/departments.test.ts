import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, systemViewer, viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference, putUnits, resolveReferences, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { putManyStaff } from "#feature/workforce";
import { Refusal } from "#kit/refusal";
import { createRandom } from "#statistics/random";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { putTeam, readDepartments } from "./actions/departments.ts";
import { readOwnProblems } from "./actions/own-problems.ts";
import { readPainMap } from "./actions/pain-map.ts";
import { createProblem, listProblems } from "./actions/register.ts";
import { problemsOperations as operations, problemWishSchema, type ProblemWishInput } from "./contract.ts";

const stores = await testStores({ after });
const owner = { name: "Olena", email: "olena@example.org", role: "owner" } as const;
const { id: ownerId } = await addUser({ stores, viewer: systemViewer("test") }, owner);
const call = { ...testCall(stores), viewer: viewerForTest({ id: ownerId }) };
const measure = "nps:relational";
const reasons = ["fees", "bill", "queue", "menu"] as const;
const both = (text: string) => ({ en: text });

/** Fees and the bill are often named together and hurt much, the queue hurts less, the menu does nothing. */
before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 20, languages: ["en"] });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, call.viewer, [
      { code: "north", name: "North" },
      { code: "shop", name: "Shop", parentCode: "north" },
      { code: "south", name: "South" },
    ]),
  );
  for (const code of ["billing", "branches", "legal"]) {
    await putReference(call, { kind: "function", code, name: code.toUpperCase() });
  }
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: both("Relationship"),
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "score", title: both("Recommend?") },
          {
            kind: "multiple",
            key: "reasons",
            title: both("What got in the way?"),
            options: reasons.map((key) => ({ key, label: both(`The ${key}`) })),
          },
        ],
      },
    ],
    endings: [{ key: "end", title: both("Thank you") }],
  });
  const made = await createSurvey(call, {
    name: "Relationship",
    definition,
    anonymous: false,
    programme: "relational",
  });
  const survey = await publishSurvey(call, made.id);
  const random = createRandom(3);
  const answers = Array.from({ length: 2000 }, (_, index) => {
    const isBilled = random.uniform() < 0.2;
    const chances = { fees: isBilled ? 0.8 : 0.02, bill: isBilled ? 0.7 : 0.02, queue: 0.2, menu: 0.15 };
    const has = reasons.filter((reason) => random.uniform() < chances[reason]);
    const level = random.uniform() * 7 + 5 - (isBilled ? 5 : 0) - (has.includes("queue") ? 2 : 0);
    return submissionSchema.parse({
      survey: survey.slug,
      id: `a${index}`,
      answers: { score: Math.max(0, Math.min(10, Math.round(level))), ...(has.length > 0 ? { reasons: has } : {}) },
      answeredAt: "2026-02-15T10:00:00Z",
    });
  });
  const recorded = await recordResponses(call, answers, { source: "api" });
  assert.ok(recorded.every(({ ok }) => ok));
  await createProjector(stores).drain();
  const code = (reason: string) => `${survey.id}:reasons:${reason}`;
  const own = (reason: string, ownerFunction: string, more: Partial<ProblemWishInput> = {}) =>
    createProblem(call, {
      ...problemWishSchema.parse({ name: both(`Our ${reason}`), codes: [code(reason)], ownerFunction, ...more }),
      key: reason,
    });
  await own("fees", "billing", { influences: [{ function: "legal", kind: "direct", strength: 3 }] });
  await own("bill", "billing", { influences: [{ function: "branches", kind: "indirect", strength: 1 }] });
  await own("queue", "branches", { units: ["south"] });
});

const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const team = (name: string, body: { owner?: string | null; units?: string[]; revision: number }) =>
  putTeam(call, { params: { function: name }, query: {}, body: { owner: null, units: [], ...body } });

test("the problems of one function count as one, and what nobody owns stands last", async () => {
  const found = operations.readDepartments.output.parse(await readDepartments(call, { measure }));
  assert.deepEqual(
    found.items.map((one) => one.function?.name ?? null),
    ["BILLING", "BRANCHES", "LEGAL", null],
  );
  const [billing, branches, legal, nobody] = found.items;
  assert.ok(billing?.share && branches?.share && billing.lift && branches.lift);
  const { items } = await readPainMap(call, { measure });
  const shareOf = (key: string) => items.find((one) => one.key === key)?.share?.value ?? 0;
  assert.ok(billing.share.value < shareOf("fees") + shareOf("bill") - 5, "who names both counts once");
  assert.ok(billing.share.value > Math.max(shareOf("fees"), shareOf("bill")));
  assert.ok(Math.abs(branches.share.value - shareOf("queue")) < 1e-9);
  assert.ok(billing.clear && billing.lift.expected.low > branches.lift.expected.high);
  assert.deepEqual([legal?.share?.value ?? 0, legal?.lift], [0, null], "influence alone has no figures of its own");
  assert.equal(nobody?.clear, false, "the menu does nothing");
});

test("what a function bears on stands beside what it owns, with its strength", async () => {
  const { items } = await readDepartments(call, { measure });
  const told = items.map(({ function: place, problems }) => [
    place?.code ?? "",
    ...problems.map(({ key, relation, strength }) => `${key} ${relation} ${strength ?? ""}`.trim()),
  ]);
  assert.deepEqual(told, [
    ["billing", "bill owns", "fees owns"],
    ["branches", "queue owns", "bill indirect 1"],
    ["legal", "fees direct 3"],
    ["", "menu owns"],
  ]);
});

test("whose work a function is, is said once; a second window is told that the first was quicker", async () => {
  const said = operations.putTeam.output.parse(await team("branches", { units: ["north"], revision: 0 }));
  assert.deepEqual([said.units, said.revision], [[{ code: "north", name: "North" }], 1]);
  await assert.rejects(team("branches", { revision: 0 }), refuses("problems.changed_elsewhere"));
  await assert.rejects(team("legal", { revision: 4 }), refuses("problems.changed_elsewhere"));
  await assert.rejects(team("nothing", { revision: 0 }), refuses("problems.unknown_reference"));
  await assert.rejects(team("legal", { units: ["moon"], revision: 0 }), refuses("problems.unknown_reference"));
  await assert.rejects(
    team("legal", { owner: "0197c1a0-0000-7000-8000-00000000dead", revision: 0 }),
    refuses("problems.unknown_owner"),
  );
  const reader = viewerForTest({ id: ownerId, permissions: ["insight.read"] });
  const body = { owner: null, units: [], revision: 0 };
  await assert.rejects(
    putTeam({ ...call, viewer: reader }, { params: { function: "legal" }, query: {}, body }),
    refuses("access.forbidden"),
  );
});

test("everybody finds the problems of the functions where they work, and of those they answer for", async () => {
  await team("billing", { owner: ownerId, revision: 0 });
  const concerns = async (viewer: typeof call.viewer) => {
    const items = await readOwnProblems({ stores, viewer });
    operations.readOwnProblems.output.parse({ items, nextCursor: null });
    return items.map((one) => [
      one.key,
      ...one.concerns.map((each) => ("relation" in each ? each.relation : each.kind)),
    ]);
  };
  assert.deepEqual(await concerns(call.viewer), [
    ["bill", "function-owner"],
    ["fees", "function-owner"],
  ]);

  await putManyStaff(call, [{ code: "E1", name: "Ivan", unit: "shop", position: "Cashier" }]);
  const ivan = { id: "0197c1a0-0000-7000-8000-00000000beef", permissions: ["own.read"], employee: "E1" } as const;
  const employee = viewerForTest(ivan);
  assert.deepEqual(await concerns(employee), [
    ["bill", "indirect"],
    ["queue", "owns"],
  ]);

  const south = await stores.postgres.read((tx) => resolveReferences(tx, [{ kind: "unit", code: "south" }]));
  const units = [south.get("unit:south")?.id ?? ""];
  const manager = viewerForTest({ id: "0197c1a0-0000-7000-8000-00000000cafe", permissions: ["insight.read"], units });
  assert.deepEqual(await concerns(manager), [["queue", "unit"]]);
  const query = { mine: true, limit: 50 };
  const listed = await listProblems({ ...call, viewer: manager }, { params: {}, query, body: {} });
  assert.deepEqual(
    listed.items.map(({ key }) => key),
    ["queue"],
  );
});
