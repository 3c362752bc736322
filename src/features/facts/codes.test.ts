import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listResponses } from "#feature/answers";
import { updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import type { Condition } from "#kit/condition";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listDimensions, listValues } from "./actions/list-values.ts";
import { slice } from "./actions/slice.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;

/** 40 answers: the first 20 low with a queue, the last 10 of these also rude; every fourth of the rest praised. */
before(async () => {
  await updateSettings(call, { minimumN: 5 });
  survey = await publishSample(call, "Visit");
  await recordSample(
    stores,
    call.viewer,
    Array.from({ length: 40 }, (_, index) => ({
      survey: survey.slug,
      id: `r${index}`,
      answers: { nps: index < 20 ? 3 : 9, visits: index, reasons: index % 2 === 0 ? ["price", "staff"] : ["staff"] },
      answeredAt: "2026-02-10T10:00:00Z",
    })),
  );
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`
      insert into response_coding (response_id, codes, sentiment, phase_weight)
      select id, case when n < 10 then '{queue-}' when n < 20 then '{queue-,rude-}' when n % 4 = 0 then '{staff+}' else '{}' end::text[],
        case when n < 20 then -0.8 else 0.9 end, case when n < 20 then 2 else 1 end
      from (select id, (answers ->> 'visits')::int as n from response) numbered`);
    await tx.execute(sql`insert into outbox (kind, subject_id) select 'response', id from response`);
  });
  await projector.drain();
});

const themed = (dimension: "theme" | "option" | "sentiment", where?: Condition) =>
  slice(call, { measure: "nps:relational", by: [dimension], ...(where !== undefined && { where }) });

test("a breakdown by theme overlaps, and its total counts every answer once", async () => {
  const { rows, total } = await themed("theme");

  assert.deepEqual(
    new Map(rows.map(({ key, figure }) => [key[0]?.value, figure.n])),
    new Map([
      ["queue-", 20],
      ["rude-", 10],
      ["staff+", 5],
      ["", 15],
    ]),
  );
  assert.equal(total.figure.n, 40);
});

test("options of every choice question stand on the score's own row", async () => {
  const { rows } = await themed("option");
  assert.deepEqual(
    rows.map(({ key, figure }) => [key[0]?.value, figure.n]),
    [
      [`${survey.id}:reasons:staff`, 40],
      [`${survey.id}:reasons:price`, 20],
    ],
  );
});

test("a filter by theme, with or without a side, lists the answers that it counts", async () => {
  const filters: [Condition, number][] = [
    [{ field: "theme", op: "eq", value: "rude-" }, 10],
    [{ field: "theme", op: "eq", value: "staff" }, 5],
    [{ field: "theme", op: "in", value: ["rude", "staff+"] }, 15],
    [{ field: "theme", op: "nin", value: ["queue"] }, 20],
    [{ field: "theme", op: "answered" }, 25],
    [{ field: "theme", op: "contains", value: "que" }, 20],
    [{ field: "option", op: "eq", value: `${survey.id}:reasons:price` }, 20],
    [{ field: "theme", op: "in", value: ["rude-", `${survey.id}:reasons:price`] }, 25],
    [{ field: "sentiment", op: "eq", value: "negative" }, 20],
  ];
  for (const [where, n] of filters) {
    const { total } = await slice(call, { measure: "nps:relational", where });
    const listed = await listResponses(call, { measure: "nps:relational", where, limit: 100, withText: false });
    assert.equal(total.figure.n, n, JSON.stringify(where));
    assert.equal(listed.items.length, n, JSON.stringify(where));
  }
});

test("the tone of the words and the themes are dimensions to choose from", async () => {
  const { items } = await listDimensions(call);
  const values = new Map(items.map(({ dimension, values: count }) => [dimension, count]));
  assert.deepEqual([values.get("theme"), values.get("option"), values.get("sentiment")], [3, 2, 2]);
  const listed = await listValues(call, { dimension: "theme", measure: "nps:relational", limit: 10 });
  assert.deepEqual(listed.items[0], { value: "queue-", name: "queue-", n: 20 });
});
