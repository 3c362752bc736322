import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";

import fc from "fast-check";

import { createApiKey, createUser, systemViewer } from "#feature/access";
import type { GrantWish } from "#feature/access/contract";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import type { Condition } from "#kit/condition";
import { sql } from "#platform/postgres";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { joinAccess } from "./join-access.ts";
import { createWebApp } from "./web-app.ts";

/** One answer as it was sent in: what every way of asking is held against. */
interface Truth {
  readonly unit: string | undefined;
  readonly product: string;
  readonly touchpoint: string;
  readonly score: number;
}

/** Somebody who asks, and the units of the answers they may see; undefined sees all. */
interface Asker {
  readonly name: string;
  readonly sees: readonly string[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const opened = await testStores({ after });
const stores: Stores = { ...opened, config: { ...opened.config, apiRate: 1_000_000 } };
const app = createWebApp(stores, { baseUrls: ["http://127.0.0.1:3000"], checkOutput: true });
const call = testCall(stores, { viewer: systemViewer("test") });
const measure = "nps:relational";
const tree = { north: null, n1: "north", n2: "north", n3: "n2", south: null, s1: "south" } as const;
const units = new Map<string, string>();
const products = ["P1", "P2", "P3"] as const;
const touchpoints = ["T1", "T2"] as const;
const truths: Truth[] = [];
const askers: Asker[] = [];

before(async () => {
  joinAccess();
  await updateSettings(call, { minimumN: 5, smallGroup: 5 });
  for (const [code, parentCode] of Object.entries(tree))
    units.set(code, (await putReference(call, { kind: "unit", code, name: code, parentCode })).id);
  await answerMany(400);
  await createProjector(stores).drain();

  await add("owner", undefined, [{ role: "owner", units: "all" }]);
  await add("manager of a branch", ["n1"], [{ role: "unit-manager", units: ids("n1") }]);
  await add("manager of a region", ["north", "n1", "n2", "n3"], [{ role: "unit-manager", units: ids("north") }]);
  await add("manager of two units", ["n1", "s1"], [{ role: "unit-manager", units: ids("n1", "s1") }]);
  await add(
    "manager here and head there",
    ["n2", "n3", "s1"],
    [
      { role: "unit-manager", units: ids("n2") },
      { role: "function-head", units: ids("s1") },
    ],
  );
  await addKey("key of a branch", ["n3"], ids("n3"));
});

test("the same question by slice, groups, page, export, search and drill-through gives the same rows to the same viewer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, 2, 3, 4, 5), filters(), async (index, where) => {
      const asker = askers[index];
      assert.ok(asker);
      const expected = truths.filter((one) => isSeen(asker, one) && fits(one, where)).length;

      const ways = await waysOf(asker, where);

      const wrong = Object.entries(ways).filter(([, n]) => n !== expected);
      assert.deepEqual(wrong, [], `${asker.name}: ${expected} expected where ${JSON.stringify(where)}`);
    }),
    { numRuns: 40, seed: 7 },
  );
});

test("an answer that a list leaves out cannot be read by its id either, nor its unit be found among the values", async () => {
  const all = await search(askers[0]!, undefined);
  assert.equal(all.length, truths.length);
  for (const asker of askers) {
    const seen = new Set((await search(asker, undefined)).map(({ id }) => id));
    for (const { id } of all.slice(0, 25)) {
      const { status } = await send(asker, "GET", `/api/v1/answers/${id}`);
      assert.equal(status, seen.has(id) ? 200 : 404, asker.name);
    }

    const groups = await slice(asker, { by: ["unit"] });
    const named = groups.rows.map((row) => row.key[0]?.value);
    const wanted = [...units].filter(([code]) => asker.sees?.includes(code) ?? true);
    assert.ok(
      groups.rows.length <= wanted.length + (asker.sees === undefined ? 1 : 0),
      `${asker.name}: ${named.join()}`,
    );
  }
});

/** How many answers each way of asking finds. */
async function waysOf(asker: Asker, where: Condition | undefined): Promise<Record<string, number>> {
  const question = { measures: [measure], where };
  const [whole, grouped, asked, file, listed, drilled, overview] = await Promise.all([
    slice(asker, { where }),
    slice(asker, { where, by: ["product"] }),
    post<Asked>(asker, "/api/v1/explore", question),
    send(asker, "POST", "/api/v1/explore/export", { question, format: "csv" }).then((answer) => answer.text()),
    search(asker, where),
    search(asker, where, measure),
    post<Overview>(asker, "/api/v1/insight/overview", { where }),
  ]);
  return {
    slice: whole.total.figure.n ?? 0,
    groups: grouped.rows.reduce((sum, row) => sum + (row.figure.n ?? 0), 0),
    explore: asked.found[0]?.total?.figure.n ?? 0,
    export: Number(file.split("\r\n")[1]?.split(",")[4] ?? 0),
    search: listed.length,
    drillThrough: drilled.length,
    page: overview.items.find((one) => one.measure.ref === measure)?.figure.n ?? 0,
  };
}

interface Counted {
  readonly figure: { readonly n: number | null };
}
interface Sliced {
  readonly rows: readonly (Counted & { readonly key: readonly { readonly value: string }[] })[];
  readonly total: Counted;
}
interface Asked {
  readonly found: readonly { readonly total: Counted | null }[];
}
interface Overview {
  readonly items: readonly (Counted & { readonly measure: { readonly ref: string } })[];
}
interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

function slice(asker: Asker, question: { readonly where?: Condition | undefined; readonly by?: readonly string[] }) {
  return post<Sliced>(asker, "/api/v1/slices", { measure, ...question });
}

async function search(asker: Asker, where: Condition | undefined, of?: string): Promise<Page["items"]> {
  const found: Page["items"][number][] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await post<Page>(asker, "/api/v1/answers/search", { where, measure: of, cursor, limit: 200 });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

async function post<T>(asker: Asker, path: string, body: unknown): Promise<T> {
  const response = await send(asker, "POST", path, body);
  const text = await response.text();
  assert.equal(response.status, 200, `${path} as ${asker.name}: ${text}`);
  return JSON.parse(text) as T;
}

function send(asker: Asker, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { ...asker.headers, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return Promise.resolve(app.fetch(new Request(`http://127.0.0.1:3000${path}`, { method, headers, ...sent })));
}

function filters(): fc.Arbitrary<Condition | undefined> {
  const some = (field: string, values: readonly string[]): fc.Arbitrary<Condition> =>
    fc.subarray([...values], { minLength: 1 }).map((value) => ({ field, op: "in" as const, value }));
  const one = fc.oneof(some("product", products), some("touchpoint", touchpoints), some("unit", Object.keys(tree)));
  const combined: fc.Arbitrary<Condition> = fc.oneof(
    one,
    fc.tuple(one, one).map((all) => ({ all })),
    fc.tuple(one, one).map((any) => ({ any })),
  );
  return fc.option(combined, { nil: undefined });
}

/** A unit as filter means it and all below it. */
function fits(one: Truth, where: Condition | undefined): boolean {
  return where === undefined || holds(where, (field) => one[field as keyof Truth], one);
}

function holds(where: Condition, read: (field: string) => unknown, one: Truth): boolean {
  if ("all" in where) return where.all.every((part) => holds(part, read, one));
  if ("any" in where) return where.any.some((part) => holds(part, read, one));
  if ("not" in where) return !holds(where.not, read, one);
  const wanted = where.value as readonly string[];
  return where.field === "unit"
    ? upwards(one.unit).some((code) => wanted.includes(code))
    : wanted.includes(String(read(where.field)));
}

function upwards(code: string | undefined): readonly string[] {
  if (code === undefined) return [];
  return [code, ...upwards((tree as Readonly<Record<string, string | null>>)[code] ?? undefined)];
}

function isSeen({ sees }: Asker, { unit }: Truth): boolean {
  return sees === undefined || (unit !== undefined && sees.includes(unit));
}

function ids(...codes: readonly string[]): string[] {
  return codes.map((code) => units.get(code) ?? "");
}

/** Answers of a random kind: some of no unit at all. */
async function answerMany(count: number): Promise<void> {
  const slug = await publish();
  const pick = <T>(values: readonly T[]): T => values[Math.floor(stores.random.next() * values.length)] as T;
  const places = [...Object.keys(tree), undefined];
  for (let index = 0; index < count; index += 1)
    truths.push({
      unit: pick(places),
      product: pick(products),
      touchpoint: pick(touchpoints),
      score: pick([0, 3, 7, 9, 10]),
    });
  const sent = truths.map(({ unit, product, touchpoint, score }, index) =>
    submissionSchema.parse({
      survey: slug,
      answers: { nps: score },
      answeredAt: new Date(Date.UTC(2026, 0, 5 + (index % 50), 9)).toISOString(),
      timeZone: "UTC",

      context: { touchpoint, product, ...(unit === undefined ? {} : { unit }) },
    }),
  );
  const recorded = await recordResponses(call, sent, { source: "api" });
  assert.ok(recorded.every(({ ok }) => ok));
}

async function publish(): Promise<string> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Visit" },
    pages: [{ key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Recommend?" } }] }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name: "Visit", definition, programme: "relational", anonymous: false });
  return (await publishSurvey(call, made.id)).slug;
}

async function add(name: string, sees: Asker["sees"], grants: readonly GrantWish[]): Promise<void> {
  const email = `u${askers.length}@example.org`;
  const { id } = await createUser(call, { name, email, grants, password: "a long enough one 1" });
  askers.push({ name, sees, headers: await sessionOf(id) });
}

async function addKey(name: string, sees: Asker["sees"], unitIds: readonly string[]): Promise<void> {
  const { secret } = await createApiKey(call, { name, role: "unit-manager", units: unitIds });
  askers.push({ name, sees, headers: { "x-api-key": secret } });
}

/** A session as sign-in opens one: the row, and the cookie signed with the installation's secret. */
async function sessionOf(userId: string): Promise<Record<string, string>> {
  const token = stores.random.token(24);
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`insert into access_session (id, user_id, token, expires_at)
      values (${stores.random.uuid()}, ${userId}, ${token}, ${new Date(Date.now() + 86_400_000)})`),
  );
  const signature = createHmac("sha256", installationSecret(stores.config)).update(token).digest("base64");
  return { cookie: `holos.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}
