import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { listUnresolved } from "#feature/organisation";
import { erasePerson, exportPerson, findPerson, registerPersonalData } from "#feature/people";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listRequestSchema, submissionSchema, type Receipt, type SubmissionInput } from "../contract.ts";
import { answersPersonalData, eraseResponse } from "./erasing.ts";
import { listResponses, readResponse } from "./reading.ts";
import { submitResponse } from "./submit.ts";

const stores = await testStores({ after });
const call = testCall(stores);
registerPersonalData(answersPersonalData(stores.clock));

const definition = definitionSchema.parse({
  languages: ["en"],
  defaultLanguage: "en",
  title: { en: "Visit" },
  pages: [
    {
      key: "one",
      questions: [
        { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } },
        { kind: "text", key: "why", title: { en: "Why?" } },
        {
          kind: "single",
          key: "what",
          title: { en: "What?" },
          other: true,
          options: [{ key: "a", label: { en: "A" } }],
        },
      ],
    },
  ],
  endings: [{ key: "end", title: { en: "Thank you" } }],
});
const draft = await createSurvey(call, { name: "Visit", definition, programme: "transactional", anonymous: false });
const survey = await publishSurvey(call, draft.id);

function send(input: Partial<SubmissionInput>): Promise<Receipt> {
  const answers = { nps: 3, why: "Call me on 555 77", what: { other: "Ivan at the desk" } };
  return submitResponse(call, submissionSchema.parse({ survey: survey.id, answers, ...input }), { source: "api" });
}

/** Every trace of these words anywhere in the slice's table. */
async function traces(...words: readonly string[]): Promise<number> {
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ row: string }>(sql`select response::text as row from response`),
  );
  return rows.filter(({ row }) => words.some((word) => row.toLowerCase().includes(word))).length;
}

async function outboxRows(id: string): Promise<number> {
  const rows = await stores.postgres.read((tx) => tx.query(sql`select from outbox where subject_id = ${id}`));
  return rows.length;
}

const isNotFound = (error: unknown) => error instanceof Refusal && error.code === "answers.not_found";

test("an erased response is gone from everywhere and does not come back when it is sent again", async () => {
  const { id } = await send({
    id: "mail-from-olga",
    context: { account: "olga-ltd" },
    attributes: { order: "olga-9" },
  });
  assert.equal(await traces("555", "ivan", "olga"), 1);

  await eraseResponse(call, id);
  assert.equal(await traces("555", "ivan", "olga"), 0);
  assert.deepEqual((await listUnresolved(call)).items, [], "nor does its account stay as an unknown code");
  assert.equal(await outboxRows(id), 2);
  await assert.rejects(readResponse(call, id), isNotFound);
  await assert.rejects(eraseResponse(call, id), isNotFound);
  assert.equal((await listResponses(call, listRequestSchema.parse({ search: "555" }))).total, 0);

  const again = await send({ id: "mail-from-olga" });
  assert.deepEqual([again.id, again.result], [id, "unchanged"]);
  assert.equal(await traces("555", "ivan", "olga"), 0);
});

test("who may read may not erase", async () => {
  const { id } = await send({});
  const viewer = viewerForTest({ permissions: ["answers.read"] });
  await assert.rejects(
    eraseResponse({ ...call, viewer }, id),
    (error) => error instanceof Refusal && error.code === "access.forbidden",
  );
  await readResponse(call, id);
});

test("a person's export holds their responses, and erasing the person erases them", async () => {
  const person = { kind: "email", value: "petro@example.com" } as const;
  const { id } = await send({ person, answers: { nps: 4, why: "Petro was here" } });
  const personId = (await findPerson(call, person)).items[0]?.id ?? "";
  const held = await exportPerson(call, personId);
  assert.match(JSON.stringify(held["answers"]), /Petro was here/);

  const { answersErased, answersKept } = await erasePerson(call, personId, { keepScores: false });
  assert.deepEqual([answersErased, answersKept], [1, 0]);
  assert.equal(await traces("petro", personId), 0);
  await assert.rejects(readResponse(call, id), isNotFound);
});

test("with scores kept, the person and all they wrote are gone and the score stays", async () => {
  const person = { kind: "phone", value: "+380501234567" } as const;
  const answers = { nps: 2, why: "Signed, Marko", what: { other: "Marko's shop" } };
  const { id } = await send({
    person,
    answers,
    context: { account: "marko-ltd", channel: "email" },
    attributes: { name: "marko" },
  });
  const personId = (await findPerson(call, person)).items[0]?.id ?? "";

  const { answersErased, answersKept } = await erasePerson(call, personId, { keepScores: true });
  assert.deepEqual([answersErased, answersKept], [0, 1]);
  assert.equal(await traces("marko", personId), 0);
  assert.equal(await outboxRows(id), 2);

  const kept = await readResponse(call, id);
  assert.equal(kept.personId, null);
  assert.deepEqual(
    kept.answers.map(({ question, value }) => [question, value]),
    [
      ["nps", 2],
      ["what", { other: "" }],
    ],
  );
  assert.deepEqual(
    kept.context.map(({ code }) => code),
    ["email"],
  );
});
