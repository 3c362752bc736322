import assert from "node:assert/strict";
import { after, test } from "node:test";

import { anonymousViewer, viewerForTest } from "#feature/access";
import { ensureReferences } from "#feature/organisation";
import { createLinks, createSurvey, publishSurvey, setState } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { systemClock } from "#platform/clock";
import { sql } from "#platform/postgres";
import { systemRandom } from "#platform/random";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { submissionSchema, type Receipt, type SubmissionInput } from "../contract.ts";
import { recordResponses, submitMany, submitResponse } from "./submit.ts";

const questions: DefinitionInput["pages"][number]["questions"] = [
  { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" }, required: true },
  { kind: "text", key: "why", title: { en: "Why?" } },
];

const stores = await testStores({ after });
const survey = await published("Visit", false);
const anonymousSurvey = await published("Mood", true);
await stores.postgres.transaction((tx) =>
  ensureReferences(tx, viewerForTest(), [{ kind: "unit", code: "KYIV-1", name: "Kyiv, Khreshchatyk" }]),
);

async function published(name: string, anonymous: boolean): Promise<Survey> {
  const call = testCall(stores);
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions }],
    hiddenFields: ["order"],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, {
    name,
    definition,
    anonymous,
    programme: anonymous ? "employee" : "transactional",
  });
  return publishSurvey(call, made.id);
}

function send(
  input: Partial<SubmissionInput> & { answers: SubmissionInput["answers"] },
  source: "api" | "page" = "api",
): Promise<Receipt> {
  return submitResponse(testCall(stores), submissionSchema.parse({ survey: survey.slug, ...input }), { source });
}

function refusedWith(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

interface Written {
  state: string;
  answers: Record<string, unknown>;
  context: Record<string, string>;
  attributes: Record<string, string>;
  unitId: string | null;
  personId: string | null;
  linkId: string | null;
  answeredAt: Date;
  receivedAt: Date;
  version: number;
  outbox: number;
}

function written(id: string): Promise<Written> {
  return stores.postgres.read((tx) =>
    tx.one<Written>(sql`select state, answers, context, attributes, unit_id as "unitId", person_id as "personId", link_id as "linkId",
      answered_at as "answeredAt", received_at as "receivedAt", version,
      (select count(*) from outbox where kind = 'response' and subject_id = response.id) as outbox
      from response where id = ${id}`),
  );
}

function count(): Promise<number> {
  return stores.postgres.read(async (tx) => (await tx.one<{ n: number }>(sql`select count(*) as n from response`)).n);
}

test("a response is written with its context, known codes resolved, unknown ones kept and named", async () => {
  const receipt = await send({
    answers: { nps: 9, why: " Quick \u0000 and kind " },
    context: { unit: "kyiv-1", product: "card-x", channel: "email" },
    attributes: { order: "7\u00007" },
    person: { kind: "email", value: "Ivan@Example.com" },
  });
  assert.deepEqual(
    { ...receipt, id: "" },
    { id: "", state: "complete", result: "created", unresolved: [{ field: "product", code: "card-x" }] },
  );

  const row = await written(receipt.id);
  assert.deepEqual(row.answers, { nps: 9, why: "Quick  and kind" });
  assert.deepEqual(row.context, { unit: "kyiv-1", product: "card-x", channel: "email" });
  assert.deepEqual(row.attributes, { order: "77" });
  assert.ok(row.unitId !== null && row.personId !== null);
  assert.equal(row.outbox, 1);
});

test("what says how a response is to be read is kept in its proper spelling, or refused", async () => {
  const { id } = await send({ answers: { nps: 9 }, timeZone: "europe/KYIV", language: "uk_ua" });
  const row = await stores.postgres.read((tx) =>
    tx.one(sql`select time_zone, language, answered_at at time zone time_zone is not null as "isLocal"
      from response where id = ${id}`),
  );
  assert.deepEqual(row, { time_zone: "Europe/Kyiv", language: "uk-UA", isLocal: true });

  for (const timeZone of ["Mars/Base", "+05:30", "US/Pacific-New", "ACT", "SystemV/PST8PDT", "Factory", ""])
    await assert.rejects(send({ answers: { nps: 9 }, timeZone }), refusedWith("answers.invalid"), timeZone);
  for (const language of ["../..", "<b>", "e"])
    await assert.rejects(
      submitResponse(
        testCall(stores),
        { ...submissionSchema.parse({ survey: survey.slug, answers: { nps: 9 } }), language },
        { source: "api" },
      ),
      refusedWith("answers.invalid"),
    );
});

test("sending the same again changes nothing, something different is refused", async () => {
  const first = await send({ id: "order-1", answers: { nps: 3 } });
  const again = await send({ id: "order-1", answers: { nps: 3 } });
  assert.deepEqual(again, { ...first, result: "unchanged" });

  const known = await send({
    id: "order-2",
    answers: { nps: 3 },
    context: { unit: "kyiv-1", product: "never-heard-of" },
  });
  const bare = await send({ id: "order-2", answers: { nps: 3 } });
  assert.deepEqual(bare, { ...known, result: "unchanged" });

  await assert.rejects(send({ id: "order-1", answers: { nps: 4 } }), refusedWith("answers.conflict"));
  const row = await written(first.id);
  assert.deepEqual([row.answers, row.version, row.outbox], [{ nps: 3 }, 1, 1]);
});

test("the Idempotency-Key of the call stands in for an id", async () => {
  const call = testCall(stores, { idempotencyKey: "key-1" });
  const submission = submissionSchema.parse({ survey: survey.id, answers: { nps: 8 } });
  const first = await submitResponse(call, submission, { source: "api" });
  const again = await submitResponse(call, submission, { source: "api" });
  assert.equal(again.id, first.id);
  assert.equal(again.result, "unchanged");
});

test("a partial response is kept, grows and is completed under the same id", async () => {
  const first = await send({ id: "p-1", state: "partial", answers: { why: "Long queue" } });
  assert.deepEqual([first.result, first.state], ["created", "partial"]);
  const grown = await send({ id: "p-1", state: "partial", answers: { nps: 2 } });
  assert.deepEqual([grown.result, grown.id], ["updated", first.id]);
  const done = await send({ id: "p-1", answers: {}, context: { unit: "KYIV-1" } });
  assert.deepEqual([done.result, done.state, done.id], ["completed", "complete", first.id]);

  const row = await written(first.id);
  assert.deepEqual([row.answers, row.version, row.outbox], [{ nps: 2, why: "Long queue" }, 3, 3]);
  assert.ok(row.unitId !== null);
});

test("what cannot be right is refused with its fields and leaves nothing behind", async () => {
  const before = await count();
  await assert.rejects(send({ answers: { why: "?" } }), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(error.fields, [{ field: "answers.nps", code: "required" }]);
    return error.code === "answers.invalid";
  });
  await assert.rejects(send({ answers: { nps: 11 } }), refusedWith("answers.invalid"));
  await assert.rejects(send({ answers: { nps: 9 }, timeZone: "Mars/Olympus" }), refusedWith("answers.invalid"));
  await assert.rejects(
    send({ answers: { nps: 9 }, answeredAt: "2199-01-01T00:00:00Z" }),
    refusedWith("answers.invalid"),
  );
  await assert.rejects(send({ survey: "no-such", answers: { nps: 9 } }), refusedWith("answers.unknown_survey"));
  await assert.rejects(send({ version: 99, answers: { nps: 9 } }), refusedWith("answers.unknown_survey"));
  await assert.rejects(send({ link: "none", answers: { nps: 9 } }), refusedWith("answers.link_unknown"));
  assert.equal(await count(), before);
});

test("a closed survey takes nothing from page and API, but an import may still bring its past", async () => {
  const closed = await published("Closed", false);
  await setState(testCall(stores), closed.id, "closed");
  await assert.rejects(send({ survey: closed.id, answers: { nps: 9 } }), refusedWith("answers.survey_closed"));

  const submission = submissionSchema.parse({ survey: closed.id, id: "row-1", answers: { nps: 9 } });
  const [recorded] = await recordResponses(testCall(stores), [submission], { source: "import" });
  assert.ok(recorded?.ok);
});

test("the API needs the permission to write, the public page none", async () => {
  const submission = submissionSchema.parse({
    survey: survey.id,
    answers: { nps: 9 },
    attributes: { order: "1", other: "2" },
  });
  const nobody = testCall(stores, { viewer: anonymousViewer("en") });
  await assert.rejects(submitResponse(nobody, submission, { source: "api" }), refusedWith("access.not_signed_in"));

  const receipt = await submitResponse(nobody, submission, { source: "page" });
  assert.deepEqual((await written(receipt.id)).attributes, { order: "1" }, "only fields that the survey names");
});

test("fifty equal submissions at once make one response", async () => {
  const before = await count();
  const receipts = await Promise.all(Array.from({ length: 50 }, () => send({ id: "race-1", answers: { nps: 7 } })));
  assert.equal(new Set(receipts.map(({ id }) => id)).size, 1);
  assert.equal(receipts.filter(({ result }) => result === "created").length, 1);
  assert.equal(await count(), before + 1);
});

test("the same race between separate processes' transactions makes one response each", async () => {
  const before = await count();
  const keys = Array.from({ length: 40 }, (_, index) => `race-many-${index}`);
  const batches = Array.from({ length: 8 }, (_, turn) =>
    (turn % 2 === 0 ? keys : keys.toReversed()).map((id) =>
      submissionSchema.parse({ survey: survey.id, id, answers: { nps: 7 }, person: { kind: "crm", value: id } }),
    ),
  );
  const outcomes = await Promise.all(
    batches.map((batch) => recordResponses(testCall(stores), batch, { source: "api" })),
  );

  const results = outcomes.flat().map((outcome) => outcome.ok && outcome.receipt.result);
  assert.equal(results.filter((result) => result === "created").length, 40);
  assert.equal(results.filter((result) => result === "unchanged").length, 280);
  assert.equal(await count(), before + 40);
});

test("partial and complete submissions that race end complete with every answer", async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const id = `mixed-${turn}`;
    const partial = submissionSchema.parse({ survey: survey.id, id, state: "partial", answers: { why: "slow" } });
    const complete = submissionSchema.parse({ survey: survey.id, id, answers: { nps: 1, why: "slow" } });
    const outcomes = await Promise.all(
      [partial, complete].map((submission) => recordResponses(testCall(stores), [submission], { source: "api" })),
    );
    const receipts = outcomes.flat().flatMap((outcome) => (outcome.ok ? [outcome.receipt] : []));
    assert.equal(receipts.length, 2);
    assert.deepEqual((await written(receipts[0]?.id ?? "")).answers, { nps: 1, why: "slow" });
  }
});

test("a single-use link is taken once, whoever is quicker", async () => {
  const { items } = await createLinks(testCall(stores), survey.id, {
    origin: "https://holos.test",
    links: [{ context: { unit: "KYIV-1", order: "15" }, person: { kind: "email", value: "a@example.com" } }],
  });
  const token = items[0]?.token ?? "";
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      send({ id: `tab-${index}`, link: token, answers: { nps: index % 11 } }, "page"),
    ),
  );
  const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  assert.equal(won.length, 1);
  assert.ok(
    results.every((result) => result.status === "fulfilled" || refusedWith("answers.link_used")(result.reason)),
  );

  const row = await written(won[0]?.id ?? "");
  assert.deepEqual([row.context, row.attributes], [{ unit: "KYIV-1" }, { order: "15" }]);
  assert.ok(row.linkId !== null && row.personId !== null);
});

test("an answer that is refused does not use up the link", async () => {
  const { items } = await createLinks(testCall(stores), survey.id, {
    origin: "https://holos.test",
    links: [{ context: {} }],
  });
  const link = items[0]?.token ?? "";
  await assert.rejects(send({ id: "bad", link, answers: { nps: 44 } }), refusedWith("answers.invalid"));
  const receipt = await send({ id: "good", link, answers: { nps: 4 } });
  assert.equal(receipt.result, "created");
  await assert.rejects(send({ link, answers: { nps: 4 } }), refusedWith("answers.link_used"));
});

test("a link without an id may be sent again by the same caller", async () => {
  const { items } = await createLinks(testCall(stores), survey.id, {
    origin: "https://holos.test",
    links: [{ context: {} }],
  });
  const link = items[0]?.token ?? "";
  const first = await send({ link, state: "partial", answers: { nps: 4 } });
  const done = await send({ link, answers: { why: "noise" } });
  assert.deepEqual([done.id, done.result], [first.id, "completed"]);
  const again = await send({ link, answers: { nps: 4, why: "noise" } });
  assert.equal(again.result, "unchanged");
  await assert.rejects(send({ link, answers: { nps: 5 } }), refusedWith("answers.link_used"));
});

test("an anonymous response keeps neither person nor link nor minute, not even in its id", async () => {
  const { items } = await createLinks(testCall(stores), anonymousSurvey.id, {
    origin: "https://holos.test",
    links: [{ context: { unit: "KYIV-1" } }],
  });
  const receipt = await send({
    survey: anonymousSurvey.id,
    id: "anonymous-page",
    link: items[0]?.token ?? "",
    answers: { nps: 2, why: "Overtime" },
    answeredAt: "2026-01-05T09:41:27Z",
    person: { kind: "employee", value: "E-17" },
  });
  const row = await written(receipt.id);
  assert.equal(row.personId, null);
  assert.equal(row.linkId, null);
  assert.equal(row.answeredAt.toISOString(), "2026-01-05T09:00:00.000Z");
  assert.equal(row.receivedAt.getTime() % 3_600_000, 0);
  assert.equal(Number.parseInt(receipt.id.replaceAll("-", "").slice(0, 12), 16) % 3_600_000, 0);

  const traces = await stores.postgres.read((tx) =>
    tx.query(
      sql`select from survey_link join response on response.submission_key = survey_link.submission_key where response.id = ${receipt.id}`,
    ),
  );
  assert.equal(traces.length, 0);
});

test("one bad submission of a batch fails alone", async () => {
  const batch = [
    { survey: survey.slug, id: "b-1", answers: { nps: 9 } },
    { survey: survey.slug, id: "b-2", answers: { nps: 99 } },
    { survey: "nowhere", answers: { nps: 9 } },
    { survey: survey.slug, id: "b-1", answers: { nps: 9 } },
    { survey: survey.slug, id: "b-1", answers: { nps: 1 } },
  ].map((one) => submissionSchema.parse(one));
  const { items } = await submitMany(testCall(stores), batch);
  assert.deepEqual(
    items.map((item) => ("code" in item ? [item.index, item.code] : item.result)),
    ["created", [1, "answers.invalid"], [2, "answers.unknown_survey"], "unchanged", [4, "answers.conflict"]],
  );
});

test("a bulk of an import is written once, however often it comes", async () => {
  const call = { ...testCall(stores), stores: { postgres: stores.postgres, clock: systemClock, random: systemRandom } };
  const rows = Array.from({ length: 3000 }, (_, index) =>
    submissionSchema.parse({
      survey: survey.id,
      id: `import-${index}`,
      answers: { nps: index % 11, why: `Row ${index}` },
      answeredAt: new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString(),
      context: { unit: index % 2 === 0 ? "KYIV-1" : "LVIV-9" },
    }),
  );
  const first = await recordResponses(call, rows, { source: "import" });
  assert.equal(first.filter((one) => one.ok && one.receipt.result === "created").length, 3000);
  const again = await recordResponses(call, rows, { source: "import" });
  assert.equal(again.filter((one) => one.ok && one.receipt.result === "unchanged").length, 3000);
});

test("a bulk that its caller rolls back leaves nothing", async () => {
  const before = await count();
  const submission = submissionSchema.parse({ survey: survey.id, id: "rolled-back", answers: { nps: 9 } });
  await assert.rejects(
    stores.postgres.transaction(async (tx) => {
      await recordResponses(testCall(stores), [submission], { source: "import", tx });
      throw new Error("the import failed");
    }),
  );
  assert.equal(await count(), before);
});

test("whoever may write for some units only writes for those, each response naming one, and imports nothing", async () => {
  const { id: unit } = await stores.postgres.read((tx) =>
    tx.one<{ id: string }>(sql`select id from reference where kind = 'unit' and code = 'KYIV-1'`),
  );
  const viewer = viewerForTest({ permissions: ["answers.write", "imports.run"], units: [unit] });
  const call = { ...testCall(stores), viewer };
  const of = (context: object) =>
    submissionSchema.parse({ survey: survey.slug, id: "of-units", answers: { nps: 9 }, context });
  const before = await count();

  for (const context of [{ unit: "LVIV-9" }, {}])
    await assert.rejects(submitResponse(call, of(context), { source: "api" }), refusedWith("access.forbidden"));
  await assert.rejects(
    submitMany(call, [of({ unit: "KYIV-1" }), of({ unit: "LVIV-9" })]),
    (error: unknown) =>
      error instanceof Refusal && error.fields.map(({ field }) => field).join() === "responses.1.context.unit",
  );
  const ofImport = recordResponses(call, [of({ unit: "KYIV-1" })], { source: "import" });
  await assert.rejects(ofImport, refusedWith("access.installation_only"));
  assert.equal(await count(), before);

  assert.equal((await submitResponse(call, of({ unit: "kyiv-1" }), { source: "api" })).result, "created");
});
