import { createProjector } from "#feature/facts";
import { resumeImports } from "#feature/imports";
import { createCoder } from "#feature/text";
import { readConfig, type Config } from "#platform/config";
import { listen, type Listening } from "#platform/http/listen";
import { startJobs } from "#platform/jobs";
import { createLog, type Log } from "#platform/log";
import { metrics } from "#platform/metrics";

import { openInstallation, type Installation } from "../installation.ts";
import { allJobs } from "../slices.ts";
import { createWebApp } from "../web-app.ts";
import { ensureWebBundle } from "../web-bundle.ts";

/** A running Holos. */
export interface Running {
  readonly url: string;
  readonly installation: Installation;
  /** Takes no new work, lets running work end, stops the engines. May be called twice. */
  stop(): Promise<void>;
}

/** Jobs of one process at the same time. */
const jobsAtOnce = 3;

/** `holos start`: runs until it is told to stop. */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config);
  const running = await startHolos(config, log);
  process.stdout.write(greeting(running.url, config));

  const ended = Promise.withResolvers<void>();
  const stop = (signal: NodeJS.Signals) => {
    process.stdout.write(`\nStopping (${signal})…\n`);
    running.stop().then(ended.resolve, ended.reject);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await ended.promise;
}

/**
 * Starts what `HOLOS_ROLE` says: engines and migrations always, then web pages, jobs and projection.
 * @throws EngineProblem, ConfigProblem, MigrationProblem with what to do
 */
export async function startHolos(config: Config, log: Log): Promise<Running> {
  const [bundle, opening] = await Promise.allSettled([prepareWebApp(config), openInstallation(config, log)]);
  if (opening.status === "rejected") throw opening.reason;
  const installation = opening.value;
  installation.engines.onCrash(({ engine }) => metrics.engineCrashes.inc({ engine }));
  const parts: (() => Promise<void>)[] = [() => installation.close()];
  const stop = stopOnce(parts);
  try {
    if (bundle.status === "rejected") throw bundle.reason;
    if (config.role !== "web") parts.unshift(...(await startWorker(installation)));
    const web = config.role === "worker" ? undefined : await startWeb(installation, config);
    if (web) parts.unshift(() => web.close());
    return { url: web?.url ?? "", installation, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepareWebApp({ role }: Config): Promise<void> {
  if (role === "worker") return Promise.resolve();
  return ensureWebBundle(() => process.stdout.write("Preparing the web app (only when it is new)…\n"));
}

async function startWorker({ stores }: Installation): Promise<readonly (() => Promise<void>)[]> {
  const projector = createProjector(stores);
  projector.start();
  const coder = createCoder(stores);
  coder.start();
  await resumeImports(stores);
  const jobs = await startJobs(stores.postgres, allJobs(stores), stores.log, jobsAtOnce);
  return [() => jobs.stop(), () => coder.stop(), () => projector.stop()];
}

async function startWeb({ stores, engines }: Installation, config: Config): Promise<Listening> {
  const ports = config.portFixed ? [config.port] : Array.from({ length: 101 }, (_, index) => config.port + index);
  const hosts = [...new Set(["127.0.0.1", "localhost", config.host])];
  const baseUrls = ports.flatMap((port) => hosts.map((host) => `http://${host}:${port}`));
  const listening = await listen(createWebApp(stores, { baseUrls, checkOutput: false }), config);
  engines.notePort(listening.port);
  return listening;
}

/** Stops the parts one after the other, the last started first, also when one of them fails. */
function stopOnce(parts: readonly (() => Promise<void>)[]): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    for (const part of parts) await part().catch(() => undefined);
  };
  return () => (stopped ??= stopAll());
}

function greeting(url: string, { role, publicUrl }: Config): string {
  if (role === "worker") return "Holos works in the background. Ctrl-C stops it.\n";
  return `\n  Holos is ready:  ${publicUrl ?? url}\n\n  Ctrl-C stops it.\n`;
}
