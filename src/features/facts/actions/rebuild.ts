import { Refusal } from "#kit/refusal";
import type { Stores } from "#platform/stores";

import {
  answerTable,
  createShadow,
  dropTable,
  exchangeWithShadow,
  listShadows,
  mergeTable,
} from "../store/answer-table.ts";
import { withLock } from "../store/lock.ts";
import { noteRebuilding } from "../store/outbox.ts";
import { countResponses, nextResponseIds } from "../store/responses.ts";
import { drainBatch } from "./drain.ts";
import { projectResponses } from "./project.ts";

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

/** How a rebuild runs. */
export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal?: AbortSignal;
  /** Responses read at once; 5,000 when left out. */
  readonly batchSize?: number;
}

/** What the new facts hold. */
export interface RebuiltFacts {
  readonly responses: number;
  readonly rows: number;
}

/**
 * Builds the facts anew from the answers, beside those in use, and puts them in their place in one step. Meanwhile
 * everything that changes goes into both, so there is no gap before or after. A rebuild that was cut off leaves the facts
 * in use as they were. Aborting the signal stops it and cleans up.
 * @returns how many responses and rows the new facts hold
 * @throws Refusal `facts.rebuild_running`
 */
export async function rebuildFacts(stores: Stores, options: RebuildOptions = {}): Promise<RebuiltFacts> {
  const built = await withLock(stores.postgres, { of: "rebuild", wait: false }, () => rebuild(stores, options));
  if (built === undefined) throw new Refusal("facts.rebuild_running");
  return built;
}

async function rebuild(stores: Stores, options: RebuildOptions): Promise<RebuiltFacts> {
  const shadow = `${answerTable}_rebuild_${stores.random.uuid().replaceAll("-", "")}`;
  const { clickhouse } = stores;
  await betweenBatches(stores, async () => {
    for (const left of await listShadows(clickhouse)) await dropTable(clickhouse, left);
    await createShadow(clickhouse, shadow);
    await stores.postgres.transaction((tx) => noteRebuilding(tx, shadow));
  });

  try {
    const built = await fill(stores, shadow, options);
    await mergeTable(clickhouse, shadow);
    await betweenBatches(stores, async () => {
      await stores.postgres.transaction((tx) => noteRebuilding(tx, null));
      await exchangeWithShadow(clickhouse, shadow);
    });
    return built;
  } finally {
    await betweenBatches(stores, async () => {
      await stores.postgres.transaction((tx) => noteRebuilding(tx, null));
      await dropTable(clickhouse, shadow);
    });
  }
}

/** What decides where batches go changes only while none runs. */
function betweenBatches(stores: Stores, run: () => Promise<void>): Promise<void> {
  return withLock(stores.postgres, { of: "projection", wait: true }, run);
}

async function fill(
  stores: Stores,
  shadow: string,
  { onProgress, signal, batchSize = 5000 }: RebuildOptions,
): Promise<RebuiltFacts> {
  const total = await stores.postgres.read(countResponses);
  const built = { responses: 0, rows: 0 };
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    signal?.throwIfAborted();
    const from = after;
    const ids = await stores.postgres.read((tx) => nextResponseIds(tx, from, batchSize));
    const last = ids.at(-1);
    if (last === undefined) return built;

    const rows = await fillSome(stores, shadow, ids);
    after = last;
    built.responses += ids.length;
    built.rows += rows;
    onProgress?.({ done: Math.min(built.responses, total), total });
  }
}

/** Changes that wait meanwhile go with each batch: one that was read earlier and arrived later would bring back the erased. */
async function fillSome(stores: Stores, shadow: string, ids: readonly string[]): Promise<number> {
  let filled = 0;
  await betweenBatches(stores, async () => {
    filled = (await projectResponses(stores, [shadow], ids)).rows;
    await drainBatch(stores, ids.length);
  });
  return filled;
}
