import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, setGrants, systemViewer, updateMe, viewerForTest } from "#feature/access";
import { resolveReferences } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { MailMessage } from "#platform/mail";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listAlerts } from "./actions/alerts.ts";
import { tokenOf } from "./actions/mail-token.ts";
import { endMail, putMail, readMail } from "./actions/mails.ts";
import { runWatch } from "./actions/run-watch.ts";
import { planMails, sendMail } from "./actions/send-mail.ts";
import {
  createTarget,
  deleteTarget,
  listTargets,
  restoreTarget,
  reviewTarget,
  updateTarget,
} from "./actions/targets.ts";
import { tellReaders } from "./actions/tell.ts";
import { tellAlerts, tellTargets } from "./actions/told.ts";
import { createWatch } from "./actions/watches.ts";
import { alertsOperations, type TargetWish } from "./contract.ts";
import { byUnit, publishVisit, recordCompany, wish } from "./sample.test.ts";

const sent: MailMessage[] = [];
const plain = await testStores({ after });
const stores: Stores = {
  ...plain,
  mail: {
    ...plain.mail,
    isConfigured: true,
    send: (message) => {
      sent.push(message);
      return Promise.resolve();
    },
  },
};
const system = { stores, viewer: systemViewer("test") };
const users = {
  olena: await addUser(system, { name: "Olena", email: "olena@example.org", role: "owner" }),
  ivan: await addUser(system, { name: "Ivan", email: "ivan@example.org", role: "analyst" }),
  taras: await addUser(system, { name: "Taras", email: "taras@example.org", role: "analyst" }),
};
const call = { ...testCall(stores), viewer: viewerForTest({ id: users.olena.id }) };
const units = new Map<string, string>();

const callOf = (name: keyof typeof users) => ({ ...call, viewer: viewerForTest({ id: users[name].id }) });

/** Olena sees everything, in Ukrainian; Ivan manages Kyiv, where it went wrong, in Russian; Taras manages Lviv. */
before(async () => {
  await recordCompany(call, await publishVisit(call, "Visit"));
  const wanted = ["kyiv", "lviv"].map((code) => ({ kind: "unit" as const, code }));
  const found = await stores.postgres.read((tx) => resolveReferences(tx, wanted));
  for (const { code } of wanted) units.set(code, found.get(`unit:${code}`)?.id ?? "");
  for (const [name, unit, language] of [
    ["ivan", "kyiv", "ru"],
    ["taras", "lviv", "en"],
  ] as const) {
    const grants = [{ role: "unit-manager", units: [units.get(unit) ?? ""], until: null }];
    await setGrants(call, users[name].id, grants as never);
    await updateMe(callOf(name), { language });
  }
  await updateMe(call, { language: "uk" });
});

const noticesOf = (name: keyof typeof users) =>
  stores.postgres.read((tx) =>
    tx.query<{ link: string; params: Readonly<Record<string, string>> }>(
      sql`select link, params from notice where user_id = ${users[name].id} and kind like 'alert%' order by id`,
    ),
  );

test("an alert is told once by the bell to whoever sees the unit, in their language", async () => {
  const { id } = await createWatch(call, { params: {}, query: {}, body: wish(byUnit) });
  assert.equal(await runWatch(stores, id), 1);
  const input = { params: {}, query: { state: "open", limit: 10 }, body: {} } as const;
  const [alert] = alertsOperations.listAlerts.output.parse(await listAlerts(call, input)).items;
  const alertId = alert?.id ?? "";
  await tellReaders(stores, [alertId]);
  await tellReaders(stores, [alertId]);

  const [olena, ivan, taras] = [await noticesOf("olena"), await noticesOf("ivan"), await noticesOf("taras")];
  assert.deepEqual([olena.length, ivan.length, taras.length], [1, 1, 0]);
  assert.equal(ivan[0]?.link, `/alerts/${alertId}`);
  assert.match(String(ivan[0]?.params["what"]), /^падение: было \d+, стало −?\d+$/);
  assert.match(String(olena[0]?.params["about"]), /^Kyiv · NPS/);
});

test("whoever wants mail gets what is new, once a slot, with their rights and in their language", async () => {
  const body = { notices: true, cadence: "daily", hour: 8, timeZone: "Europe/Kyiv" } as const;
  plain.clock.set("2026-03-01T00:00:00Z");
  for (const name of ["ivan", "taras"] as const) {
    const answer = await putMail(callOf(name), { params: {}, query: {}, body });
    alertsOperations.putMail.output.parse(answer);
    assert.equal(answer.nextAt, "2026-03-01T06:00:00.000Z");
  }
  plain.clock.set("2026-03-03T06:00:10Z");
  assert.equal(await planMails(stores), 2);
  assert.equal(await planMails(stores), 0);

  const slot = "2026-03-01T06:00:00.000Z";
  const late = { userId: users.ivan.id, slot };
  assert.equal(await sendMail(stores, late), "empty");
  assert.equal(await sendMail(stores, late), "nothing");

  plain.clock.set("2026-03-04T06:00:10Z");
  assert.equal(await planMails(stores), 2);
  const next = "2026-03-04T06:00:00.000Z";
  const states = await Promise.all([1, 2, 3].map(() => sendMail(stores, { userId: users.ivan.id, slot: next })));
  assert.deepEqual(states.toSorted(), ["nothing", "nothing", "sent"]);
  assert.equal(await sendMail(stores, { userId: users.taras.id, slot: next }), "empty");
  const [mail] = sent;
  assert.equal(sent.length, 1);
  assert.equal(mail?.to, "ivan@example.org");
  assert.match(mail?.subject ?? "", /^Требует внимания: 1$/);
  assert.match(mail?.text ?? "", /Kyiv · NPS · .+: падение: было \d+, стало −?\d+/);
  assert.doesNotMatch(mail?.html ?? "", /say\.|\{\{|undefined/);
});

test("the link in a mail ends the mails and nothing else does", async () => {
  await assert.rejects(endMail(call, `${users.ivan.id}.wrong`), (error) => error instanceof Refusal);
  await endMail(call, tokenOf(stores.config, users.ivan.id));
  assert.equal((await readMail(callOf("ivan"))).wish.cadence, "off");
  plain.clock.set("2026-03-06T06:00:10Z");
  assert.equal(await planMails(stores), 1);
});

test("without mail the mails pause and say so", async () => {
  plain.clock.set("2026-03-09T06:00:10Z");
  const unmailed = { ...stores, mail: { ...stores.mail, isConfigured: false } };
  await planMails(unmailed);
  assert.equal((await readMail({ ...callOf("taras"), stores: unmailed })).paused, "mail");
  plain.clock.set("2026-03-02T09:00:00Z");
});

const whole: TargetWish = {
  measure: "nps:relational",
  unit: null,
  value: 42,
  better: "higher",
  tolerance: { kind: "absolute", amount: 5 },
  from: "2025-01-01",
};

function target(differences: Partial<TargetWish>) {
  return createTarget(call, { params: {}, query: {}, body: { ...whole, ...differences } });
}

test("a target shows its months, which of them can be told from chance, and the rule of nine of twelve", async () => {
  const met = alertsOperations.createTarget.output.parse(await target({ value: 20 }));
  assert.deepEqual([met.threshold, met.months.length], [15, 13]);
  assert.deepEqual([met.months.at(-1)?.isRunning, met.months.at(-1)?.verdict], [true, "none"]);
  assert.deepEqual([met.rule.verdict, met.rule.known], ["met", 12]);
  await assert.rejects(
    target({ value: 30 }),
    (error) => error instanceof Refusal && error.code === "alerts.target_there",
  );

  const kyiv = alertsOperations.createTarget.output.parse(await target({ unit: "kyiv", value: 45 }));
  const february = kyiv.months.find(({ month }) => month === "2026-02-01");
  assert.deepEqual([kyiv.unitName, february?.verdict, february?.onTarget], ["Kyiv", "missed", false]);
  const high = await target({ unit: "lviv", value: 95 });
  assert.equal(high.rule.verdict, "missed");
  const even = await target({ unit: "odesa", value: 48 });
  assert.ok(even.months.some(({ verdict }) => verdict === "unclear"));
});

test("missed months, lost rules and reviews that are due are told, each once", async () => {
  const { id } = await createWatch(call, { params: {}, query: {}, body: wish({ kind: "target" }, 0) });
  const opened = await runWatch(stores, id);
  assert.ok(opened >= 2);
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);
  const input = { params: {}, query: { state: "all", watch: id, limit: 50 }, body: {} } as const;
  const { items } = alertsOperations.listAlerts.output.parse(await listAlerts(call, input));
  const told = new Set(
    items.map(({ finding }) => (finding.type === "target" ? `${finding.unitName} ${finding.what}` : "")),
  );
  assert.ok(told.has("Kyiv missed") && told.has("Lviv missed"));
  assert.ok(!told.has(" missed"));
  const ofIvan = { ...callOf("ivan"), viewer: viewerForTest({ id: users.ivan.id, units: [units.get("kyiv") ?? ""] }) };
  const seen = (await listAlerts(ofIvan, input)).items;
  assert.ok(seen.length > 0 && seen.every(({ finding }) => finding.type === "target" && finding.unitName === "Kyiv"));

  plain.clock.set("2026-06-05T09:00:00Z");
  await runWatch(stores, id);
  const later = alertsOperations.listAlerts.output.parse(await listAlerts(call, input)).items;
  const due = later.filter(({ finding }) => finding.type === "target" && finding.what === "review-due");
  assert.equal(due.length, 4);
  plain.clock.set("2026-03-02T09:00:00Z");
});

test("a target is changed, reviewed, dropped and brought back", async () => {
  const [first] = (await listTargets(call)).items;
  assert.ok(first !== undefined);
  const { id, revision, better, tolerance, from } = first;
  const body = { value: 60, better, tolerance, from, revision };
  assert.equal((await updateTarget(call, { params: { id }, query: {}, body })).value, 60);
  await assert.rejects(updateTarget(call, { params: { id }, query: {}, body }), Refusal);
  plain.clock.set("2026-03-03T09:00:00Z");
  assert.equal((await reviewTarget(call, id)).reviewDue, "2026-06-01");
  await deleteTarget(call, id);
  assert.ok((await listTargets(call)).items.every((one) => one.id !== id));
  assert.equal((await restoreTarget(call, id)).id, id);
  await assert.rejects(
    deleteTarget({ ...call, viewer: viewerForTest({ id: users.ivan.id, permissions: ["insight.read"] }) }, id),
    Refusal,
  );
});

test("a reader of some units sees their targets, and figures of nothing else", async () => {
  const viewer = viewerForTest({ id: users.ivan.id, permissions: ["insight.read"], units: [units.get("kyiv") ?? ""] });
  const { items } = await listTargets({ stores, viewer });
  assert.deepEqual(
    items.map(({ unitName }) => unitName),
    ["Kyiv"],
  );
});

test("cards tell of the alerts and targets that their reader sees, in the reader's language", async () => {
  const viewer = viewerForTest({ id: users.ivan.id, permissions: ["insight.read"], units: [units.get("kyiv") ?? ""] });
  const ivan = { stores, viewer: { ...viewer, language: "ru" } };
  const { items, open } = await listAlerts(ivan, { params: {}, query: { state: "open", limit: 30 }, body: undefined });
  const alerts = await tellAlerts(ivan);
  assert.ok(open > 0 && alerts.sentence.includes(String(open)));
  assert.deepEqual([alerts.rows.length, alerts.rows[0]?.n], [Math.min(12, items.length), null]);
  assert.match(alerts.rows[0]?.figure ?? "", /[а-я]/u);

  const targets = await tellTargets(ivan, { least: 0 });
  assert.deepEqual(
    targets.rows.map(({ name }) => name.split(" · ")[0]),
    ["Kyiv"],
  );
  assert.match(targets.rows[0]?.change ?? "", /на цели \d+ из \d+/u);
  const few = await tellTargets(ivan, { least: 1_000_000 });
  assert.deepEqual([few.rows, few.sentence], [[], "Целей нет."]);
});
