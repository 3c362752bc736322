import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { accessErrors } from "#feature/access/contract";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { createApp } from "#platform/http/app";
import { bindRoutes } from "#platform/http/bind";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { answerErrors, answerOperations } from "./contract.ts";
import { answersRoutes } from "./routes.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const draft = await createSurvey(call, { name: "Visit", template: "relational-nps", anonymous: false });
const survey = await publishSurvey(call, draft.id);

const errors = { ...accessErrors, ...answerErrors };
const app = createApp({ log: stores.log, errors });
bindRoutes(app, answersRoutes, {
  stores,
  errors,
  viewerOf: () => Promise.resolve(viewerForTest()),
  checkOutput: true,
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(path, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const answers = { score: 9, why_high: "Kind people" };

test("a response goes in, is found, read in full and erased over HTTP", async () => {
  const sent = await send("POST", "/api/v1/answers", { survey: survey.slug, answers }, { "idempotency-key": "k-1" });
  assert.equal(sent.status, 200);
  const receipt = answerOperations.submit.output.parse(sent.body);
  const again = await send("POST", "/api/v1/answers", { survey: survey.slug, answers }, { "idempotency-key": "k-1" });
  assert.deepEqual(again.body, { ...receipt, result: "unchanged" });

  const found = await send("POST", "/api/v1/answers/search", { search: "kind", measure: "nps:relational" });
  const { items, total } = answerOperations.listResponses.output.parse(found.body);
  assert.deepEqual([items[0]?.id, total], [receipt.id, 1]);

  const read = await send("GET", `/api/v1/answers/${receipt.id}`);
  assert.equal(answerOperations.readResponse.output.parse(read.body).answers[0]?.score, 9);

  assert.equal((await send("DELETE", `/api/v1/answers/${receipt.id}`)).status, 200);
  const gone = await send("GET", `/api/v1/answers/${receipt.id}`);
  assert.deepEqual([gone.status, gone.body["code"]], [404, "answers.not_found"]);
});

test("a refused response says which answer is wrong and why", async () => {
  const { status, body } = await send("POST", "/api/v1/answers", { survey: survey.slug, answers: { score: 12 } });
  assert.deepEqual([status, body["code"]], [422, "answers.invalid"]);
  assert.match(JSON.stringify(body["errors"]), /answers\.score.*out_of_range/);
});

test("a batch answers for each response", async () => {
  const responses = [
    { survey: survey.slug, id: "1", answers },
    { survey: survey.slug, id: "2", answers: { score: -1 } },
  ];
  const { status, body } = await send("POST", "/api/v1/answers/batch", { responses });
  assert.equal(status, 200);
  const { items } = answerOperations.submitMany.output.parse(body);
  assert.deepEqual(
    items.map((item) => ("code" in item ? [item.index, item.code] : item.result)),
    ["created", [1, "answers.invalid"]],
  );
});
