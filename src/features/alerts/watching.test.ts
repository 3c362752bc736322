import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, systemViewer, viewerForTest } from "#feature/access";
import { resolveReferences } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listAlerts, readAlert, readAttention, setAlertState } from "./actions/alerts.ts";
import { previewWatch } from "./actions/preview.ts";
import { planRuns, runWatch } from "./actions/run-watch.ts";
import { createWatch, deleteWatch, ensurePresets, listWatches, restoreWatch, updateWatch } from "./actions/watches.ts";
import { alertsOperations, type Alert, type RuleInput } from "./contract.ts";
import { byUnit, noon, publishVisit, record, recordCompany, score, wish } from "./sample.test.ts";

const stores = await testStores({ after });
const owner = { name: "Olena", email: "olena@example.org", role: "owner" } as const;
const { id: ownerId } = await addUser({ stores, viewer: systemViewer("test") }, owner);
const call = { ...testCall(stores), viewer: viewerForTest({ id: ownerId }) };
const ids = new Map<string, string>();
let survey: Survey;

before(async () => {
  survey = await publishVisit(call, "Visit");
  await recordCompany(call, survey);
  const kinds = ["kyiv", "lviv", "west"].map((code) => ({ kind: "unit" as const, code }));
  const found = await stores.postgres.read((tx) => resolveReferences(tx, kinds));
  for (const { code } of kinds) ids.set(code, found.get(`unit:${code}`)?.id ?? "");
});

const query = { state: "all", limit: 50 } as const;

async function all(viewer = call.viewer) {
  return alertsOperations.listAlerts.output.parse(
    await listAlerts({ stores, viewer }, { params: {}, query, body: {} }),
  );
}

async function watches(viewer = call.viewer) {
  return alertsOperations.listWatches.output.parse(await listWatches({ stores, viewer }));
}

async function alertsOf(watch: string): Promise<Alert[]> {
  return (await all()).items.filter((alert) => alert.watch.id === watch);
}

async function watchOf(id: string) {
  return (await watches()).items.find((one) => one.id === id);
}

function watching(rule: RuleInput, quietDays?: number) {
  return createWatch(call, { params: {}, query: {}, body: wish(rule, quietDays) });
}

function managerOf(unit: string) {
  return viewerForTest({
    id: ownerId,
    permissions: ["insight.read", "answers.read", "annotations.write"],
    units: [ids.get(unit) ?? ""],
  });
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

test("a fall in one of four units is told once, with what it was and what it is, and nothing else is", async () => {
  const { id } = await watching(byUnit);
  assert.equal((await all()).lookedAt, null, "before the first look nobody is told that all is well");
  assert.equal(await runWatch(stores, id), 1);
  assert.equal((await all()).lookedAt, stores.clock.now().toISOString());
  assert.equal(await runWatch(stores, id), 0);
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);

  const [alert] = await alertsOf(id);
  assert.ok(alert?.finding.type === "moved" && alert.finding.before !== null && alert.finding.after !== null);
  assert.deepEqual(alert.finding.subject, {
    measure: "nps:relational",
    dimension: "unit",
    value: "kyiv",
    name: "Kyiv",
  });
  assert.deepEqual([alert.finding.move, alert.finding.isWorse, alert.finding.step], ["down", true, "week"]);
  assert.ok(Math.abs(alert.finding.before.value - 45) < 15 && alert.finding.after.value < 0);
  assert.ok(alert.finding.difference?.clear === true && alert.finding.difference.high < -25);
  assert.deepEqual([alert.onset, alert.state], ["2026-02-09", "new"]);
  assert.ok(["2026-02-09", "2026-02-16", "2026-02-23"].includes(alert.at));

  const watch = await watchOf(id);
  assert.deepEqual([watch?.status.watched, watch?.alerts.opened], [4, 1]);
});

test("the chart behind it says what was expected, and reading makes it seen", async () => {
  const [open] = (await all()).items;
  const read = await readAlert(call, open?.id ?? "");
  alertsOperations.readAlert.output.parse(read);
  assert.equal(read.alert.state, "seen");
  const last = read.chart?.points.at(-1);
  assert.ok(read.chart !== null && read.chart.points.length === 60 && last !== undefined);
  assert.ok(last.value < 0 && read.chart.limit > 3);
  const told = read.chart.points.find(({ at }) => at === read.alert.at);
  assert.ok(told !== undefined && told.down > read.chart.limit && (told.expected ?? 0) > 25);
});

test("whoever does not see the unit does not see the alert, and cannot say what becomes of it", async () => {
  const [kyiv, lviv] = [managerOf("kyiv"), managerOf("lviv")];
  const [alert] = (await all()).items;
  assert.equal((await all(lviv)).items.length, 0);
  assert.deepEqual((await readAttention({ stores, viewer: lviv })).open, 0);
  assert.equal((await all(kyiv)).items.length, 1);
  await assert.rejects(readAlert({ stores, viewer: lviv }, alert?.id ?? ""), isRefusal("alerts.not_found"));

  const input = {
    params: { id: alert?.id ?? "" },
    query: {},
    body: { state: "acknowledged", note: "New staff" },
  } as const;
  await assert.rejects(setAlertState({ stores, viewer: lviv }, input), isRefusal("alerts.not_found"));
  const reader = viewerForTest({ id: ownerId, permissions: ["insight.read"] });
  await assert.rejects(setAlertState({ stores, viewer: reader }, input), isRefusal("access.forbidden"));

  const done = await setAlertState({ stores, viewer: kyiv }, input);
  assert.deepEqual([done.state, done.note], ["acknowledged", "New staff"]);
  const undone = await setAlertState({ stores, viewer: kyiv }, { ...input, body: { state: "seen", note: "" } });
  assert.equal(undone.state, "seen");
  const chart = await readAlert({ stores, viewer: kyiv }, alert?.id ?? "");
  assert.ok((chart.chart?.points.length ?? 0) > 50);
});

test("two workers at once, and one that dies before it has written, open one alert", async () => {
  const { id } = await watching({ ...byUnit, detector: "leap" }, 0);
  const dying = {
    ...stores,
    postgres: { ...stores.postgres, transaction: () => Promise.reject(new Error("killed")) },
  } as typeof stores;
  await assert.rejects(runWatch(dying, id), /killed/);
  assert.equal((await alertsOf(id)).length, 0);

  const opened = await Promise.all([runWatch(stores, id), runWatch(stores, id), runWatch(stores, id)]);
  assert.equal(
    opened.reduce((sum, one) => sum + one, 0),
    1,
  );
  assert.equal((await alertsOf(id)).length, 1);
});

test("what lasts is not told again, and the quiet days hold", async () => {
  const { id } = await watching(byUnit, 30);
  await runWatch(stores, id);
  const clock = stores.clock.now();
  try {
    for (const week of [0, -1, -2]) {
      stores.clock.set(noon(week - 1));
      await record(
        call,
        ["kyiv", "lviv"].flatMap((unit) =>
          Array.from({ length: 15 }, (_, place) => ({
            survey: survey.slug,
            id: `later-${unit}-${week}-${place}`,
            answers: { nps: unit === "kyiv" ? score(0.15, 0.65) : score(0.6, 0.15) },
            answeredAt: noon(week, place % 5),
            timeZone: "UTC",
            context: { unit },
          })),
        ),
      );
      assert.equal(await runWatch(stores, id), 0, `week ${week}`);
    }
    assert.equal((await alertsOf(id)).length, 1);
  } finally {
    stores.clock.set(clock);
  }
});

test("a measure as a whole is watched by day where there are enough answers, else by week", async () => {
  const { id } = await watching({ ...byUnit, by: null, direction: "both", falseAlarms: 1 });
  await runWatch(stores, id);
  const watch = await watchOf(id);
  assert.equal(watch?.status.watched, 1);
  const small = await watching({ ...byUnit, where: { field: "unit", op: "in", value: ["nowhere"] } });
  await runWatch(stores, small.id);
  const nothing = await watchOf(small.id);
  assert.deepEqual([nothing?.status.watched, nothing?.status.problem], [0, null]);
});

test("a preview tells what would have been told in a year and what the rule promises", async () => {
  const preview = await previewWatch(call, { rule: byUnit, quietDays: 7 });
  alertsOperations.previewWatch.output.parse(preview);
  assert.ok(preview.total >= 1 && preview.total <= 6);
  assert.ok(preview.alarms.some(({ finding }) => finding.type === "moved" && finding.subject.value === "kyiv"));
  const [promise] = preview.promises;
  assert.ok(promise !== undefined && promise.sigma !== null);
  assert.deepEqual([promise.step, promise.series], ["week", 4]);
  assert.ok(Math.abs(promise.runLength - 8 * 52.18) < 1);
  assert.ok(promise.sigma > 10 && promise.sigma < 35);
  const [half, , two] = promise.delays;
  assert.ok(half !== undefined && two !== undefined && half.found <= two.found);
  assert.ok(two.found > 0.95 && two.median !== null && two.median <= 5);
});

test("units that are clearly below all others are told once for as long as they are", async () => {
  const { id } = await watching({ kind: "rest", measure: "nps:relational", by: "unit", days: 21 });
  assert.equal(await runWatch(stores, id), 1);
  const [alert] = await alertsOf(id);
  assert.ok(alert?.finding.type === "below-rest" && alert.finding.subject.value === "kyiv");
  assert.ok(alert.finding.difference.high < 0 && alert.finding.tested === 4);
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);
});

test("a theme that comes up more is told, a new one is called new, and the others are not", async () => {
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`
      insert into response_coding (response_id, codes, sentiment, phase_weight)
      select id, case when answered_at >= '2026-02-09' and place % 3 = 0 then '{app-}'
                      when answered_at >= '2026-02-09' and place % 3 = 1 then '{queue-}'
                      when place % 12 = 0 then '{queue-}' when place % 5 = 0 then '{staff+}' else '{}' end::text[], 0, 1
        from (select id, answered_at, row_number() over (order by id) as place from response) placed
      on conflict do nothing`);
    await tx.execute(sql`insert into outbox (kind, subject_id) select 'response', id from response`);
  });
  await record(call, []);
  const { id } = await watching({
    kind: "share",
    measure: "nps:relational",
    by: "theme",
    direction: "more",
    falseAlarms: 4,
  });
  await runWatch(stores, id);
  const found = (await alertsOf(id)).flatMap(({ finding }) => (finding.type === "moved" ? [finding] : []));
  const news = found.map(({ subject, isNew }) => `${subject.value} ${isNew}`).toSorted();
  assert.deepEqual(news, ["app- true", "queue- false"]);
  const rising = found.find(({ subject }) => subject.value === "queue-");
  assert.ok(Math.abs((rising?.after?.value ?? 0) - 33) < 8 && Math.abs((rising?.before?.value ?? 0) - 8) < 4);
});

test("answers with words that cannot wait are told one by one, those of a flood together, of employees never", async () => {
  const staff = await publishVisit(call, "Team", "employee");
  const said = (slug: string, count: number, why: string) =>
    Array.from({ length: count }, (_, index) => ({
      survey: slug,
      id: `${why}-${slug}-${index}`,
      answers: { nps: 2, why },
      answeredAt: "2026-03-01T10:00:00Z",
      timeZone: "UTC",
      context: { unit: "lviv" },
    }));
  await record(call, [
    ...said(survey.slug, 1, "Я пойду в суд!"),
    ...said(survey.slug, 7, "My lawyer will call"),
    ...said(survey.slug, 3, "Обсудим позже, безсудно"),
    ...said(staff.slug, 8, "I told my lawyer"),
  ]);
  const { id } = await watching({ kind: "answer", measure: null, words: ["суд", "lawyer"] }, 0);
  assert.equal(await runWatch(stores, id), 6);
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);
  const found = await alertsOf(id);
  const more = found.find(({ finding }) => finding.type === "more-answers");
  assert.ok(more?.finding.type === "more-answers" && more.finding.count === 3);
  assert.ok(found.every(({ finding }) => finding.type !== "answer" || finding.unit === "Lviv"));

  const low = await watching({
    kind: "answer",
    measure: "nps:relational",
    where: {
      all: [
        { field: "score", op: "lte", value: 2 },
        { field: "unit", op: "in", value: ["west"] },
      ],
    },
    words: ["суд"],
  });
  assert.equal(await runWatch(stores, low.id), 1);
  const unread = viewerForTest({ id: ownerId, permissions: ["insight.read"] });
  assert.ok((await all(unread)).items.every(({ finding }) => finding.type !== "answer"));
});

test("employees' figures are watched only where the group is large enough", async () => {
  const { id } = await watching({ ...byUnit, measure: "nps:employee" });
  await runWatch(stores, id);
  const watch = await watchOf(id);
  assert.equal(watch?.status.watched, 0);
  assert.equal((await alertsOf(id)).length, 0);
});

test("answers that stop coming are told, with how many were usual", async () => {
  const { id } = await watching({
    kind: "volume",
    measure: "nps:relational",
    by: null,
    direction: "less",
    falseAlarms: 1,
  });
  const clock = stores.clock.now();
  try {
    await runWatch(stores, id);
    const calm = (await alertsOf(id)).filter(({ finding }) => finding.type === "silent");
    assert.equal(calm.length, 0);
    stores.clock.set("2026-05-12T09:00:00Z");
    assert.equal(await runWatch(stores, id), 1);
    assert.equal(await runWatch(stores, id, { isForced: true }), 0);
  } finally {
    stores.clock.set(clock);
  }
  const alert = (await alertsOf(id)).find(({ finding }) => finding.type === "silent");
  assert.ok(alert?.finding.type === "silent" && alert.finding.expected > 60 && alert.finding.probability < 1e-3);
});

test("rules that mean nothing are refused with what is wrong, and one that the data outgrew says so on its watch", async () => {
  const refusals = [
    [{ kind: "answer", measure: null, words: [] }, "alerts.nothing_to_find"],
    [{ kind: "answer", measure: "nps:employee", words: ["a1"] }, "alerts.protected"],
    [{ ...byUnit, by: "week" }, "alerts.no_breakdown"],
    [{ ...byUnit, where: { field: "colour", op: "eq", value: "red" } }, "facts.unknown_field"],
    [
      { kind: "answer", measure: null, where: { field: "score", op: "lte", value: 1 }, words: [] },
      "alerts.score_needs_measure",
    ],
  ] as const satisfies readonly (readonly [RuleInput, string])[];
  for (const [rule, code] of refusals) await assert.rejects(watching(rule), isRefusal(code));

  const { id } = await watching(byUnit);
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`
      update alert_watch set rule = rule || '{"where": {"field": "gone", "op": "answered"}}' where id = ${id}`),
  );
  assert.equal(await runWatch(stores, id), 0);
  const row = await stores.postgres.read((tx) =>
    tx.maybeOne<{ status: { problem: string } }>(sql`select status from alert_watch where id = ${id}`),
  );
  assert.equal(row?.status.problem, "facts.unknown_field");
  await stores.postgres.transaction((tx) => tx.execute(sql`delete from alert_watch where id = ${id}`));
});

test("watches come with the product once, can be changed and deleted, and stay deleted", async () => {
  await ensurePresets(stores);
  const { items } = await watches();
  const presets = items.filter(({ preset }) => preset !== null);
  assert.equal(presets.length, 9);
  const [first] = presets;
  assert.ok(first !== undefined);
  const { id, name, rule, quietDays, revision } = first;
  const body = { name, rule, quietDays, isOn: false, revision };
  const off = await updateWatch(call, { params: { id }, query: {}, body });
  assert.equal(off.isOn, false);
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);
  await assert.rejects(updateWatch(call, { params: { id }, query: {}, body }), isRefusal("alerts.changed_elsewhere"));

  await deleteWatch(call, id);
  await ensurePresets(stores);
  assert.ok((await watches()).items.every((one) => one.id !== id));
  assert.equal((await restoreWatch(call, id)).id, id);
  assert.ok((await planRuns(stores)) > 7);
});

test("whoever may set alerts for some units watches and changes nothing beyond them", async () => {
  const west = viewerForTest({
    id: ownerId,
    permissions: ["insight.read", "answers.read", "alerts.write"],
    units: [ids.get("west") ?? ""],
  });
  const own = await createWatch({ stores, viewer: west }, { params: {}, query: {}, body: wish(byUnit) });
  assert.deepEqual(
    own.units?.map(({ name }) => name),
    ["West"],
  );
  await runWatch(stores, own.id);
  const seen = await watches(west);
  assert.equal(seen.items.find(({ id }) => id === own.id)?.status.watched, 1);
  const others = seen.items.filter(({ preset }) => preset !== null);
  assert.ok(others.length > 0 && others.every(({ mayWrite }) => !mayWrite));
  await assert.rejects(deleteWatch({ stores, viewer: west }, others[0]?.id ?? ""), isRefusal("alerts.not_found"));
});
