import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";

import { Hono } from "hono";

import { anonymousViewer, systemViewer } from "#feature/access";
import { createLinks, createSurvey, publishSurvey, setState, updateSurvey } from "#feature/surveys";
import { definitionSchema, type AnswerValues, type Survey } from "#feature/surveys/contract";
import { clientAddress } from "#platform/http/request-facts";
import { sql } from "#platform/postgres";
import { testStores, type TestStores } from "#testing/database";

import { previewPages, publicPages } from "./public-pages.ts";

const stores: TestStores = await testStores({ after });
const app = new Hono();
app.route("/", publicPages(stores, { addressOf: (c) => clientAddress(c, false) }));
app.route("/", previewPages(stores, { viewerOf: () => Promise.resolve(systemViewer("test")) }));
const author = { stores, viewer: systemViewer("test") };

describe("a two-question survey without JavaScript", () => {
  let survey: Survey;
  before(async () => {
    survey = await published("relational-nps");
  });

  test("asks, saves each step, goes on with 303 and thanks by the score", async () => {
    const visitor = respondent(survey.slug);
    const first = await visitor.get("?lang=en&channel=email");
    assert.equal(first.status, 200);
    assert.match(first.text, /How likely are you to recommend us/);
    assert.doesNotMatch(first.text, /<script/);

    const step = await visitor.post({ score: "3" });
    assert.equal(step.status, 303);
    assert.match(step.location, /p=why/);
    const [partial] = await responses(survey);
    assert.deepEqual(
      [partial?.state, partial?.answers, partial?.context["channel"]],
      ["partial", { score: 3 }, "email"],
    );

    const second = await visitor.follow();
    assert.match(second.text, /What let you down/);
    const done = await visitor.post({ why_low: "Slow <b>" });
    assert.match(done.location, /done=frank/);
    assert.match((await visitor.follow()).text, /Thank you for being frank/);

    const [complete, ...others] = await responses(survey);
    assert.deepEqual(others, []);
    assert.deepEqual([complete?.state, complete?.answers], ["complete", { score: 3, why_low: "Slow <b>" }]);
    assert.equal(complete?.source, "page");
  });

  test("GET and HEAD with a prefilled score show it selected and record nothing", async () => {
    const count = (await responses(survey)).length;
    const visitor = respondent(survey.slug);
    const shown = await visitor.get("?score=9&lang=en");
    assert.match(shown.text, /value="9"[^>]*checked/);
    await app.request(`/s/${survey.slug}?score=9`, { method: "HEAD" });
    assert.equal((await responses(survey)).length, count);

    await visitor.post({ score: "9" });
    assert.equal((await responses(survey)).length, count + 1);
  });

  test("a prefilled score that is impossible is not shown", async () => {
    assert.doesNotMatch((await respondent(survey.slug).get("?score=11")).text, / checked/);
  });

  test("the same form sent twice, even at once, is one response", async () => {
    const count = (await responses(survey)).length;
    const visitor = respondent(survey.slug);
    await visitor.get("");
    const form = visitor.form({ score: "7" });
    const sent = await Promise.all(Array.from({ length: 10 }, () => visitor.send(form)));
    assert.deepEqual(new Set(sent.map((answer) => answer.status)), new Set([303]));
    assert.equal((await responses(survey)).length, count + 1);
  });

  test("the last form sent again thanks again; with other words it says that the answer has arrived", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "10" });
    await visitor.follow();
    const form = visitor.form({ why_high: "People" });
    await visitor.send(form);
    assert.match((await visitor.send(form)).location, /done=glad/);
    const changed = await visitor.send(
      new URLSearchParams(
        [...form.entries()].map(([name, value]) => [name, name === "why_high" ? "Else" : value] as [string, string]),
      ),
    );
    assert.equal(changed.status, 409);
    assert.match(changed.text, /You have answered already/);
  });

  test("a missing answer comes back with a linked summary and what was typed", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=uk");
    const refused = await visitor.post({});
    assert.equal(refused.status, 422);
    assert.match(refused.text, /role="alert"/);
    assert.match(refused.text, /href="#score"/);
    assert.match(refused.text, /id="score"/);
    assert.match(refused.text, /aria-invalid="true"/);
    assert.match(refused.text, /Будь ласка, дайте відповідь/);
  });

  test("back keeps what was typed and shows the step before with its answer", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "2" });
    await visitor.follow();
    await visitor.post({ why_low: "half a thought" }, "back");
    const first = await visitor.follow();
    assert.match(first.text, /value="2"[^>]*checked/);
    await visitor.post({ score: "2" });
    assert.match((await visitor.follow()).text, /half a thought<\/textarea>/);
  });

  test("an answer that is taken back is gone", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en&unit=taken-back");
    await visitor.post({ score: "2" });
    await visitor.follow();
    await visitor.post({ why_low: "oops" }, "back");
    await visitor.follow();
    await visitor.post({ score: "2" });
    await visitor.follow();
    await visitor.post({ why_low: "" });
    const mine = (await responses(survey)).find((row) => row.context["unit"] === "taken-back");
    assert.deepEqual([mine?.state, mine?.answers], ["complete", { score: 2 }]);
  });

  test("somebody who comes back finds the answers and a way to go on; after the end a new response begins", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "8" });
    const again = await visitor.get("?lang=en");
    assert.match(again.text, /Continue where you left off/);
    assert.match(again.text, /value="8"[^>]*checked/);
    await visitor.get("?lang=en&p=why");
    await visitor.post({ why_middle: "" });
    assert.doesNotMatch((await visitor.get("?lang=en")).text, /Continue where| checked/);
  });

  test("a browser without cookies goes on by the address", async () => {
    const visitor = respondent(survey.slug, { cookies: false });
    await visitor.get("?lang=en");
    await visitor.post({ score: "9" });
    assert.match((await visitor.follow()).text, /What do you value most/);
    assert.match((await visitor.post({ why_high: "x" })).location, /done=glad/);
    assert.match((await visitor.follow()).text, /we are glad to hear it/);
  });

  test("a forged ticket opens no response of somebody else", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "1" });
    const key = /r=([\w-]+)\./.exec(visitor.location)?.[1];
    const forged = await respondent(survey.slug).get(`?lang=en&p=why&r=${key}.1.AAAAAAAAAAAAAAAAAAAAAA`);
    assert.doesNotMatch(forged.text, /What let you down/);
  });

  test("the trap for machines records nothing", async () => {
    const count = (await responses(survey)).length;
    const visitor = respondent(survey.slug);
    await visitor.get("");
    assert.equal((await visitor.post({ score: "5", "-website": "http://spam" })).status, 303);
    assert.equal((await responses(survey)).length, count);
  });

  for (const look of ["of the organisation", "of its own"])
    test(`weighs less than 15 KB in all, style included, in a look ${look}`, async () => {
      const weighed = look === "of its own" ? await themedSurvey() : survey;
      const visitor = respondent(weighed.slug, { gzip: true });
      const pages = [await visitor.get("?lang=uk")];
      await visitor.post({ score: "4" });
      pages.push(await visitor.follow());
      await visitor.post({ why_low: "Довго чекати" });
      pages.push(await visitor.follow());
      const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
      assert.ok(bytes < 15_000, `${bytes} bytes`);
      assert.equal(pages[0]?.text.includes("8a1f4d"), look === "of its own");
      assert.match(pages[0]?.headers.get("content-encoding") ?? "", /gzip/);
    });

  test("may be shown nowhere else, indexed by nobody and hands no address on", async () => {
    const { headers, text } = await respondent(survey.slug).get("");
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers.get("x-robots-tag"), "noindex");
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "private, no-cache");
    assert.doesNotMatch(text, / style="/);
  });
});

describe("language", () => {
  test("is the link's, else the browser's, else the default, and the switch leads to the others", async () => {
    const { slug } = await published("csat");
    const ask = async (query: string, accept?: string) => (await respondent(slug, { accept }).get(query)).text;
    assert.match(await ask("?lang=ru", "uk"), /<html lang="ru" dir="ltr"/);
    assert.match(await ask("", "uk-UA,uk;q=0.9,en;q=0.5"), /<html lang="uk"/);
    assert.match(await ask("", "fr"), /<html lang="en"/);
    const text = await ask("?lang=en&unit=a%26b");
    assert.match(text, /href="\/s\/[^"]*unit=a%26b&amp;lang=uk"[^>]*>Українська/);
  });

  test("written right to left is laid out right to left", async () => {
    const title = { ar: "سؤال" };
    const { slug } = await publishedAs({
      languages: ["ar"],
      defaultLanguage: "ar",
      title,
      pages: [{ key: "p", questions: [{ kind: "text", key: "q", title }] }],
      endings: [{ key: "e", title }],
    });
    assert.match((await respondent(slug).get("")).text, /<html lang="ar" dir="rtl"/);
  });
});

describe("every kind of question", () => {
  const title = { en: "Q" };
  const options = ["a", "b", "c"].map((key) => ({ key, label: { en: `Option ${key}` } }));
  const questions = [
    { kind: "recommendation", key: "nps", title, lowLabel: { en: "Never" }, highLabel: { en: "Always" } },
    { kind: "satisfaction", key: "sat", title },
    { kind: "effort", key: "ces", title },
    { kind: "rating", key: "stars", title },
    { kind: "rating", key: "faces", title, look: "smileys" },
    { kind: "single", key: "one", title, options, other: true, randomise: true },
    { kind: "multiple", key: "many", title, options, other: true },
    { kind: "text", key: "words", title, help: { en: "Help" } },
    { kind: "text", key: "line", title, long: false },
    { kind: "matrix", key: "table", title, rows: options, columns: options, scored: true },
    { kind: "ranking", key: "rank", title, options },
    { kind: "number", key: "num", title, min: 0, max: 10_000 },
    { kind: "date", key: "day", title },
    { kind: "consent", key: "ok", title, required: true },
    { kind: "statement", key: "note", title: { en: "Read this" } },
    { kind: "expectation", key: "gap", title, expectationLabel: { en: "Expected" }, resultLabel: { en: "Got" } },
  ];
  const filled = {
    nps: "10",
    sat: "5",
    ces: "7",
    stars: "4",
    faces: "1",
    one: "other",
    "one.other": "mine",
    many: ["a", "c"],
    "many.other": "more",
    words: " text ",
    line: "line",
    "table.a": "c",
    "table.b": "a",
    "rank.a": "2",
    "rank.b": "1",
    num: "1 234,5",
    day: "2026-03-31",
    ok: "yes",
    "gap.expectation": "6",
    "gap.result": "4",
  };
  const expected: AnswerValues = {
    nps: 10,
    sat: 5,
    ces: 7,
    stars: 4,
    faces: 1,
    one: { other: "mine" },
    many: { chosen: ["a", "c"], other: "more" },
    words: "text",
    line: "line",
    table: { a: "c", b: "a" },
    rank: ["b", "a"],
    num: 1234.5,
    day: "2026-03-31",
    ok: true,
    gap: { expectation: 6, result: 4 },
  };
  let survey: Survey;
  before(async () => {
    survey = await publishedAs({
      languages: ["en"],
      defaultLanguage: "en",
      title,
      pages: [{ key: "all", questions }],
      endings: [{ key: "e", title: { en: "Thanks" } }],
    });
  });

  test("is answered by a form and lands as its value", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("");
    assert.equal((await visitor.post(filled)).status, 303);
    const [row] = await responses(survey);
    assert.deepEqual(row?.answers, expected);
  });

  test("shows again what was typed when one answer is refused", async () => {
    const visitor = respondent(survey.slug);
    await visitor.get("");
    const { status, text } = await visitor.post({ ...filled, num: "many", ok: [], "rank.a": "1", "gap.result": "" });
    assert.equal(status, 422);
    for (const problem of ["Please enter a number", "Please tick the box", "same place", "Please answer this question"])
      assert.match(text, new RegExp(problem));
    for (const kept of [
      /value="many"/,
      /name="one" value="other"[^>]*checked/,
      /value="mine"/,
      /value="more"/,
      /name="table.a" value="c"[^>]*checked/,
      /name="gap.expectation" value="6"[^>]*checked/,
      />\s*text\s*<\/textarea>/,
    ])
      assert.match(text, kept);
    assert.equal((await responses(survey)).length, 1);
  });

  test("has a name for every field", async () => {
    const { text } = await respondent(survey.slug).get("");
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length, "ids are unique");
    assert.match(text, /<span class="sr"> Never<\/span>/);
    assert.match(text, /aria-describedby="h-words"/);
  });
});

describe("a question that appears on the page being answered", () => {
  test("is asked before the survey goes on", async () => {
    const title = { en: "Q" };
    const survey = await publishedAs({
      languages: ["en"],
      defaultLanguage: "en",
      title: { en: "T {{name|friend}}" },
      hiddenFields: ["name"],
      pages: [
        {
          key: "p",
          questions: [
            { kind: "recommendation", key: "score", title, required: true },
            {
              kind: "text",
              key: "why",
              title: { en: "Why {{score}}?" },
              required: true,
              condition: { field: "score", op: "lte", value: 6 },
            },
          ],
        },
      ],
      endings: [{ key: "e", title: { en: "Bye {{name}}" } }],
    });
    const visitor = respondent(survey.slug);
    assert.doesNotMatch((await visitor.get("?name=%3Cb%3EAnna")).text, /Why/);
    const more = await visitor.post({ score: "3" });
    assert.equal(more.status, 422);
    assert.match(more.text, /Why 3\?/);
    assert.match(more.text, /T &lt;b&gt;Anna/);
    assert.equal((await visitor.post({ score: "3", why: "x" })).status, 303);
    assert.match((await visitor.follow()).text, /Bye &lt;b&gt;Anna/);
  });
});

describe("somebody who skips a page by its address", () => {
  test("is led back to what is missing before the response is complete", async () => {
    const survey = await published("expectation-result");
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ "speed.expectation": "5", "speed.result": "6" });
    await visitor.get("?lang=en&p=why");
    const back = await visitor.post({ why: "nothing" });
    assert.match(back.location, /p=people/);
    const asked = await visitor.follow();
    assert.match(asked.text, /Please answer this question/);
    const [row] = await responses(survey);
    assert.deepEqual([row?.state, row?.answers["why"]], ["partial", "nothing"]);
  });
});

describe("changing the language half-way", () => {
  test("stays on the same step of the same response", async () => {
    const { slug } = await published("relational-nps");
    const visitor = respondent(slug, { cookies: false });
    await visitor.get("?lang=en");
    await visitor.post({ score: "3" });
    const step = await visitor.follow();
    const switched = /href="([^"]*lang=uk[^"]*)"/.exec(step.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    visitor.location = switched;
    assert.match((await visitor.follow()).text, /Що вас розчарувало/);
  });
});

describe("a single-use link", () => {
  let survey: Survey;
  let path = "";
  before(async () => {
    survey = await published("transactional-nps");
    const context = { unit: "kyiv-1", touchpoint: "call" };
    const { items } = await createLinks(author, survey.id, {
      links: [{ context, person: { kind: "crm", value: "C-1" } }],
      origin: "https://example.test",
    });
    path = new URL(items[0]?.url ?? "").pathname.replace("/s/", "");
  });

  test("carries its context, is resumed anywhere, and is answered once", async () => {
    const phone = respondent(path, { cookies: false });
    await phone.get("?lang=en");
    await phone.post({ score: "9" });

    const laptop = respondent(path, { cookies: false });
    assert.match((await laptop.get("?lang=en")).text, /value="9"[^>]*checked/);
    await laptop.get("?lang=en&p=why");
    await laptop.post({ why_high: "fast" });
    await laptop.follow();
    await laptop.post({ settled: "yes" });
    assert.match((await laptop.follow()).text, /glad/);

    const rows = await responses(survey);
    assert.equal(rows.length, 1);
    assert.deepEqual(
      [rows[0]?.state, rows[0]?.context["unit"], rows[0]?.answers],
      ["complete", "kyiv-1", { score: 9, why_high: "fast", settled: "yes" }],
    );
    const again = await phone.get("?lang=en");
    assert.equal(again.status, 409);
    assert.match(again.text, /You have answered already/);
  });

  test("that nobody made is unknown", async () => {
    const unknown = await respondent(`${survey.slug}/nonsense-token`).get("?lang=en");
    assert.equal(unknown.status, 404);
    assert.match(unknown.text, /unknown or has expired/);
  });
});

describe("pages that say no", () => {
  test("an unknown survey", async () => {
    assert.equal((await respondent("%00").get("")).status, 404);
    const { status, text } = await respondent("nosuch").get("?lang=ru");
    assert.equal(status, 404);
    assert.match(text, /Здесь нет опроса/);
  });

  test("a draft is no survey yet", async () => {
    const draft = await createSurvey(author, { name: "Draft", template: "ces", anonymous: false });
    assert.equal((await respondent(draft.slug).get("")).status, 404);
  });

  test("a closed survey, also for a form that was open", async () => {
    const survey = await published("ces");
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await setState(author, survey.id, "closed");
    stores.clock.advance(1500);
    assert.equal((await visitor.post({ effort: "5" })).status, 410);
    const closed = await visitor.get("?lang=en");
    assert.equal(closed.status, 410);
    assert.match(closed.text, /This survey is closed/);
    assert.deepEqual(await responses(survey), []);
  });

  test("a form that is too large, and a store that is away, in words and not in JSON", async () => {
    const { slug } = await published("csat");
    const large = await app.request(`/s/${slug}?lang=ru`, {
      method: "POST",
      body: new URLSearchParams({ a: "x".repeat(1_100_000) }),
    });
    assert.equal(large.status, 413);
    assert.match(await large.text(), /Слишком много текста/);

    const broken = { ...stores, postgres: { ...stores.postgres, read: () => Promise.reject(new Error("away")) } };
    const away = await publicPages(broken, { addressOf: () => "" }).request(`/s/${slug}?lang=uk`);
    assert.equal(away.status, 503);
    assert.match(await away.text(), /Зараз ми недоступні/);
  });

  test("a step that cannot be saved comes back with what was typed", async () => {
    const { slug } = await published("relational-nps");
    const visitor = respondent(slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "3" });
    await visitor.follow();
    const form = visitor.form({ why_low: "long thoughts" });
    const failing = {
      ...stores,
      postgres: { ...stores.postgres, transaction: () => Promise.reject(new Error("away")) },
    };
    const answer = await publicPages(failing, { addressOf: () => "" }).request(visitor.location, {
      method: "POST",
      body: form,
    });
    assert.equal(answer.status, 503);
    const text = await answer.text();
    assert.match(text, /could not be saved/);
    assert.match(text, /long thoughts<\/textarea>/);
    assert.equal((await visitor.send(form)).status, 303, "and goes through when it is sent again");
  });

  test("too many forms from one address are slowed down, others are not", async () => {
    const { slug } = await published("csat");
    const flood = respondent(slug, { address: "10.9.9.9" });
    await flood.get("?lang=en");
    const form = flood.form({});
    const statuses: number[] = [];
    for (let sent = 0; sent < 125; sent += 1) statuses.push((await flood.send(form)).status);
    assert.equal(statuses.filter((status) => status === 429).length, 5);
    const other = respondent(slug, { address: "10.9.9.8" });
    await other.get("?lang=en");
    assert.equal((await other.post({ satisfaction: "3" })).status, 303);
  });
});

describe("versions", () => {
  test("a response goes on by the version it was begun with", async () => {
    const survey = await published("relational-nps");
    const visitor = respondent(survey.slug);
    await visitor.get("?lang=en");
    await visitor.post({ score: "3" });

    const draft = structuredClone(survey.draft);
    draft.pages = draft.pages.filter((page) => page.key === "score");
    const changed = await updateSurvey(author, survey.id, { revision: survey.revision, draft });
    await publishSurvey(author, changed.id);
    stores.clock.advance(1500);

    assert.match((await visitor.follow()).text, /What let you down/);
    await visitor.post({ why_low: "old words" });
    const [row] = await responses(survey);
    assert.deepEqual([row?.version, row?.state, row?.answers], [1, "complete", { score: 3, why_low: "old words" }]);
    assert.match((await respondent(survey.slug).get("?lang=en")).text, /name="-go" value="on">\s*Send/);
  });
});

describe("what is printed and previewed", () => {
  test("the QR code is an SVG and the poster names the address", async () => {
    const { slug } = await published("enps");
    const code = await app.request(`http://holos.test/s/${slug}/qr.svg?unit=kyiv-1`);
    assert.equal(code.headers.get("content-type"), "image/svg+xml");
    assert.match(await code.text(), /^<svg/);
    const poster = await (await app.request(`http://holos.test/s/${slug}/poster?lang=uk`)).text();
    assert.match(poster, new RegExp(`holos\\.test/s/${slug}`));
    assert.match(poster, /Як вам у нас працюється/);
  });

  test("a preview shows the draft, records nothing and needs someone who may read surveys", async () => {
    const draft = await createSurvey(author, { name: "Draft", template: "relational-nps", anonymous: false });
    const preview = await app.request(`/surveys/${draft.id}/preview?lang=uk&page=why`);
    assert.equal(preview.status, 200);
    assert.match(preview.headers.get("content-security-policy") ?? "", /frame-ancestors 'self'/);
    const text = await preview.text();
    assert.match(text, /Попередній перегляд/);
    assert.match(text, /Що вас розчарувало/);
    assert.match(text, /<button[^>]*disabled/);
    const ending = await (await app.request(`/surveys/${draft.id}/preview?lang=ru&ending=frank`)).text();
    assert.match(ending, /Спасибо за откровенность/);

    const stranger = previewPages(stores, { viewerOf: () => Promise.resolve(anonymousViewer("en")) });
    assert.equal((await stranger.request(`/surveys/${draft.id}/preview`)).status, 404);
  });
});

interface Row {
  readonly state: string;
  readonly source: string;
  readonly version: number;
  readonly answers: AnswerValues;
  readonly context: Readonly<Record<string, string>>;
}

function responses(survey: Pick<Survey, "id">): Promise<Row[]> {
  return stores.postgres.read((tx) =>
    tx.query<Row>(
      sql`select state, source, survey_version as version, answers, context from response where survey_id = ${survey.id} order by id`,
    ),
  );
}

async function published(template: string): Promise<Survey> {
  const { id } = await createSurvey(author, { name: template, template, anonymous: false });
  return publishSurvey(author, id);
}

async function publishedAs(definition: object): Promise<Survey> {
  const { id } = await createSurvey(author, {
    name: "Test",
    definition: definitionSchema.parse(definition),
    anonymous: false,
  });
  return publishSurvey(author, id);
}

async function themedSurvey(): Promise<Survey> {
  const { id, revision, draft } = await published("relational-nps");
  const theme = { colour: "#8a1f4d", background: "#fff7ef", text: "#2a1a20", font: "serif", corners: "round" } as const;
  await updateSurvey(author, id, { revision, draft: { ...draft, theme: { logo: true, ...theme } } });
  return publishSurvey(author, id);
}

/** A browser without scripts: keeps cookies, follows forms. */
function respondent(
  path: string,
  {
    cookies = true,
    gzip = false,
    accept = "en",
    address = "127.0.0.1",
  }: { cookies?: boolean; gzip?: boolean; accept?: string | undefined; address?: string } = {},
) {
  let cookie = "";
  let shown = { text: "", action: "" };
  const visitor = { location: "", get, post, send, form, follow };

  async function request(url: string, init: RequestInit = {}) {
    const headers = new Headers({ "accept-language": accept });
    if (cookie !== "") headers.set("cookie", cookie);
    if (gzip) headers.set("accept-encoding", "gzip");
    const response = await app.request(url, { ...init, headers }, { incoming: { socket: { remoteAddress: address } } });
    if (cookies) cookie = cookieAfter(response, cookie);
    const { text, bytes } = await contentOf(response, gzip);

    const action = /action="([^"]*)"/.exec(text)?.[1];
    if (action !== undefined) shown = { text, action: action.replaceAll("&amp;", "&") };
    const location = response.headers.get("location") ?? "";
    if (location !== "") visitor.location = location;
    return { status: response.status, headers: response.headers, text, location, bytes };
  }
  function get(query: string) {
    return request(`/s/${path}${query}`);
  }
  function follow() {
    return request(visitor.location);
  }
  function form(values: Readonly<Record<string, string | readonly string[]>>, go = "on") {
    const sent = new URLSearchParams();
    for (const match of shown.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g))
      sent.append(match[1] ?? "", match[2] ?? "");
    for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) sent.append(name, one);
    sent.append("-go", go);
    return sent;
  }
  function send(body: URLSearchParams) {
    return request(shown.action, { method: "POST", body });
  }
  function post(values: Readonly<Record<string, string | readonly string[]>>, go = "on") {
    return send(form(values, go));
  }
  return visitor;
}

function cookieAfter(response: globalThis.Response, before: string): string {
  const set = response.headers.get("set-cookie");
  if (set === null) return before;
  return /Max-Age=0/.test(set) ? "" : (set.split(";")[0] ?? "");
}

/** The text, and how many bytes of it travel. */
async function contentOf(response: globalThis.Response, gzip: boolean): Promise<{ text: string; bytes: number }> {
  const body = Buffer.from(await response.arrayBuffer());
  if (response.headers.get("content-encoding") === "gzip")
    return { text: gunzipSync(body).toString(), bytes: body.length };
  return { text: body.toString(), bytes: gzip ? (await zipped(body)).length : body.length };
}

async function zipped(body: Buffer): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
