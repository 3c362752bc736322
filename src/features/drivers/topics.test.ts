import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { codeAllWaiting, seedCodebook } from "#feature/text";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { tellTopics } from "./actions/topics-told.ts";
import { readTopics } from "./actions/topics.ts";
import { topicsQuerySchema, topicsSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);

async function publish(name: string, programme: Programme, anonymous: boolean): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "score", title: { en: "Recommend us?" } },
          { kind: "text", key: "why", title: { en: "Why?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, anonymous, programme });
  return publishSurvey(call, made.id);
}

async function send(survey: Survey, said: readonly (readonly [score: number, why: string, times: number])[]) {
  const all = said.flatMap(([score, why, times], kind) =>
    Array.from({ length: times }, (_, index): SubmissionInput => ({
      survey: survey.slug,
      id: `${survey.slug}-${kind}-${index}`,
      answers: { score, why },
      answeredAt: "2025-10-15T10:00:00Z",
    })),
  );
  for (const submission of all) {
    const [one] = await recordResponses(call, [submissionSchema.parse(submission)], { source: "api" });
    assert.ok(one?.ok, JSON.stringify(one));
  }
}

const read = async (query: object = {}) => topicsSchema.parse(await readTopics(call, topicsQuerySchema.parse(query)));

before(async () => {
  await updateSettings(call, { timeZone: "UTC", smallGroup: 5, minimumN: 10 });
  await seedCodebook(stores);
});

test("without a recommendation, and without comments, there is a state and no figure", async () => {
  assert.equal((await read()).state, "none");
  await publish("Relationship", "relational", false).then((survey) => send(survey, [[9, "", 3]]));
  await createProjector(stores).drain();
  const { state, items, common } = await read();
  assert.deepEqual([state, items.length, common], ["no-words", 0, null]);
});

test("topics count whichever way they are spoken of, by end of the score", async () => {
  const survey = await publish("After contact", "transactional", false);
  await send(survey, [
    [10, "The staff were very friendly and helpful", 30],
    [10, "The app is great and easy to use", 20],
    [2, "The staff were rude", 25],
    [2, "I waited in the queue for an hour, far too long", 15],
    [7, "The app is fine", 12],
  ]);
  await codeAllWaiting(stores);
  await createProjector(stores).drain();

  const found = await read({ measure: "nps:transactional" });
  assert.equal(found.programme, "transactional");
  assert.ok(found.spoken.high >= 45 && found.spoken.low >= 35, JSON.stringify(found.spoken));
  const topic = (pattern: RegExp) => found.items.find(({ name }) => pattern.test(name));
  const queue = topic(/queue|wait/i);
  assert.ok(queue?.clear, JSON.stringify(found.items.map(({ name, shares }) => [name, shares.high?.n, shares.low?.n])));
  assert.ok((queue.difference?.value ?? 0) < 0 && (queue.difference?.interval.high ?? 0) < 0);
  for (const { shares } of found.items)
    for (const share of [shares.high, shares.low])
      if (share !== null) assert.ok(share.n <= share.of && share.interval.low <= share.value);
});

test("where there is no screen what tells the sides apart is told, and nothing of too few", async () => {
  const query = topicsQuerySchema.parse({ measure: "nps:transactional" });
  const told = await tellTopics(call, query, { language: "uk", least: 0 });
  assert.match(told.sentence, /критик/u);
  assert.ok(told.rows.length > 0 && told.rows.every(({ span }) => span !== null && span.low <= span.high));
  const sizes = told.rows.map(({ span }) => Math.abs(span?.value ?? 0));
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );

  const strict = await tellTopics(call, query, { language: "uk", least: 1000 });
  assert.deepEqual([strict.rows.length, strict.sentence], [0, "Приховано, щоб захистити людей."]);
});

test("topics of people who were promised not to be known are not told by score", async () => {
  const promised = await publish("Nobody will know", "transactional", true);
  await send(promised, [
    [9, "The staff were great", 20],
    [3, "The staff were rude", 20],
  ]);
  await codeAllWaiting(stores);
  await createProjector(stores).drain();
  const measure = `nps:transactional:${promised.id}:score`;
  const found = await read({ measure });
  assert.deepEqual([found.measure, found.state, found.items.length], [measure, "hidden", 0]);
});
