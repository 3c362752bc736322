import { join } from "node:path";

import { setUpFromConfig } from "#feature/access";
import { answersOfPersons, answersPersonalData, answersTimeline } from "#feature/answers";
import { answersOfUnits, lateAnswers } from "#feature/facts";
import { joinSetUp, registerEffectSource, registerUnitSources } from "#feature/organisation";
import { registerAnswersOfPersons, registerPersonalData, registerTimeline } from "#feature/people";
import { samplingPersonalData } from "#feature/sampling";
import { linksOfUnits, linksPersonalData, linksTimeline } from "#feature/surveys";
import { staffOfUnit, workforcePersonalData } from "#feature/workforce";
import { createClickHouse } from "#platform/clickhouse";
import { systemClock } from "#platform/clock";
import type { Config } from "#platform/config";
import { startEngines, type Engines } from "#platform/engines";
import { migrateJobs } from "#platform/jobs";
import type { Log } from "#platform/log";
import { createMail } from "#platform/mail";
import { migrateClickHouse } from "#platform/migrate-clickhouse";
import { migratePostgres } from "#platform/migrate-postgres";
import { createPostgres } from "#platform/postgres";
import { systemRandom } from "#platform/random";
import { runningEngines } from "#platform/running-engines";
import type { Stores } from "#platform/stores";

import { joinAccess } from "./join-access.ts";

const migrations = join(import.meta.dirname, "../../migrations");

/** An installation with its stores open. */
export interface Installation {
  readonly stores: Stores;
  readonly engines: Engines;
  /** Closes the stores and stops what was started here. */
  close(): Promise<void>;
}

/**
 * Opens the installation for the server: starts the engines, migrates both stores, sets up from `HOLOS_INIT_*`.
 * @throws EngineProblem with what to do
 */
export async function openInstallation(config: Config, log: Log): Promise<Installation> {
  return open(config, log, await startEngines(config, log));
}

/** Opens the installation for a command: beside a running server when there is one, else as the server would. */
export async function joinInstallation(config: Config, log: Log): Promise<Installation> {
  return open(config, log, runningEngines(config) ?? (await startEngines(config, log)));
}

async function open(config: Config, log: Log, engines: Engines): Promise<Installation> {
  const postgres = createPostgres(engines.postgresUrl, log);
  const clickhouse = createClickHouse(engines.clickhouseUrl, log);
  const mail = createMail(config);
  const stores: Stores = { postgres, clickhouse, clock: systemClock, random: systemRandom, log, config, mail };
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= closeAll(stores, engines));
  try {
    await migrateStores(stores);
    wireSlices(stores);
    await setUpFromConfig(stores);
  } catch (error) {
    await close();
    throw error;
  }
  return { stores, engines, close };
}

async function closeAll(stores: Stores, engines: Engines): Promise<void> {
  stores.mail.close();
  await Promise.allSettled([stores.postgres.close(), stores.clickhouse.close()]);
  await engines.stop();
}

async function migrateStores({ postgres, clickhouse, config, log }: Stores): Promise<void> {
  await Promise.all([
    migratePostgres(postgres, join(migrations, "pg"), log).then(() => migrateJobs(postgres, log)),
    migrateClickHouse(clickhouse, join(migrations, "ch"), log, { cluster: config.clickhouseCluster }),
  ]);
}

/** What a slice does for another one to its left, which may not import it. */
function wireSlices({ clock }: Stores): void {
  joinSetUp();
  joinAccess();
  registerEffectSource(answersOfUnits);
  registerEffectSource(linksOfUnits);
  registerUnitSources({ staffOf: staffOfUnit, lateAnswers });
  registerPersonalData(linksPersonalData);
  registerPersonalData(workforcePersonalData);
  registerPersonalData(samplingPersonalData);
  registerPersonalData(answersPersonalData(clock));
  registerAnswersOfPersons(answersOfPersons);
  registerTimeline(answersTimeline);
  registerTimeline(linksTimeline);
}
