import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";

import { systemViewer } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { applyScheme, carryOutAbandoned, undoScheme } from "./actions/applying.ts";
import { createPopulation } from "./actions/populations.ts";
import { createScheme, readScheme } from "./actions/schemes.ts";
import { schemeWishSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const count = 2000;

test("a run whose process is killed again and again ends with every response weighted once, and undone exactly", async () => {
  const scheme = await prepare();
  await applyScheme(call, scheme);
  for (const share of [0.2, 0.6]) {
    const worker = startWorker();
    await until(worker, async () => ((await readScheme(call, scheme)).applications[0]?.changed ?? 0) >= count * share);
    await killed(worker);
  }
  await finish(scheme);
  const whole = await readScheme(call, scheme);
  assert.deepEqual([whole.state, whole.weighted, whole.applications[0]?.changed], ["applied", count, count]);
  const weights = await sums();
  assert.ok(Math.abs(weights.weight - count) < 1e-6, "the mean weight is 1");
  assert.equal(weights.kinds, 4, "two segments by two own weights");

  await undoScheme(call, scheme);
  const worker = startWorker();
  await until(worker, async () => (await readScheme(call, scheme)).weighted <= count * 0.7);
  await killed(worker);
  await finish(scheme);
  assert.deepEqual(await sums(), { weight: 2300, kinds: 2, based: 0 });
});

async function prepare(): Promise<string> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Relationship" },
    pages: [{ key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you?" } }] }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name: "Killed", definition, anonymous: false, programme: "relational" });
  const { slug } = await publishSurvey(call, made.id);
  for (let start = 0; start < count; start += 1000) {
    const some = Array.from({ length: 1000 }, (_, index) =>
      submissionSchema.parse({
        survey: slug,
        id: `r${start + index}`,
        answers: { nps: index % 11 },
        answeredAt: "2025-02-10T10:00:00Z",
        context: { segment: index % 5 === 0 ? "old" : "young" },
        ...(index % 2 === 0 && { weight: 1.3 }),
      }),
    );
    await recordResponses({ stores, viewer: systemViewer("test") }, some, { source: "api" });
  }
  await createProjector(stores).drain();
  const population = await createPopulation(call, {
    name: "Customers",
    validFrom: "2025-01-01",
    source: "hand",
    note: "",
    margins: [
      {
        dimension: "segment",
        unit: "percent",
        cells: [
          { value: "young", amount: 50 },
          { value: "old", amount: 50 },
        ],
      },
    ],
  });
  const wish = { name: "Killed", populationId: population.id, programme: "relational", dimensions: ["segment"] };
  return (await createScheme(call, schemeWishSchema.parse(wish))).id;
}

/** A process of its own that takes up abandoned runs in small batches, as a worker does. */
function startWorker(): ChildProcess {
  const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { createPostgres } = await import("#platform/postgres");
    const { createClickHouse } = await import("#platform/clickhouse");
    const { systemClock } = await import("#platform/clock");
    const { quietLog } = await import("#testing/database");
    const { carryOutAbandoned } = await import(${url("./actions/applying.ts")});
    const postgres = createPostgres(${JSON.stringify(stores.postgresUrl)}, quietLog);
    const clickhouse = createClickHouse(${JSON.stringify(stores.clickhouseUrl)}, quietLog);
    await carryOutAbandoned({ postgres, clickhouse, clock: systemClock, log: quietLog }, { batchSize: 100 });
    process.exit(0);
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../../.."),
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Looks again and again; ends too when the process has ended by itself. */
async function until(worker: ChildProcess, condition: () => Promise<boolean>): Promise<void> {
  while (worker.exitCode === null && !(await condition()));
}

async function killed(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) return;
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await ended;
}

/** The lock of a killed process goes when Postgres notices; until then there is nothing to do here. */
async function finish(scheme: string): Promise<void> {
  while (["applying", "undoing"].includes((await readScheme(call, scheme)).state)) await carryOutAbandoned(stores);
}

function sums(): Promise<{ weight: number; kinds: number; based: number }> {
  return stores.postgres.read((tx) =>
    tx.one(sql`select round(sum(weight)::numeric, 6)::float8 as weight, count(distinct round(weight::numeric, 9))::int as kinds,
      count(base_weight)::int as based from response`),
  );
}
