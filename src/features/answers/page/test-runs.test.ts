import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { Hono } from "hono";

import { systemViewer, viewerForTest } from "#feature/access";
import { createProjector, listMeasures, slice } from "#feature/facts";
import { createSurvey, createTestLink, publishSurvey, readSurvey, surveysRoutes, updateSurvey } from "#feature/surveys";
import { testRunSchema, type Survey, type TestRun } from "#feature/surveys/contract";
import type { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listRequestSchema, submissionSchema } from "../contract.ts";
import { listResponses, submitResponse } from "../index.ts";
import { publicPages } from "./public-pages.ts";

const stores = await testStores({ after });
const app = new Hono();
app.route("/", publicPages(stores, { addressOf: () => "127.0.0.1" }));
const author = { stores, viewer: systemViewer("test") };
const origin = "https://holos.example";

describe("a test run on the real page", () => {
  test("is kept apart: no figure, list, count or measure changes, and it goes in one go", async () => {
    const survey = await published();
    await answer(survey, 9);
    const before = await everythingCounted(survey);
    assert.equal(before.answers, 1);

    for (const score of ["0", "1", "2"]) {
      const tester = visitor(await linkOf(survey, "published"));
      assert.match((await tester.get("?lang=en")).text, /Test run\. Nothing you enter here counts/);
      assert.equal((await tester.post({ score })).status, 303);
      assert.match((await tester.follow()).text, /Test run/);
      const done = await tester.post({ why_low: `Tried ${score}` });
      assert.match((await tester.follow()).text, /Thank you for being frank/);
      assert.match(done.location, /done=frank/);
    }
    await createProjector(stores).drain();
    assert.deepEqual(await everythingCounted(survey), before);

    const runs = await listTestRuns(survey);
    assert.equal(runs.total, 3);
    assert.deepEqual(
      runs.items.map(({ state, version, answers }) => [state, version, answers.map(({ value }) => value)]),
      [2, 1, 0].map((score) => ["complete", 1, [score, `Tried ${score}`]]),
    );
    assert.deepEqual(await call("surveys.deleteTestRuns", survey), { deleted: 3 });
    assert.equal((await listTestRuns(survey)).total, 0);
    assert.deepEqual(await everythingCounted(survey), before);
  });

  test("of a draft asks what the draft says now, published or not", async () => {
    const draft = await createSurvey(author, { name: "New", template: "relational-nps", anonymous: false });
    const url = await linkOf(draft, "draft");
    assert.match((await visitor(url).get("?lang=en")).text, /How likely are you to recommend us/);

    const title = { ...draft.draft.title, en: "Brand new title" };
    await updateSurvey(author, draft.id, { revision: draft.revision, draft: { ...draft.draft, title } });
    const tester = visitor(url);
    assert.match((await tester.get("?lang=en")).text, /Brand new title/);
    await tester.post({ score: "10" });
    const [run] = (await listTestRuns(draft)).items;
    assert.deepEqual([run?.version, run?.state, run?.answers[0]?.score], [null, "partial", 10]);
    assert.equal((await readSurvey(author, draft.id)).state, "draft");
    await assert.rejects(linkOf(draft, "published"), (error: Refusal) => error.code === "surveys.not_published");
  });

  test("is judged like a real one, and the same form sent twice is one run", async () => {
    const survey = await published();
    const tester = visitor(await linkOf(survey, "published"));
    await tester.get("?lang=en");
    const wrong = await tester.post({ score: "11" });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /outside what is possible/);
    assert.equal((await listTestRuns(survey)).total, 0);
    await tester.post({ score: "3" });
    await tester.post({ score: "3" });
    assert.equal((await listTestRuns(survey)).total, 1);
  });

  test("needs a link of this survey that has not expired, and the right to make one", async () => {
    const [one, other] = [await published(), await published()];
    const url = await linkOf(one, "published");
    assert.equal((await visitor(url.replace(one.slug, other.slug)).get("")).status, 404);
    assert.equal((await visitor(`${url}x`).get("")).status, 404);
    const reader = { stores, viewer: viewerForTest({ permissions: ["surveys.read"] }) };
    await assert.rejects(
      createTestLink(reader, one.id, { of: "draft", origin }),
      (error: Refusal) => error.code === "access.forbidden",
    );
    assert.equal((await visitor(url).get("")).status, 200);
    stores.clock.advance(31 * 24 * 3600 * 1000);
    assert.equal((await visitor(url).get("")).status, 404);
  });
});

async function published(): Promise<Survey> {
  const { id } = await createSurvey(author, { name: "NPS", template: "relational-nps", anonymous: false });
  return publishSurvey(author, id);
}

async function linkOf({ id }: Survey, of: "draft" | "published"): Promise<string> {
  const { url } = await createTestLink(author, id, { of, origin });
  return url.slice(origin.length);
}

async function answer({ id }: Survey, score: number): Promise<void> {
  await submitResponse(author, submissionSchema.parse({ survey: id, answers: { score } }), { source: "api" });
  await createProjector(stores).drain();
}

/** Everything that counts answers: lists, totals, measures, figures, rows. */
async function everythingCounted(survey: Survey) {
  const where = { field: "survey", op: "eq" as const, value: survey.id };
  const { total } = await listResponses(author, listRequestSchema.parse({ where }));
  const measures = await listMeasures(author, { where });
  const key = measures.items[0]?.ref ?? "";
  const figure = await slice(author, { measure: key, where });
  const rows = await stores.postgres.read((tx) =>
    tx.one<{ responses: number; outbox: number }>(
      sql`select (select count(*) from response) as responses, (select count(*) from outbox) as outbox`,
    ),
  );
  const { answers } = await readSurvey(author, survey.id);
  return { total, measures: measures.items, rows: figure.rows, ...rows, answers };
}

async function listTestRuns(survey: Survey): Promise<{ items: TestRun[]; total: number }> {
  const listed = (await call("surveys.listTestRuns", survey)) as { items: TestRun[]; total: number };
  listed.items.forEach((run) => testRunSchema.parse(run));
  return listed;
}

function call(id: string, survey: Survey): Promise<unknown> {
  const found = surveysRoutes.find(({ operation }) => operation.id === id);
  assert.ok(found);
  const run = found.run as (call: unknown, input: unknown) => Promise<unknown>;
  return run(testCall(stores), { params: { id: survey.id }, query: { limit: 50 } });
}

/** A browser without scripts. */
function visitor(path: string) {
  let cookie = "";
  let shown = { text: "", action: "" };
  let location = "";
  async function request(url: string, init: RequestInit = {}) {
    const response = await app.request(url, { ...init, headers: cookie === "" ? {} : { cookie } });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const text = await response.text();
    const action = /action="([^"]*)"/.exec(text)?.[1];
    if (action !== undefined) shown = { text, action: action.replaceAll("&amp;", "&") };
    location = response.headers.get("location") ?? location;
    return { status: response.status, text, location };
  }
  return {
    get: (query: string) => request(path + query),
    follow: () => request(location),
    post: (values: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams({ ...values, "-go": "on" });
      for (const match of shown.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g))
        body.append(match[1] ?? "", match[2] ?? "");
      return request(shown.action, { method: "POST", body });
    },
  };
}
