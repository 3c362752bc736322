import { systemViewer } from "#feature/access";
import { recordSeeded } from "#feature/answers";
import { notify } from "#feature/notices";
import { seededCustomerIds } from "#feature/people";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";
import { chunksOf, companyOf, fillChunk, mergedCounts, truthsOf, type Chunk, type Company, type Counts } from "#seeds";

import { insertChunk, listChunks, listCounts, readProgress } from "../store/progress.ts";
import { withSampleLock } from "../store/run-lock.ts";
import { findSample, finishSample, setSampleState, type SampleRow } from "../store/sample.ts";
import { putCompany } from "./company.ts";

/** How a load is watched and stopped. */
export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number, answers: number) => void) | undefined;
}

/**
 * Does the work of a load that is set going, unless another process is at it. Parts that are written are left out, each
 * part and its note stand or fall together: a load that was killed goes on where it stopped.
 */
export async function carryOutLoad(stores: Stores, options: LoadOptions = {}): Promise<void> {
  await withSampleLock(stores.postgres, async () => {
    const row = await stores.postgres.read(findSample);
    if (row?.state !== "loading") return;
    const viewer = systemViewer("sample company");
    const company = companyOf({ seed: row.seed, scale: row.scale, end: row.endDay });
    await putCompany(stores, viewer, company, options.signal);
    const isWhole = await writeChunks(stores, viewer, { company, ...options });
    await (isWhole
      ? finish(stores, company, row)
      : stores.postgres.transaction((tx) => setSampleState(tx, "cancelled", stores.clock.now())));
  });
}

type Writing = LoadOptions & { readonly company: Company };

/** Two parts are written at a time, while the next one is made. False: somebody asked to stop. */
async function writeChunks(stores: Stores, viewer: Viewer, { company, signal, onProgress }: Writing): Promise<boolean> {
  const all = chunksOf(company);
  const done = await stores.postgres.read(listChunks);
  let { done: parts, answers } = await stores.postgres.read(readProgress);
  const writing = new Set<Promise<void>>();
  let isCancelled = false;

  async function write(chunk: Chunk): Promise<void> {
    const filled = fillChunk(company, chunk, { texts: true });
    const counts = Object.fromEntries(filled.counts);
    isCancelled ||= await stores.postgres.transaction(
      async (tx) => {
        const note = { key: chunk.key, responses: filled.submissions.length, counts };
        if (!(await insertChunk(tx, note))) return false;
        const crms = filled.submissions.flatMap(({ person }) => person?.value ?? []);
        const personOf = await seededCustomerIds(tx, [...new Set(crms)]);
        await recordSeeded(tx, { stores, viewer, personOf }, filled.submissions);
        return (await findSample(tx))?.cancelRequested ?? true;
      },
      { retries: 5 },
    );
    parts += 1;
    answers += filled.submissions.length;
    onProgress?.(parts, all.length, answers);
  }

  try {
    for (const chunk of all) {
      if (done.has(chunk.key)) continue;
      while (writing.size >= 2) await Promise.race(writing);
      signal?.throwIfAborted();
      if (isCancelled) break;
      const one = write(chunk).finally(() => writing.delete(one));
      one.catch(() => undefined);
      writing.add(one);
    }
    await Promise.all(writing);
  } finally {
    await Promise.allSettled(writing);
  }
  return !isCancelled;
}

async function finish(stores: Stores, company: Company, { startedBy }: SampleRow): Promise<void> {
  const rows = await stores.postgres.read(listCounts);
  const counts = mergedCounts(rows.map((row) => new Map<string, Counts>(Object.entries(row.counts))));
  await stores.postgres.transaction(async (tx) => {
    await finishSample(tx, truthsOf(company, counts), stores.clock.now());
    const { answers } = await readProgress(tx);
    if (!/^[\da-f-]{36}$/.test(startedBy)) return;
    await notify(tx, stores, {
      to: [startedBy],
      kind: "sample_ready",
      params: { answers },
      link: "/training",
      key: `sample:${company.seed}`,
    });
  });
}
