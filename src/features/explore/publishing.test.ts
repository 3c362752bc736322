import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Hono } from "hono";

import { absentUser, addUser, disableUser, enableUser, setGrants, systemViewer } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { exportDashboard } from "./actions/dashboard-pdf.ts";
import { createDashboard, deleteDashboard, restoreDashboard, updateDashboard } from "./actions/dashboards.ts";
import { writeLetter } from "./actions/digest-letter.ts";
import { tokenOf } from "./actions/link-token.ts";
import { createPublication, listPublications, restorePublication, revokePublication } from "./actions/publications.ts";
import { createView } from "./actions/views.ts";
import {
  exploreOperations,
  publicationSchema,
  viewStateSchema,
  type Card,
  type Dashboard,
  type PublicationWish,
  type ViewState,
} from "./contract.ts";
import { previewPublication } from "./page/preview.ts";
import { mountResultsPages } from "./page/results-pages.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const system = { stores, viewer: systemViewer("test") };
const nps = "nps:relational";
const units = new Map<string, string>();
const app = new Hono();
let addresses = 0;
mountResultsPages(app, stores, { addressOf: (c) => c.req.header("x-from") ?? `10.0.0.${addresses++}` });

/** 300 answers of each of two large units, 50 of a small one whose name would be a formula. */
const sizes = { north: 300, south: 300, "=1+1": 50 } as const;
let ann: string;
let bob: string;

before(async () => {
  stores.clock.set("2026-03-10T10:00:00Z");
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
  for (const code of Object.keys(sizes))
    units.set(code, (await putReference(call, { kind: "unit", code, name: code })).id);
  const submissions = Object.entries(sizes).flatMap(([unit, size]) =>
    Array.from({ length: size }, (_, index) =>
      submissionSchema.parse({
        survey: survey.slug,
        answers: { nps: unit === "south" ? (index % 2 === 0 ? 2 : 9) : index % 4 === 0 ? 5 : 10 },
        answeredAt: new Date(Date.UTC(2026, 1, 1 + (index % 28), 9)).toISOString(),
        timeZone: "UTC",
        context: { unit },
      }),
    ),
  );
  await recordResponses(call, submissions, { source: "api" });
  await createProjector(stores).drain();
  ann = (await addUser(system, { name: "Ann", email: "ann@example.org", role: "analyst" })).id;
  bob = (await addUser(system, { name: "Bob", email: "bob@example.org", role: "tx-lead" })).id;
  await grant(ann, "tx-lead", null);
});

async function grant(id: string, role: string, codes: readonly string[] | null): Promise<void> {
  const scope = codes === null ? "all" : codes.map((code) => units.get(code) ?? "");
  await setGrants(system, id, [{ role, units: scope, until: null }] as never);
}

async function as(id: string) {
  const user = await absentUser(stores, id);
  assert.ok(user !== undefined);
  return { ...call, viewer: user.viewer };
}

const state = (differences: Partial<ViewState> = {}): ViewState =>
  viewStateSchema.parse({ measures: [nps], by: ["unit"], ...differences });

/** A dashboard of Ann's with one view, and whatever else. */
async function dashboard(view: ViewState = state(), more: readonly Card[] = []): Promise<Dashboard> {
  const asAnn = await as(ann);
  const { id } = await createView(asAnn, { name: "By <i>unit</i>", description: "", state: view });
  const card = { id: stores.random.uuid(), viewId: id, width: 6 as const, height: 2 };
  return createDashboard(asAnn, { name: "Spring", description: "", cards: [card, ...more] });
}

const wish = (cards: Dashboard["cards"], differences: Partial<PublicationWish> = {}): PublicationWish => ({
  title: "What we heard <script>alert(1)</script>",
  intro: "One.\n\nTwo <b>bold</b> & more.",
  cards: cards.map(({ id }) => id),
  languages: ["en", "uk"],
  least: 30,
  expiresOn: null,
  ...differences,
});

async function publish({ id, cards }: Dashboard, differences: Partial<PublicationWish> = {}) {
  const made = await createPublication(await as(ann), { params: { id }, query: {}, body: wish(cards, differences) });
  return { ...publicationSchema.parse(made), path: new URL(made.link).pathname };
}

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const statusOf = async (path: string) => (await get(path)).status;

function refused(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

test("whoever has the link reads the figures, in the language asked for, without script and unseen by search engines", async () => {
  const { path } = await publish(await dashboard());
  const response = await get(path);
  const page = await response.text();
  assert.equal(response.status, 200);
  assert.match(page, /north/);
  assert.match(page, /n 300/);
  assert.match(page, /What we heard &lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(page, /<p>Two &lt;b&gt;bold&lt;\/b&gt; &amp; more\.<\/p>/);
  assert.match(page, /By &lt;i&gt;unit&lt;\/i&gt;/);
  assert.doesNotMatch(page, /<script|<b>bold|<i>unit/);
  assert.match(page, /<meta name="robots" content="noindex,nofollow"/);
  assert.match(response.headers.get("content-security-policy") ?? "", /^default-src 'none'; style-src 'sha256-/);
  assert.match(response.headers.get("cache-control") ?? "", /max-age=60/);
  assert.equal(response.headers.get("set-cookie"), null);

  const ukrainian = await (await get(`${path}?lang=uk`)).text();
  assert.match(ukrainian, /<html lang="uk">[\s\S]*Завантажити числа/);
  const unknown = await (await get(`${path}?lang=ru`, { "accept-language": "uk-UA,en;q=0.5" })).text();
  assert.match(unknown, /<html lang="uk">/);
});

test("the policy lets the page's own style in, and nothing else", async () => {
  const { path } = await publish(await dashboard());
  const response = await get(path);
  const style = /<style>([\s\S]*)<\/style>/.exec(await response.text())?.[1] ?? "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style)));
  const policy = response.headers.get("content-security-policy") ?? "";
  assert.ok(policy.includes(`'sha256-${Buffer.from(digest).toString("base64")}'`));
});

test("the file holds just the figures, with n and interval, and no cell is a formula", async () => {
  const { path } = await publish(await dashboard());
  const response = await get(`${path}/figures.csv?lang=en`);
  assert.match(response.headers.get("content-type") ?? "", /text\/csv/);
  const [head, ...lines] = (await response.text()).trim().split("\r\n");
  assert.match(head ?? "", /Part,Row,Value,"Interval, low","Interval, high",n,In words/);
  const north = lines.find((line) => line.includes(",north,")) ?? "";
  assert.match(north, /^By <i>unit<\/i>,north,50,\d+\.\d+,\d+\.\d+,300,/);
  assert.ok(lines.some((line) => line.includes(",'=1+1,")));
});

test("links that nobody was given lead nowhere", async () => {
  const { id, path } = await publish(await dashboard());
  const unknown = stores.random.uuid();
  assert.equal(await statusOf(`/results/${tokenOf(stores.config, "publication", unknown)}`), 404);
  assert.equal(await statusOf(`/results/${tokenOf(stores.config, "digest", id)}`), 404);
  assert.equal(await statusOf(`/results/${id}`), 404);
  assert.equal(await statusOf(`${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`), 404);
  assert.equal(await statusOf(path), 200);
});

test("a closed page says that it is not available and nothing more, until it is opened again", async () => {
  const { id, path } = await publish(await dashboard());
  const asAnn = await as(ann);
  await revokePublication(asAnn, id);
  await revokePublication(asAnn, id);
  const gone = await get(path);
  const page = await gone.text();
  assert.equal(gone.status, 410);
  assert.doesNotMatch(page, /What we heard|north/);
  assert.equal(gone.headers.get("cache-control"), "no-store");
  assert.equal(await statusOf(`${path}/figures.csv`), 410);
  await assert.rejects(restorePublication(await as(bob), id), refused("explore.not_found"));

  await restorePublication(asAnn, id);
  assert.equal(await statusOf(path), 200);
});

test("the last day is still open, the day after is not", async () => {
  const { path } = await publish(await dashboard(), { expiresOn: "2026-03-11" });
  stores.clock.set("2026-03-11T20:00:00Z");
  assert.equal(await statusOf(path), 200);
  stores.clock.set("2026-03-12T10:00:00Z");
  assert.equal(await statusOf(path), 410);
  stores.clock.set("2026-03-10T10:00:00Z");
});

test("it is never more than its publisher may see now: without their right, with other units, or without them it is closed", async () => {
  const made = await dashboard();
  const { path } = await publish(made);
  await grant(ann, "tx-lead", ["north"]);
  assert.equal(await statusOf(path), 410);
  const [listed] = (await listPublications(await as(ann), made.id)).items;
  assert.equal(listed?.state, "closed");

  const narrow = await publish(made);
  const page = await (await get(narrow.path)).text();
  assert.match(page, /north/);
  assert.doesNotMatch(page, /south/);

  await grant(ann, "tx-lead", null);
  assert.deepEqual([await statusOf(path), await statusOf(narrow.path)], [200, 410]);
  await grant(ann, "unit-manager", ["north"]);
  assert.deepEqual([await statusOf(path), await statusOf(narrow.path)], [410, 410]);
  await grant(ann, "tx-lead", null);
  await disableUser(system, { id: ann });
  assert.equal(await statusOf(path), 410);
  await enableUser(system, { id: ann });
  assert.equal(await statusOf(path), 200);
});

test("groups below the limit are not shown, nor one beside them from which they would follow", async () => {
  const made = await dashboard();
  const usual = await (await get((await publish(made, { least: 30 })).path)).text();
  assert.match(usual, /=1\+1/);

  const strict = await (await get((await publish(made, { least: 100 })).path)).text();
  assert.doesNotMatch(strict, /=1\+1/);
  const shown = ["north", "south"].filter((unit) => strict.includes(`>${unit}<`));
  assert.equal(shown.length, 1);

  const none = await (await get((await publish(made, { least: 10_000 })).path)).text();
  assert.doesNotMatch(none, /north|south|n 650/);
  assert.match(none, /Too few answers/);
});

test("changes of the dashboard publish nothing, and without it the page is closed", async () => {
  const made = await dashboard(state({ by: [] }));
  const { path } = await publish(made);
  const asAnn = await as(ann);
  const other = await createView(asAnn, { name: "By unit", description: "", state: state() });
  const cards = [{ id: made.cards[0]!.id, viewId: other.id, width: 6 as const, height: 2 }];
  await updateDashboard(asAnn, { params: { id: made.id }, query: {}, body: { revision: made.revision, cards } });
  assert.doesNotMatch(await (await get(path)).text(), /north/);

  await deleteDashboard(asAnn, made.id);
  assert.equal(await statusOf(path), 410);
  await restoreDashboard(asAnn, made.id);
  assert.equal(await statusOf(path), 200);
});

test("what names people or speaks of single answers cannot be published, nor what is not there", async () => {
  const alerts: Card = {
    id: stores.random.uuid(),
    widget: { kind: "alerts", name: "Alerts", search: "" },
    width: 3,
    height: 2,
  };
  const overview: Card = {
    id: stores.random.uuid(),
    widget: { kind: "overview", name: "Overview", search: "employee=E1" },
    width: 3,
    height: 2,
  };
  const made = await dashboard(state({ by: ["employee"] }), [alerts, overview]);
  const asAnn = await as(ann);
  for (const { id } of [...made.cards, { id: stores.random.uuid() }]) {
    const input = { params: { id: made.id }, query: {}, body: { ...wish(made.cards), cards: [id] } };
    await assert.rejects(createPublication(asAnn, input), refused("explore.not_publishable"));
    await assert.rejects(previewPublication(asAnn, input), refused("explore.not_publishable"));
  }
});

test("only the owner of a dashboard who may hand it to everybody publishes it, and that is in the trail", async () => {
  const made = await dashboard();
  const input = { params: { id: made.id }, query: {}, body: wish(made.cards) };
  await assert.rejects(createPublication(await as(bob), input), refused("explore.not_found"));
  await grant(ann, "unit-manager", ["north"]);
  await assert.rejects(createPublication(await as(ann), input), refused("access.forbidden"));
  await grant(ann, "tx-lead", null);
  const { id } = await publish(made);
  await revokePublication(await as(ann), id);
  const trail = await stores.postgres.read((tx) =>
    tx.query<{ action: string }>(
      sql`select action from audit_entry where subject_id = ${made.id} and action like 'explore.publi%' order by id`,
    ),
  );
  assert.deepEqual(
    trail.map(({ action }) => action),
    ["explore.published", "explore.publication_revoked"],
  );
  assert.equal(exploreOperations.createPublication.body!.safeParse({ ...wish(made.cards), least: 5 }).success, false);
});

test("a preview shows the page and publishes nothing", async () => {
  const made = await dashboard();
  const { html } = await previewPublication(await as(ann), {
    params: { id: made.id },
    query: {},
    body: wish(made.cards, { languages: ["ru"] }),
  });
  assert.match(html, /<html lang="ru">[\s\S]*north/);
  assert.doesNotMatch(html, /<script/);
  assert.deepEqual((await listPublications(await as(ann), made.id)).items, []);
});

test("a machine that asks too often is told to wait, others are not", async () => {
  const { path } = await publish(await dashboard());
  const statuses = await Promise.all(
    Array.from({ length: 80 }, async () => (await get(path, { "x-from": "192.0.2.1" })).status),
  );
  assert.ok(statuses.includes(200) && statuses.includes(429));
  assert.equal(await statusOf(path), 200);
});

test("a dashboard is a PDF in its reader's language, and comes with its mail when that was wished", async () => {
  const made = await dashboard();
  const asAnn = await as(ann);
  const response = await exportDashboard({ ...asAnn, language: "uk" }, made.id);
  assert.equal(response.headers.get("content-type"), "application/pdf");
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.match(bytes.toString("latin1"), /Roboto/);

  const letter = await writeLetter(asAnn, { dashboardId: made.id, unsubscribeLink: "http://x/", withPdf: true });
  const [file] = letter?.attachments ?? [];
  assert.deepEqual([file?.filename, file?.contentType], ["spring-2026-03-10.pdf", "application/pdf"]);
  const plain = await writeLetter(asAnn, { dashboardId: made.id, unsubscribeLink: "http://x/", withPdf: false });
  assert.equal(plain?.attachments, undefined);
});
