import { systemViewer } from "#feature/access";
import { codesInResponses, countOwnResponses, removeSeeded } from "#feature/answers";
import { forgetSeeds } from "#feature/facts";
import { referenceCodes, removeReferences } from "#feature/organisation";
import { removeSeededCustomers } from "#feature/people";
import { removeSurveys } from "#feature/surveys";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { listItems, readProgress } from "../store/progress.ts";
import { withSampleLock } from "../store/run-lock.ts";
import { deleteSample, findSample } from "../store/sample.ts";
import type { LoadOptions } from "./load.ts";
import { customerPrefix } from "./state.ts";

/**
 * Does the work of a removal that is set going, unless another process is at it; killed on the way, it goes on. Answers
 * and customers go in portions, then the facts at once, then surveys and codes that nobody has made their own.
 */
export async function carryOutRemoval(stores: Stores, options: LoadOptions = {}): Promise<void> {
  await withSampleLock(stores.postgres, async () => {
    const row = await stores.postgres.read(findSample);
    if (row?.state !== "removing") return;
    const items = await stores.postgres.read(listItems);
    const surveys = items.get("survey") ?? [];

    await removeAnswers(stores, surveys, options);
    await forgetSeeds(stores, surveys);
    await inPortions(stores, options.signal, (tx) => removeSeededCustomers(tx, customerPrefix, portion));
    await stores.postgres.transaction(async (tx) => {
      const viewer = systemViewer("sample company");
      await removeUntouched(tx, viewer, items);
      await deleteSample(tx);
    });
  });
}

const portion = 10_000;

async function removeAnswers(
  stores: Stores,
  surveys: readonly string[],
  { signal, onProgress }: LoadOptions,
): Promise<void> {
  const { answers } = await stores.postgres.read(readProgress);
  let removed = 0;
  await inPortions(stores, signal, async (tx) => {
    const gone = await removeSeeded(tx, surveys, portion);
    removed += gone;
    onProgress?.(removed, answers, removed);
    return gone;
  });
}

async function inPortions(
  stores: Stores,
  signal: AbortSignal | undefined,
  work: (tx: Tx) => Promise<number>,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    if ((await stores.postgres.transaction(work, { retries: 5 })) === 0) return;
  }
}

/** A survey that somebody answered or changed stays; so does a code that answers name, with the units above it. */
async function removeUntouched(tx: Tx, viewer: Viewer, items: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const surveys = items.get("survey") ?? [];
  const answered = await countOwnResponses(tx, surveys);
  await removeSurveys(
    tx,
    viewer,
    surveys.filter((id) => !answered.has(id)),
  );

  const ids = [...items].flatMap(([kind, some]) => (kind === "survey" ? [] : some));
  const known = await referenceCodes(tx, ids);
  const named = new Set(
    await codesInResponses(
      tx,
      known.map(({ code }) => code),
    ),
  );
  const keep = known.filter(({ code }) => named.has(code)).map(({ id }) => id);
  await removeReferences(tx, viewer, { ids, keep });
}
