import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putUnits, updateSettings } from "#feature/organisation";
import {
  findPerson,
  mergePersons,
  readPerson,
  registerAnswersOfPersons,
  searchPersons,
  undoMerge,
} from "#feature/people";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listRequestSchema, submissionSchema, type SubmissionInput } from "../contract.ts";
import { answersOfPersons } from "./of-persons.ts";
import { listResponses } from "./reading.ts";
import { submitResponse } from "./submit.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const slugs = new Map<Programme | "anonymous", string>();
let north: Viewer;

before(async () => {
  registerAnswersOfPersons(answersOfPersons);
  await updateSettings(call, { minimumN: 5 });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, viewerForTest(), [
      { code: "N", name: "North" },
      { code: "n1", name: "Branch n1", parentCode: "N" },
      { code: "s1", name: "Branch s1" },
    ]),
  );
  const { id } = await stores.postgres.read((tx) =>
    tx.one<{ id: string }>(sql`select id from reference where kind = 'unit' and code = 'N'`),
  );
  north = viewerForTest({ permissions: ["people.read"], units: [id] });
  slugs.set("transactional", await published("Visit", "transactional", false));
  slugs.set("employee", await published("Team", "employee", false));
  slugs.set("anonymous", await published("Box", "relational", true));
});

test("who sees some units finds those who answered about them and the branches below, and nobody else", async () => {
  const here = await answered("ivan-here", { context: { unit: "n1" } });
  const there = await answered("ivan-there", { context: { unit: "s1" } });

  assert.deepEqual(await found("ivan-"), [here]);
  assert.equal((await readPerson({ stores, viewer: north }, here)).id, here);
  await assert.rejects(
    readPerson({ stores, viewer: north }, there),
    (error) => error instanceof Refusal && error.code === "people.not_found",
  );
});

test("what somebody said anonymously or as an employee leads to nobody", async () => {
  const quiet = await answered("quiet", { context: { unit: "n1" }, survey: slugs.get("employee")! });
  await send({ survey: slugs.get("anonymous")!, context: { unit: "n1" }, person: { kind: "crm", value: "quiet" } });

  assert.deepEqual(await found("quiet"), []);
  assert.equal(await lastAnswer(quiet), null);
});

test("the last answer is the newest of everybody merged into a person", async () => {
  const one = await answered("twin-1", { answeredAt: "2026-01-05T10:00:00Z" });
  const other = await answered("twin-2", { answeredAt: "2026-02-05T10:00:00Z", context: { unit: "n1" } });
  assert.equal((await lastAnswer(one))?.toISOString(), "2026-01-05T10:00:00.000Z");
  assert.deepEqual(await found("twin-1"), []);

  const { mergeId, personId } = await mergePersons(call, { survivorId: one, mergedId: other, choices: {} });
  assert.equal(personId, one);
  assert.equal((await lastAnswer(one))?.toISOString(), "2026-02-05T10:00:00.000Z");
  assert.deepEqual(await found("twin-1"), [one], "they answered about the unit, under whichever record");

  await undoMerge(call, mergeId);
  assert.deepEqual(await found("twin-1"), []);
});

test("merging and undoing have the answers of the merged projected anew, and no others", async () => {
  const one = await answered("anew-1", {});
  const other = await answered("anew-2", {});
  await stores.postgres.transaction((tx) => tx.execute(sql`delete from outbox`));

  const { mergeId } = await mergePersons(call, { survivorId: one, mergedId: other, choices: {} });
  assert.deepEqual(await waiting(), [other]);
  await stores.postgres.transaction((tx) => tx.execute(sql`delete from outbox`));

  await undoMerge(call, mergeId);
  assert.deepEqual(await waiting(), [other]);
});

test("two records of one person count once where a small group is protected", async () => {
  const team = await published("Small team", "employee", false);
  const persons: string[] = [];
  for (let n = 0; n < 5; n += 1) persons.push(await answered(`member-${n}`, { survey: team }));
  assert.equal(await listed(team), 5);

  const [survivorId = "", mergedId = ""] = persons;
  const { mergeId } = await mergePersons(call, { survivorId, mergedId, choices: {} });
  assert.equal(await listed(team), 0, "four people are too few");

  await undoMerge(call, mergeId);
  assert.equal(await listed(team), 5);
});

async function published(name: string, programme: Programme, anonymous: boolean): Promise<string> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [{ kind: "recommendation", key: "nps", employee: programme === "employee", title: { en: "Q" } }],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, programme, anonymous });
  return (await publishSurvey(call, made.id)).id;
}

async function send(input: Partial<SubmissionInput>): Promise<void> {
  const survey = slugs.get("transactional");
  await submitResponse(call, submissionSchema.parse({ survey, answers: { nps: 8 }, ...input }), { source: "api" });
}

/** A person with this CRM id who answered so. */
async function answered(value: string, input: Partial<SubmissionInput>): Promise<string> {
  const person = { kind: "crm", value } as const;
  await send({ ...input, person });
  return (await findPerson(call, person)).items[0]?.id ?? assert.fail(`${value} is nobody`);
}

async function found(q: string): Promise<string[]> {
  const { items } = await searchPersons({ stores, viewer: north }, { q, limit: 20 });
  return items.map(({ id }) => id);
}

async function lastAnswer(id: string): Promise<Date | null> {
  const members = sql`any(array(select m.id from person m where m.merged_into = ${id}) || ${id}::uuid)`;
  const asked = sql`select ${answersOfPersons.lastAnsweredAt(members)} as at`;
  return (await stores.postgres.read((tx) => tx.one<{ at: Date | null }>(asked))).at;
}

/** Whose answers wait to be projected. */
async function waiting(): Promise<string[]> {
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ id: string }>(
      sql`select distinct r.person_id as id from outbox o join response r on r.id::text = o.subject_id::text where o.kind = 'response'`,
    ),
  );
  return rows.map(({ id }) => id);
}

async function listed(survey: string): Promise<number> {
  const where = { field: "survey", op: "eq", value: survey } as const;
  return (await listResponses(call, listRequestSchema.parse({ where, limit: 50 }))).items.length;
}
