import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { listResponses } from "#feature/answers";
import { listRequestSchema } from "#feature/answers/contract";
import {
  changeUnits,
  listLateUnits,
  previewChange,
  putUnits,
  readUnit,
  registerEffectSource,
  registerUnitSources,
  undoChange,
  updateSettings,
} from "#feature/organisation";
import { treeChangeSchema, type TreeChangeInput } from "#feature/organisation/contract";
import type { Viewer } from "#kit/viewer";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { drainBatch } from "./actions/drain.ts";
import { rebuildFacts } from "./actions/rebuild.ts";
import { slice } from "./actions/slice.ts";
import { answersOfUnits, lateAnswers } from "./actions/unit-effect.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";
import { nextChanges } from "./store/outbox.ts";

const stores = await testStores({ after });
const call = { ...testCall(stores), viewer: viewerForTest() };
const projector = createProjector(stores, { interval: 5 });

before(async () => {
  registerEffectSource(answersOfUnits);
  registerUnitSources({ lateAnswers });
  await updateSettings(call, { timeZone: "Europe/Kyiv", minimumN: 5 });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, call.viewer, [
      { code: "A", name: "Region A" },
      { code: "B", name: "Region B" },
      { code: "a1", name: "Branch 1", parentCode: "A" },
      { code: "a2", name: "Branch 2", parentCode: "A" },
      { code: "b1", name: "Branch 3", parentCode: "B" },
    ]),
  );
  const { slug } = await publishSample(call, "Visit");
  await recordSample(
    stores,
    call.viewer,
    Array.from({ length: 120 }, (_, index) => ({
      survey: slug,
      id: `u${index}`,
      answers: { nps: index % 11 },
      // 23:30 of the day before in UTC is the first of the month in Kyiv.
      answeredAt: index < 60 ? "2025-12-31T20:30:00Z" : "2025-12-31T22:30:00Z",
      timeZone: "Europe/Kyiv",
      context: { unit: ["a1", "Branch 2", "B1"][index % 3]! },
    })),
  );
  await projector.drain();
});

function change(input: TreeChangeInput) {
  return changeUnits(call, treeChangeSchema.parse(input));
}

/** Every figure of a region: n before and from January on, by filter, by scope, and in the list of answers. */
async function countsOf(code: string, viewer: Viewer = call.viewer) {
  const where = { field: "unit", op: "eq", value: code } as const;
  const counts = [];
  for (const period of [
    { from: "2025-12-01", to: "2025-12-31" },
    { from: "2026-01-01", to: "2026-01-31" },
  ]) {
    const { total } = await slice({ stores, viewer }, { measure: "nps:relational", where, period });
    const listed = await listResponses({ stores, viewer }, listRequestSchema.parse({ where, ...period, limit: 1 }));
    assert.equal(listed.total, total.figure.n, `${code}: the answers behind the number are as many as it says`);
    counts.push(total.figure.n);
  }
  return counts;
}

async function figureBefore(code: string) {
  const { total } = await slice(call, {
    measure: "nps:relational",
    where: { field: "unit", op: "eq", value: code },
    period: { from: "2025-12-01", to: "2025-12-31" },
  });
  return { ...total.figure };
}

async function managerOf(code: string): Promise<Viewer> {
  const { id } = await readUnit(call, code);
  return viewerForTest({ permissions: ["insight.read", "answers.read", "organisation.read"], units: [id] });
}

test("a move changes figures from its day on and leaves earlier ones exactly as they were", async () => {
  const before = await figureBefore("A");
  assert.deepEqual(
    [await countsOf("A"), await countsOf("B")],
    [
      [40, 40],
      [20, 20],
    ],
  );

  const move: TreeChangeInput = { action: "move", codes: ["a2"], parentCode: "B", from: "2026-01-01" };
  const effect = await previewChange(call, treeChangeSchema.parse(move));
  assert.deepEqual([effect.answers, effect.unitCount], [20, 1]);
  const { changeId } = await change(move);
  const { responses } = await projector.drain();
  assert.equal(responses, 20, "only answers from that day on are projected anew");

  assert.deepEqual(await figureBefore("A"), before);
  assert.deepEqual(
    [await countsOf("A"), await countsOf("B")],
    [
      [40, 20],
      [20, 40],
    ],
  );
  assert.deepEqual(await countsOf("a2"), [20, 20]);
  // Sight follows the answers: the branch's own manager keeps all of them, each region's has those of its time.
  const seen = async (code: string) => (await countsOf("a2", await managerOf(code))).join();
  assert.deepEqual([await seen("a2"), await seen("A"), await seen("B")], ["20,20", "20,0", "0,20"]);

  await rebuildFacts(stores);
  assert.deepEqual(
    [await countsOf("A"), await countsOf("B")],
    [
      [40, 20],
      [20, 40],
    ],
  );

  await undoChange(call, changeId!);
  await projector.drain();
  assert.deepEqual(
    [await countsOf("A"), await countsOf("B")],
    [
      [40, 40],
      [20, 20],
    ],
  );
});

test("answers of merged units count for their successor from that day on, under its name", async () => {
  const merge: TreeChangeInput = {
    action: "merge",
    codes: ["a1", "a2"],
    into: { code: "a12", name: "Branch 1 and 2" },
    from: "2026-01-01",
  };
  const { changeId } = await change(merge);
  await projector.drain();
  assert.deepEqual(
    [await countsOf("a12"), await countsOf("a1"), await countsOf("A")],
    [
      [0, 40],
      [20, 0],
      [40, 40],
    ],
  );
  const { rows } = await slice(call, {
    measure: "nps:relational",
    by: ["unit"],
    period: { from: "2026-01-01", to: "2026-01-31" },
  });
  assert.deepEqual(
    rows.map(({ key }) => key[0]?.name ?? "").toSorted((a, b) => (a < b ? -1 : 1)),
    ["Branch 1 and 2", "Branch 3"],
  );

  await undoChange(call, changeId!);
  await projector.drain();
  assert.deepEqual(
    [await countsOf("a1"), await countsOf("a2")],
    [
      [20, 20],
      [20, 20],
    ],
  );
});

test("answers that come with the code of a closed unit stay in sight of whoever saw it last", async () => {
  await change({ action: "close", codes: ["b1"], from: "2026-01-01" });
  await projector.drain();
  assert.deepEqual(
    [await countsOf("B"), await countsOf("b1")],
    [
      [20, 20],
      [20, 20],
    ],
  );
  assert.deepEqual(await countsOf("b1", await managerOf("B")), [20, 20]);
});

test("answers that come while a large move is projected go before its rest", async () => {
  const { slug } = await publishSample(call, "Later");
  await change({ action: "move", codes: ["a1"], parentCode: "B", from: "2025-01-01" });
  const inserted: string[][] = [];
  let freshId = "";
  const clickhouse: typeof stores.clickhouse = {
    ...stores.clickhouse,
    insert: async (table, rows, options) => {
      const answers = rows as unknown as readonly { readonly response_id: string }[];
      inserted.push(answers.map((row) => row.response_id));
      await stores.clickhouse.insert(table, rows, options);
      if (freshId !== "") return;
      const came = [{ survey: slug, id: "fresh", answers: { nps: 9 }, context: { unit: "a2" } }];
      [freshId = ""] = await recordSample(stores, call.viewer, came);
      // Other databases of the same server may hold the watermark back for a moment.
      await until(async () =>
        (await stores.postgres.read((tx) => nextChanges(tx, 1000))).some((row) => row.subjectId === freshId),
      );
    },
  };
  const { responses } = await drainBatch({ ...stores, clickhouse }, 5);
  assert.equal(responses, 40);
  const at = inserted.findIndex((ids) => ids.includes(freshId));
  assert.ok(at > 0 && at < inserted.length - 1, `${at} of ${inserted.length}`);
  assert.deepEqual(await drainBatch(stores, 5), { changes: 0, responses: 0, rows: 0 });
});

test("closed units that answers still come for need a decision; a successor takes the answers from their last day on", async () => {
  const codesOf = async () =>
    (await listLateUnits(call)).items.map(({ code, answers, since }) => [code, answers, since]);
  assert.deepEqual(await codesOf(), [["b1", 20, "2026-01-01"]]);
  await change({ action: "merge", codes: ["b1"], into: { code: "a2" }, from: "2026-01-01" });
  await projector.drain();
  assert.deepEqual(await codesOf(), []);
  assert.deepEqual(await countsOf("b1"), [20, 0]);
  assert.deepEqual(await countsOf("a2"), [20, 40]);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}
