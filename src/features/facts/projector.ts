import { setTimeout as pause } from "node:timers/promises";

import { metrics } from "#platform/metrics";
import type { Stores } from "#platform/stores";

import { drainBatch, type DrainedBatch } from "./actions/drain.ts";
import { freshnessIn } from "./actions/words.ts";
import { withLock } from "./store/lock.ts";
import { readBacklog } from "./store/outbox.ts";

/** Batches stand further apart the more arrives: a ClickHouse insert costs much and a row in it little. */
const busyInterval = 350;
const crowdedInterval = 700;
const fewChanges = 50;
const manyChanges = 1300;

/** Keeps the facts up with the answers. Any number of processes may run one; they take turns. */
export interface Projector {
  start(): void;
  /** Lets the running batch end. */
  stop(): Promise<void>;
  /** Projects until nothing waits. For tests, the command line and whoever must read what was just written. */
  drain(): Promise<DrainedBatch>;
}

/** How a projector runs. */
export interface ProjectorOptions {
  /** Most changes of one batch; 10,000 when left out. */
  readonly batchSize?: number;
  /** How often an idle projector looks for work, in milliseconds; 150 when left out. */
  readonly interval?: number;
  /** Told of every batch, for measurements. */
  readonly onBatch?: (batch: DrainedBatch & { readonly seconds: number }) => void;
}

/**
 * Creates a projector: batches of waiting changes go to ClickHouse, and are forgotten when it has acknowledged them.
 * What fails is tried again with growing pauses (0.2 to 5 s) for as long as it takes.
 */
export function createProjector(stores: Stores, options: ProjectorOptions = {}): Projector {
  const batchSize = options.batchSize ?? 10_000;
  const interval = options.interval ?? 150;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let measuredAt = 0;

  async function batch(wait: boolean): Promise<DrainedBatch> {
    const started = performance.now();
    const done = await withLock(stores.postgres, { of: "projection", wait }, () => drainBatch(stores, batchSize));
    if (done === undefined || done.changes === 0) return nothing;
    metrics.projectedRows.inc({ kind: "answer" }, done.rows);
    options.onBatch?.({ ...done, seconds: (performance.now() - started) / 1000 });
    return done;
  }

  async function measureLag(): Promise<void> {
    if (performance.now() - measuredAt < 1000) return;
    measuredAt = performance.now();
    const { lagSeconds } = await stores.postgres.read((tx) => freshnessIn(tx, stores.clock.now()));
    metrics.projectionLag.set(lagSeconds);
  }

  function pauseAfter(changes: number, took: number): number {
    if (changes >= batchSize) return 0;
    if (changes < fewChanges) return interval;
    return (changes < manyChanges ? busyInterval : crowdedInterval) - took;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const started = performance.now();
        const { changes } = await batch(false);
        failures = 0;
        await measureLag();
        const pause = pauseAfter(changes, performance.now() - started);
        if (pause > 0) await rest(pause, stopping.signal);
      } catch (error) {
        failures += 1;
        stores.log.error({ err: error, failures }, "the projection failed and will be tried again");
        await rest(Math.min(5000, 100 * 2 ** failures), stopping.signal);
      }
    }
  }

  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
    drain: () => drainAll(stores, () => batch(true)),
  };
}

const nothing: DrainedBatch = { changes: 0, responses: 0, rows: 0 };

/** Changes of transactions that still run, or that began after one that still runs, are waited for. */
async function drainAll(stores: Stores, batch: () => Promise<DrainedBatch>): Promise<DrainedBatch> {
  let all = nothing;
  for (;;) {
    const done = await batch();
    all = {
      changes: all.changes + done.changes,
      responses: all.responses + done.responses,
      rows: all.rows + done.rows,
    };
    if (done.changes > 0) continue;
    const { pending } = await stores.postgres.read(readBacklog);
    if (pending === 0) return all;
    await pause(10);
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
