import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { systemViewer } from "#feature/access";
import { eraseResponse, submitUnderLoad } from "#feature/answers";
import { submissionSchema, type Submission } from "#feature/answers/contract";
import { publishSurvey, readSurvey, updateSurvey } from "#feature/surveys";
import { createClickHouse } from "#platform/clickhouse";
import { systemClock } from "#platform/clock";
import { readConfig } from "#platform/config";
import { startEngines } from "#platform/engines";
import { createLog } from "#platform/log";
import { createMail } from "#platform/mail";
import { migrateClickHouse } from "#platform/migrate-clickhouse";
import { migratePostgres } from "#platform/migrate-postgres";
import { createPostgres, sql } from "#platform/postgres";
import { systemRandom } from "#platform/random";
import type { Stores } from "#platform/stores";
import { seededRandom } from "#testing/seeded-random";

import type { Asker } from "./actions/sums.ts";
import { createProjector } from "./projector.ts";
import { publishSample } from "./sample.test.ts";
import { answerTable } from "./store/answer-table.ts";

const log = createLog({ logLevel: "silent" });
const migrations = join(import.meta.dirname, "../../../migrations");
const role = process.env["HOLOS_KILL_ROLE"];

/** This file is also the program of the processes that are killed. */
if (role === "writer") await write();
else if (role === "projector")
  createProjector(storesAt(urlsFromEnvironment()), { interval: 5, batchSize: 300 }).start();
else
  test(
    "after writers, projectors and the engine were killed again and again both stores agree",
    { timeout: 180_000 },
    run,
  );

interface Urls {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
}

async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "holos-kill-"));
  const config = readConfig({ HOLOS_DATA: home, HOLOS_LOG_LEVEL: "silent" });
  const engines = await startEngines(config, log);
  const stores = storesAt(engines);
  const crowd = createCrowd(engines);
  try {
    await migratePostgres(stores.postgres, join(migrations, "pg"), log);
    await migrateClickHouse(stores.clickhouse, join(migrations, "ch"), log);
    const asker = { stores, viewer: systemViewer("test") };
    const surveys = [
      await publishSample(asker, "One"),
      await publishSample(asker, "Two", { programme: "transactional" }),
    ];
    crowd.start(surveys.map(({ slug }) => slug));
    await havoc(asker, crowd, { pidFile: join(home, "clickhouse.pid"), surveyId: surveys[0]!.id });
    await crowd.stop();
    await createProjector(stores).drain();

    const { acknowledged } = crowd;
    const { kept } = await stores.postgres.read((tx) =>
      tx.one<{ kept: number }>(sql`select count(*) as kept from response where id = any(${[...acknowledged]}::uuid[])`),
    );
    assert.equal(kept, acknowledged.size, "what a writer was told is there");
    const [facts, truth] = [await factsBySurvey(stores), await truthBySurvey(stores)];
    assert.deepEqual(facts, truth);
    assert.ok(truth.length >= 3, "two surveys, one of them in two versions");
  } finally {
    await crowd.stop();
    await Promise.all([stores.postgres.close(), stores.clickhouse.close()]);
    await engines.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Kills somebody after every few acknowledged answers; in between a survey gets a new version and answers are erased. */
async function havoc(
  asker: Asker,
  crowd: Crowd,
  { pidFile, surveyId }: { readonly pidFile: string; readonly surveyId: string },
): Promise<void> {
  const random = seededRandom(Number(process.env["HOLOS_KILL_SEED"] ?? 7), systemClock);
  for (let round = 0; round < 24; round += 1) {
    await crowd.progress(20 + Math.floor(random.next() * 150));
    if (round === 8) await publishAgain(asker, surveyId);
    if (round % 3 === 2) await crowd.eraseOne(asker);
    if (round % 6 === 5) killEngine(pidFile);
    else crowd.kill(random.next() < 0.5 ? "writer" : "projector", random.next());
  }
}

async function publishAgain(asker: Asker, id: string): Promise<void> {
  const { revision, draft } = await readSurvey(asker, id);
  await updateSurvey(asker, id, { revision, draft: { ...draft, title: { en: "One, reworded" } } });
  await publishSurvey(asker, id);
}

function killEngine(pidFile: string): void {
  try {
    process.kill(Number(readFileSync(pidFile, "utf8")), "SIGKILL");
  } catch {
    // It is just being started again.
  }
}

interface Crowd {
  readonly acknowledged: Set<string>;
  start(slugs: readonly string[]): void;
  /** Resolves when that many more answers were acknowledged. */
  progress(answers: number): Promise<void>;
  kill(role: "writer" | "projector", which: number): void;
  eraseOne(asker: Asker): Promise<void>;
  stop(): Promise<void>;
}

function createCrowd(urls: Urls): Crowd {
  const acknowledged = new Set<string>();
  const members = new Map<ChildProcess, "writer" | "projector">();
  let isStopping = false;
  let born = 0;

  function hire(as: "writer" | "projector", slugs: readonly string[]): void {
    const child = spawn(process.execPath, [import.meta.filename], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        HOLOS_KILL_ROLE: as,
        HOLOS_KILL_POSTGRES: urls.postgresUrl,
        HOLOS_KILL_CLICKHOUSE: urls.clickhouseUrl,
        HOLOS_KILL_SLUGS: slugs.join(),
        HOLOS_KILL_NAME: `w${born++}`,
      },
    });
    members.set(child, as);
    createInterface({ input: child.stdout }).on("line", (id) => acknowledged.add(id));
    child.once("exit", () => {
      members.delete(child);
      if (!isStopping) hire(as, slugs);
    });
  }

  return {
    acknowledged,
    start: (slugs) => {
      for (const as of ["writer", "writer", "projector", "projector"] as const) hire(as, slugs);
    },
    progress: async (answers) => {
      const goal = acknowledged.size + answers;
      while (acknowledged.size < goal) await pause(5);
    },
    kill: (as, which) => {
      const some = [...members].filter(([, role]) => role === as);
      some[Math.floor(which * some.length)]?.[0].kill("SIGKILL");
    },
    eraseOne: async (asker) => {
      const id = [...acknowledged].at(-1);
      if (id !== undefined) await eraseResponse(asker, id);
    },
    stop: async () => {
      isStopping = true;
      await Promise.all(
        [...members.keys()].map((child) => {
          const gone = new Promise((resolve) => child.once("exit", resolve));
          child.kill("SIGKILL");
          return gone;
        }),
      );
    },
  };
}

/** A writer: half of its responses come in two parts, so that versions grow. Tells the id of each that was committed. */
async function write(): Promise<void> {
  const stores = storesAt(urlsFromEnvironment());
  const slugs = (process.env["HOLOS_KILL_SLUGS"] ?? "").split(",");
  const name = process.env["HOLOS_KILL_NAME"] ?? "";
  await submitUnderLoad(
    { stores, viewer: systemViewer("test") },
    {
      callers: 8,
      next: (index) => submissionOf(`${name}-${Math.floor(index / 2)}`, { index, slugs }),
      onReceipt: (_, id) => void process.stdout.write(`${id}\n`),
      onFailure: () => undefined,
    },
  );
}

function submissionOf(
  id: string,
  { index, slugs }: { readonly index: number; readonly slugs: readonly string[] },
): Submission {
  const pair = Math.floor(index / 2);
  const state = index % 2 === 0 ? "partial" : "complete";
  const answers = { nps: pair % 11, ...(state === "complete" && { csat: 1 + (pair % 5), why: `because ${pair}` }) };
  return submissionSchema.parse({ survey: slugs[pair % slugs.length], id, state, answers });
}

function urlsFromEnvironment(): Urls {
  return {
    postgresUrl: process.env["HOLOS_KILL_POSTGRES"] ?? "",
    clickhouseUrl: process.env["HOLOS_KILL_CLICKHOUSE"] ?? "",
  };
}

function storesAt({ postgresUrl, clickhouseUrl }: Urls): Stores {
  return {
    postgres: createPostgres(postgresUrl, log, { max: 6 }),
    clickhouse: createClickHouse(clickhouseUrl, log),
    clock: systemClock,
    random: systemRandom,
    log,
    config: readConfig({}),
    mail: createMail(readConfig({})),
  };
}

function factsBySurvey({ clickhouse }: Stores): Promise<unknown[]> {
  return clickhouse.query(
    `select survey, survey_version as version, uniqExact(response_id) as responses, countIf(not isNaN(score)) as scores,
      sumIf(score, not isNaN(score)) as sum
    from ${answerTable} final group by survey, version order by survey, version`,
  );
}

function truthBySurvey({ postgres }: Stores): Promise<unknown[]> {
  return postgres.read((tx) =>
    tx.query(sql`select survey_id::text as survey, survey_version as version, count(distinct id) as responses,
        count(s ->> 's') as scores, sum((s ->> 's')::float8) as sum
      from response, jsonb_array_elements(scored) s where erased_at is null
      group by survey_id, survey_version order by survey_id, survey_version`),
  );
}
