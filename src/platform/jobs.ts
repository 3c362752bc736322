import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type JobHelpers,
  type Runner,
  type TaskList,
} from "graphile-worker";
import type { z } from "zod";

import type { Log } from "./log.ts";
import { sql, type Postgres, type Tx } from "./postgres.ts";

/** A kind of work that runs after the transaction that asked for it, on any replica, at least once. */
export interface Job<P = unknown> {
  /** Imperative, with the slice in front: `cases.escalate-overdue`. */
  readonly name: string;
  readonly payload: z.ZodType<P>;
  /** Cron pattern in UTC for work that starts by itself; its payload is `{}`. */
  readonly schedule?: string;
  /** May run more than once for one payload: must be idempotent. Throwing means it is tried again later, with growing pauses. */
  run(payload: P, context: JobContext): Promise<void>;
}

/** What a running job gets besides its payload. */
export interface JobContext {
  readonly id: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly log: Log;
  readonly postgres: Postgres;
  /** Aborted at shutdown: long work should stop at the next safe point and throw. */
  readonly signal: AbortSignal;
}

/** The runner of this process. */
export interface Jobs {
  /** Takes no new job, lets running ones finish (after 5 s their signal aborts) and resolves. */
  stop(): Promise<void>;
}

/** How a job is enqueued. */
export interface EnqueueOptions {
  /** At most one waiting job has this key; asking again replaces its payload and time. */
  readonly jobKey?: string;
  readonly runAt?: Date;
  /** Jobs of one queue run one after the other. Few distinct names only. */
  readonly queue?: string;
  /** 25 when left out, over about three days. */
  readonly maxAttempts?: number;
  /** Smaller runs first; 0 when left out. */
  readonly priority?: number;
}

/** Creates or upgrades the queue's own tables (schema `graphile_worker`). Needed before the first `enqueue`. */
export async function migrateJobs(postgres: Postgres, log: Log): Promise<void> {
  await runMigrations({ pgPool: postgres.pool, logger: loggerOf(log) });
}

/** Asks for a job in the caller's transaction: it runs if and only if that commits. */
export async function enqueue(tx: Tx, name: string, payload: unknown, options: EnqueueOptions = {}): Promise<void> {
  await tx.query(
    sql.prepared(
      "holos_enqueue",
      sql`select from graphile_worker.add_job(${name}::text, payload := ${JSON.stringify(payload ?? {})}::json, queue_name := ${options.queue ?? null}::text,
        run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? null}::int,
        job_key := ${options.jobKey ?? null}::text, priority := ${options.priority ?? null}::int)`,
    ),
  );
}

/** Starts running the given kinds of jobs, `concurrency` at a time, and their schedules. */
export async function startJobs(
  postgres: Postgres,
  jobs: readonly Job[],
  log: Log,
  concurrency: number,
): Promise<Jobs> {
  const scheduled = jobs.flatMap((job) =>
    job.schedule === undefined ? [] : [{ task: job.name, match: job.schedule, identifier: job.name }],
  );
  const runner: Runner = await run(
    { pgPool: postgres.pool, concurrency, noHandleSignals: true, pollInterval: 2000, logger: loggerOf(log) },
    taskListOf(postgres, jobs, log),
    parseCronItems(scheduled),
  );
  runner.promise.catch((error: unknown) => log.error({ err: error }, "the job runner stopped"));
  return { stop: () => runner.stop() };
}

function taskListOf(postgres: Postgres, jobs: readonly Job[], log: Log): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, helpers: JobHelpers) => runJob(job, payload, { postgres, log, helpers }),
    ]),
  );
}

async function runJob(
  job: Job,
  raw: unknown,
  { postgres, log, helpers }: { postgres: Postgres; log: Log; helpers: JobHelpers },
): Promise<void> {
  const { id, attempts } = helpers.job;
  const jobLog = log.child({ job: job.name, jobId: id });
  const payload = job.payload.parse(withoutCron(raw));
  try {
    await job.run(payload, { id, attempt: attempts, log: jobLog, postgres, signal: helpers.abortSignal });
  } catch (error) {
    jobLog.error({ err: error, attempt: attempts }, "job failed");
    throw error;
  }
}

/** Scheduled runs carry a `_cron` note of the queue in their payload. */
function withoutCron(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || !("_cron" in raw)) return raw;
  const { _cron, ...rest } = raw;
  return rest;
}

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

function loggerOf(log: Log): Logger {
  const child = log.child({ part: "jobs" });
  return new Logger(() => (level, message) => {
    const pinoLevel = levels[level];
    child[pinoLevel](message);
  });
}
