import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import exceljs from "exceljs";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector, slice } from "#feature/facts";
import { putReference } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { MailMessage } from "#platform/mail";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import {
  createAnnotation,
  deleteAnnotation,
  listAnnotations,
  restoreAnnotation,
  updateAnnotation,
} from "./actions/annotations.ts";
import { ask } from "./actions/ask.ts";
import { createDashboard, readDashboard, updateDashboard } from "./actions/dashboards.ts";
import {
  previewDigest,
  putDigest,
  readDigest,
  readSubscription,
  unsubscribe,
  unsubscribeLinks,
} from "./actions/digests.ts";
import { exportAnswer } from "./actions/export.ts";
import { planDigests, sendDigest } from "./actions/send-digests.ts";
import {
  copyView,
  createView,
  deleteView,
  listViews,
  readView,
  restoreView,
  setFavourite,
  updateView,
} from "./actions/views.ts";
import {
  answerSchema,
  exploreOperations,
  questionSchema,
  viewStateSchema,
  type Dashboard,
  type ViewState,
} from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const nps = "nps:relational";
const units = new Map<string, string>();

const ids = {
  owner: "0197c1a0-0000-7000-8000-000000000001",
  manager: "0197c1a0-0000-7000-8000-000000000002",
  stranger: "0197c1a0-0000-7000-8000-000000000003",
};

/** Units that an attacker and an honest person would name: their answers differ. */
const branches = ["=2+5", "good", "bad", "one", "two", "three"];

before(async () => {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Bank" },
    pages: [
      { key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } }] },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name: "bank", definition, programme: "relational", anonymous: false });
  const survey = await publishSurvey(call, made.id);
  await stores.postgres.transaction(async (tx) => {
    for (const [name, id] of Object.entries(ids)) {
      await tx.execute(
        sql`insert into access_user (id, name, email) values (${id}, ${name}, ${`${name}@example.org`})`,
      );
    }
  });
  for (const code of branches) {
    const { id } = await putReference(call, { kind: "unit", code, name: code });
    units.set(code, id);
  }
  const submissions = Array.from({ length: 720 }, (_, index) => {
    const unit = branches[index % branches.length]!;
    const usual = index % 4 === 0 ? 5 : 9;
    return submissionSchema.parse({
      survey: survey.slug,
      answers: { nps: unit === "good" ? 10 : unit === "bad" ? 2 : usual },
      answeredAt: new Date(Date.UTC(2026, 1, 1 + (index % 28), 9)).toISOString(),
      timeZone: "UTC",
      context: { unit, channel: index % 2 === 0 ? "web" : "phone" },
    });
  });
  await recordResponses(call, submissions, { source: "api" });
  await createProjector(stores).drain();
});

function asViewer(id: string, codes?: readonly string[]) {
  const grants = {
    role: "analyst",
    permissions: ["insight.read", "annotations.write", "views.share"] as const,
    units: codes === undefined ? ("all" as const) : codes.map((code) => units.get(code)!),
  };
  return { ...call, viewer: viewerForTest({ id, grants: [grants] }) };
}

const state = (differences: Partial<ViewState> = {}): ViewState =>
  viewStateSchema.parse({ measures: [nps], by: ["unit"], ...differences });

function refused(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

test("groups stand beside their slice, judged against the rest; sorted and cut, the rest is counted", async () => {
  const answer = await ask(call, { measures: [nps], by: ["unit"], sort: "value", top: 3 });

  answerSchema.parse(answer);
  const [found] = answer.found;
  assert.deepEqual(
    found?.rows.map(({ key, verdict }) => [key[0]?.value, verdict]),
    [["good", "above"], ...found!.rows.slice(1).map(({ key, verdict }) => [key[0]?.value, verdict])],
  );
  assert.equal(found?.truncated, 3);
  assert.equal(found?.tested, 6);
  const plain = await slice(call, { measure: nps, by: ["unit"] });
  assert.deepEqual(found?.total?.figure, plain.total.figure);
});

test("two groups are compared without those who are in both, and a group with itself has nobody left", async () => {
  const inUnits = (...value: string[]) => ({ field: "unit", op: "in" as const, value });
  const { found, against } = await ask(call, {
    measures: [nps],
    groups: { a: inUnits("good"), b: inUnits("good", "bad") },
  });
  assert.equal(against, "groups");
  assert.equal(found[0]?.overlap, 120);
  assert.equal(found[0]?.total?.other?.n, 120);
  assert.equal(found[0]?.total?.verdict, "above");

  const same = await ask(call, { measures: [nps], groups: { a: inUnits("bad"), b: inUnits("bad") } });
  assert.equal(same.found[0]?.total?.other?.n, 0);
  assert.equal(same.found[0]?.total?.difference, null);
});

test("an unknown measure is said to be unknown beside those that are known; a bad question is refused whole", async () => {
  const gone = "rating:review:0197c1a0-0000-7000-8000-00000000dead:food";
  const { found } = await ask(call, { measures: [gone, nps], by: ["attr.nothing"] });
  assert.deepEqual([found[0]?.measure, found[0]?.rows], [null, []]);
  assert.equal(found[1]?.rows[0]?.key[0]?.value, "");

  assert.equal(questionSchema.safeParse({ measures: [nps, nps] }).success, false);
  assert.equal(questionSchema.safeParse({ measures: [nps], by: ["unit", "unit"] }).success, false);
  await assert.rejects(
    ask(call, { measures: [nps], where: { field: "nonsense", op: "eq", value: 1 } }),
    refused("facts.unknown_field"),
  );
});

async function exported(asker: ReturnType<typeof asViewer>, format: "csv" | "xlsx" | "json"): Promise<Buffer> {
  const question = questionSchema.parse({ measures: [nps], by: ["unit"] });
  const response = await exportAnswer(asker, {
    params: undefined,
    query: undefined,
    body: { question, format, title: "Units" },
  });
  return Buffer.from(await response.arrayBuffer());
}

test("an export says what the slice of the same viewer says, in real numbers, with n and interval", async () => {
  const viewers = [
    { ...asViewer(ids.owner), codes: 6 },
    { ...asViewer(ids.manager, ["good", "=2+5"]), codes: 2 },
    { ...asViewer(ids.stranger, ["bad"]), codes: 1 },
  ];
  for (const viewer of viewers) {
    const expected = await slice(viewer, { measure: nps, by: ["unit"] });
    assert.equal(expected.rows.length, viewer.codes);
    const book = new exceljs.Workbook();
    await book.xlsx.load((await exported(viewer, "xlsx")) as never);
    const sheet = book.worksheets[0]!;
    const rows = sheet.getRows(2, Math.max(1, sheet.rowCount - 1))!.map((row) => (row.values as unknown[]).slice(1));
    const told = rows.filter((row) => row[1] !== "All together").map((row) => [row[2], row[3], row[4], row[5]]);
    const numbers = expected.rows.map(({ figure: { estimate, n } }) => [
      estimate?.value,
      estimate?.interval.low,
      estimate?.interval.high,
      n,
    ]);
    assert.deepEqual(
      told.filter((row) => row[3] !== undefined),
      numbers,
    );
    assert.equal(book.worksheets.length, 2);
    const json = JSON.parse((await exported(viewer, "json")).toString()) as { found: { rows: unknown[] }[] };
    assert.equal(json.found[0]?.rows.length ?? 0, expected.rows.length);
  }
});

test("no cell of an export can become a formula", async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await exported(asViewer(ids.owner), "xlsx")) as never);
  const cells: exceljs.Cell[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
  assert.ok(cells.some(({ value }) => value === "'=2+5"));
  assert.deepEqual(
    cells.filter(
      ({ type, value }) => type === exceljs.ValueType.Formula || (typeof value === "string" && /^[=+@]/.test(value)),
    ),
    [],
  );

  const csv = (await exported(asViewer(ids.owner), "csv")).toString();
  assert.match(csv, /,'=2\+5,/);
  assert.doesNotMatch(csv, /(^|,)"?=/m);
});

test("a view is found by its readers only, changed by its owner only, and never over a newer change", async () => {
  const [owner, manager] = [asViewer(ids.owner), asViewer(ids.manager, ["good"])];
  const view = await createView(owner, { name: "By branch", description: "weekly look", state: state() });
  const list = async (asker: typeof owner, query = {}) =>
    (await listViews(asker, { query: exploreOperations.listViews.query!.parse(query) } as never)).items.map(
      ({ name }) => name,
    );

  await assert.rejects(readView(manager, view.id), refused("explore.not_found"));
  const sharing = { everybody: false, roles: [], users: [ids.manager] };
  const shared = await updateView(owner, {
    params: { id: view.id },
    body: { revision: view.revision, sharing },
  } as never);
  assert.deepEqual(await list(manager, { search: "BRANCH" }), ["By branch"]);
  assert.deepEqual((await readView(manager, view.id)).sharing.users, []);
  const notices = await stores.postgres.read((tx) =>
    tx.query<{ kind: string }>(sql`select kind from notice where user_id = ${ids.manager}`),
  );
  assert.deepEqual(notices, [{ kind: "view_shared" }]);

  const rename = (asker: typeof owner, revision: number) =>
    updateView(asker, { params: { id: view.id }, body: { revision, name: "x" } } as never);
  await assert.rejects(rename(manager, shared.revision), refused("explore.not_yours"));
  await assert.rejects(rename(owner, view.revision), refused("explore.changed_elsewhere"));

  await setFavourite(manager, view.id, true);
  assert.deepEqual(await list(manager, { favourites: "true" }), ["By branch"]);
  const copy = await copyView(manager, view.id, "Mine");
  assert.deepEqual([copy.isOwn, copy.state], [true, view.state]);
  await deleteView(owner, view.id);
  assert.deepEqual(await list(manager), ["Mine"]);
  await restoreView(owner, view.id);
  assert.deepEqual(await list(manager), ["Mine", "By branch"]);
});

test("only who may share with everybody does", async () => {
  const analyst = { ...call, viewer: viewerForTest({ id: ids.stranger, permissions: ["insight.read"] }) };
  const view = await createView(analyst, { name: "Private", description: "", state: state() });
  const sharing = { everybody: true, roles: [], users: [] };
  await assert.rejects(
    updateView(analyst, { params: { id: view.id }, body: { revision: 1, sharing } } as never),
    refused("access.forbidden"),
  );
});

test("a dashboard shows each reader the numbers of their own rights; a lost view leaves its card with a word", async () => {
  const [owner, manager] = [asViewer(ids.owner), asViewer(ids.manager, ["good"])];
  const view = await createView(owner, { name: "Own", description: "", state: state() });
  const card = { id: stores.random.uuid(), viewId: view.id, width: 6 as const, height: 2 };
  const dashboard = await createDashboard(owner, { name: "Mine", description: "", cards: [card] });
  await assert.rejects(readDashboard(manager, dashboard.id), refused("explore.not_found"));
  const sharing = { everybody: true, roles: [], users: [] };
  await updateDashboard(owner, { params: { id: dashboard.id }, body: { revision: 1, sharing } } as never);
  assert.equal(viewIn(await readDashboard(manager, dashboard.id))?.name, "Own");

  await assert.rejects(
    updateDashboard(owner, { params: { id: dashboard.id }, body: { revision: 1, cards: [] } } as never),
    refused("explore.changed_elsewhere"),
  );
  const hundred = Array.from({ length: 100 }, () => ({ ...card, id: stores.random.uuid() }));
  assert.equal(exploreOperations.updateDashboard.body!.safeParse({ revision: 2, cards: hundred }).success, false);
  await deleteView(owner, view.id);
  assert.equal(viewIn(await readDashboard(manager, dashboard.id)), null);
});

function viewIn({ cards: [first] }: Dashboard) {
  return first !== undefined && "viewId" in first ? first.view : undefined;
}

test("a page stands on a dashboard with the filter of its address, and is told with its reader's rights", async () => {
  const owner = asViewer(ids.owner);
  const widget = { kind: "overview" as const, name: "All of it", search: "period=last-365&measure=nps:relational" };
  const card = { id: stores.random.uuid(), widget, width: 12 as const, height: 3 };
  const { id } = await createDashboard(owner, { name: "Pages", description: "", cards: [card] });
  assert.deepEqual((await readDashboard(owner, id)).cards, [card]);

  const letter = await previewDigest(owner, id);
  assert.match(letter.text, /All of it/);
  assert.match(letter.text, /\/overview\?period=last-365/);
  const wrong = { ...card, widget: { ...widget, kind: "nothing" } };
  assert.equal(exploreOperations.updateDashboard.body!.safeParse({ revision: 1, cards: [wrong] }).success, false);
});

/** Mail that is kept instead of sent; `fails` counts down. */
function post(fails = 0): { stores: Stores; sent: MailMessage[] } {
  const sent: MailMessage[] = [];
  let left = fails;
  const send = (message: MailMessage) => {
    if (left-- > 0) return Promise.reject(new Error("421 try again"));
    sent.push(message);
    return Promise.resolve();
  };
  const mail = { isConfigured: true, send, check: () => Promise.resolve(), close: () => undefined };
  return { stores: { ...stores, mail }, sent };
}

async function subscribed(viewer: Viewer): Promise<{ dashboardId: string; digestId: string; slot: string }> {
  const owner = asViewer(ids.owner);
  const view = await createView(owner, { name: "Branches", description: "", state: state() });
  const cards = [{ id: stores.random.uuid(), viewId: view.id, width: 6 as const, height: 2 }];
  const { id } = await createDashboard(owner, { name: "Weekly <b>look</b>", description: "", cards });
  await updateDashboard(owner, {
    params: { id },
    body: { revision: 1, sharing: { everybody: true, roles: [], users: [] } },
  } as never);
  const digest = await putDigest({ stores, viewer }, id, {
    cadence: "daily",
    day: 1,
    hour: 9,
    minute: 0,
    withPdf: false,
    timeZone: "Europe/Kyiv",
  });
  const row = await stores.postgres.read((tx) =>
    tx.one<{ id: string }>(sql`select id from explore_digest where dashboard_id = ${id}`),
  );
  return { dashboardId: id, digestId: row.id, slot: digest.nextAt };
}

async function setGrant(userId: string, role: string, codes: readonly string[] | null): Promise<void> {
  const unitIds = codes?.map((code) => units.get(code)!) ?? null;
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`delete from access_grant where user_id = ${userId}`);
    if (role === "") return;
    await tx.execute(sql`
      insert into access_grant (user_id, role, unit_ids, starts_at, given_by, given_at)
      values (${userId}, ${role}, ${unitIds}::uuid[], '2026-01-01', 'test', '2026-01-01')`);
  });
}

test("a digest goes once for its slot, whatever number of workers plan and send", async () => {
  await setGrant(ids.manager, "unit-manager", ["good", "one"]);
  const { digestId, slot } = await subscribed(asViewer(ids.manager, ["good", "one"]).viewer);
  const { stores: posting, sent } = post();
  stores.clock.set(new Date(new Date(slot).getTime() + 1000));

  await Promise.all([planDigests(posting), planDigests(posting), planDigests(posting)]);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => sendDigest(posting, { digestId, slot })));
  assert.deepEqual(outcomes.toSorted(), ["nothing", "nothing", "nothing", "sent"]);
  assert.equal(await sendDigest(posting, { digestId, slot }), "nothing");

  const [mail] = sent;
  assert.equal(sent.length, 1);
  assert.ok(mail !== undefined);
  assert.equal(mail.to, "manager@example.org");
  assert.match(mail.text, /good: 100/);
  assert.doesNotMatch(mail.text, /bad:/);
  assert.match(mail.html ?? "", /Weekly &lt;b&gt;look/);
  assert.match(mail.headers?.["List-Unsubscribe"] ?? "", /^<http.*\/unsubscribe>$/);
});

test("rights are those at the time of sending: without them the card is left out with a word, or nothing is sent", async () => {
  await setGrant(ids.manager, "unit-manager", ["good"]);
  const { digestId, slot } = await subscribed(asViewer(ids.manager, ["good"]).viewer);
  await setGrant(ids.manager, "unit-manager", ["no-such", "bad"].slice(1));
  const { stores: posting, sent } = post();
  stores.clock.set(new Date(new Date(slot).getTime() + 1000));
  await planDigests(posting);
  await sendDigest(posting, { digestId, slot });
  assert.match(sent[0]!.text, /bad: −100/);
  assert.doesNotMatch(sent[0]!.text, /good:/);

  await setGrant(ids.manager, "employee", null);
  const next = new Date(new Date(slot).getTime() + 86_400_000);
  stores.clock.set(new Date(next.getTime() + 1000));
  await planDigests(posting);
  assert.equal(await sendDigest(posting, { digestId, slot: next.toISOString() }), "nothing");
  assert.equal(sent.length, 1);
});

test("a mail that fails is tried again a few times, then given up with a notice", async () => {
  await setGrant(ids.manager, "analyst", null);
  const { digestId, dashboardId, slot } = await subscribed(asViewer(ids.manager).viewer);
  const { stores: posting, sent } = post(6);
  stores.clock.set(new Date(new Date(slot).getTime() + 1000));
  await planDigests(posting);
  for (let attempt = 0; attempt < 6; attempt += 1) await assert.rejects(sendDigest(posting, { digestId, slot }), /421/);
  assert.equal(await sendDigest(posting, { digestId, slot }), "nothing");
  assert.equal(sent.length, 0);
  const { digest } = await readDigest({ stores: posting, viewer: asViewer(ids.manager).viewer }, dashboardId);
  assert.equal(digest?.paused, "failed");
  const told = await stores.postgres.read((tx) =>
    tx.query(sql`select from notice where kind = 'digest_failed' and user_id = ${ids.manager}`),
  );
  assert.equal(told.length, 1);
});

test("without mail set up digests pause and say so", async () => {
  const viewer = asViewer(ids.manager).viewer;
  const { dashboardId, slot } = await subscribed(viewer);
  stores.clock.set(new Date(new Date(slot).getTime() + 1000));
  await planDigests(stores);
  const { digest, isMailSetUp } = await readDigest({ stores, viewer }, dashboardId);
  assert.deepEqual([digest?.paused, isMailSetUp], ["mail", false]);
  assert.ok(new Date(digest!.nextAt) > stores.clock.now());
});

test("the link in a mail ends it without signing in, only its own, and only when nothing of it is changed", async () => {
  const { digestId } = await subscribed(asViewer(ids.manager).viewer);
  const token = unsubscribeLinks(call, digestId).page.split("/").at(-1)!;
  const nobody = { stores, viewer: viewerForTest({ permissions: [] }) };
  assert.equal((await readSubscription(nobody, token)).title, "Weekly <b>look</b>");
  await assert.rejects(
    unsubscribe(nobody, `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`),
    refused("explore.link_dead"),
  );
  await assert.rejects(unsubscribe(nobody, "x"), refused("explore.link_dead"));
  await unsubscribe(nobody, token);
  await unsubscribe(nobody, token);
  assert.equal((await readSubscription(nobody, token)).title, "");
});

test("notes on time are seen for the whole and one's own units, and written for one's own only", async () => {
  const [owner, manager] = [asViewer(ids.owner), asViewer(ids.manager, ["good"])];
  const wish = (title: string, of: readonly string[]) => ({
    kind: "release" as const,
    from: "2026-02-10",
    to: "2026-02-11",
    title: { uk: title },
    units: [...of],
  });
  const query = exploreOperations.listAnnotations.query!.parse({});
  const titles = async (asker: typeof owner) =>
    (await listAnnotations(asker, { query } as never)).items.map(({ title }) => title["uk"]);

  const whole = await createAnnotation(owner, wish("whole", []));
  const bad = await createAnnotation(owner, wish("bad", ["bad"]));
  const good = await createAnnotation(manager, wish("good", ["good"]));
  assert.deepEqual(await titles(owner), ["good", "bad", "whole"]);
  assert.deepEqual(await titles(manager), ["good", "whole"]);
  await assert.rejects(createAnnotation(manager, wish("x", [])), refused("explore.whole_organisation"));
  await assert.rejects(createAnnotation(manager, wish("x", ["bad"])), refused("explore.unknown_unit"));
  for (const { id } of [whole, bad]) await assert.rejects(deleteAnnotation(manager, id), refused("explore.not_found"));

  const change = (revision: number) =>
    updateAnnotation(manager, {
      params: { id: good.id },
      body: { revision, annotation: wish("better", ["good"]) },
    } as never);
  await change(good.revision);
  await assert.rejects(change(good.revision), refused("explore.changed_elsewhere"));
  await deleteAnnotation(manager, good.id);
  assert.deepEqual(await titles(manager), ["whole"]);
  await restoreAnnotation(manager, good.id);
  assert.deepEqual(await titles(manager), ["better", "whole"]);
});
