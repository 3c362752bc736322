import { stat } from "node:fs/promises";

import { systemViewer } from "#feature/access";
import { notify } from "#feature/notices";
import { readSettings } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import {
  beginWork,
  findImport,
  finishImport,
  selectDone,
  selectRunning,
  selectUndoing,
  type ImportRow,
  type StoredProblem,
} from "../store/imports.ts";
import { withRunLock } from "../store/run-lock.ts";
import { refuseFile } from "../wording/files.ts";
import { fileOf } from "./file-store.ts";
import { openImport } from "./plan.ts";
import { runBatches, type OnBatch } from "./run-batches.ts";
import { carryOutUndo } from "./undo.ts";

/** How work on an import is watched and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBatch?: OnBatch | undefined;
}

/** Name of the job that takes up imports whose process ended. */
export const resumeJobName = "imports.resume";

/** Work that began so often without finishing a batch will not finish the next time either. */
const mostStalls = 5;

/**
 * Does the work of a running import to its end, unless another process is at it. Safe to call again: finished batches
 * are not written twice. A file that turns out unreadable on the way fails the import with its reason; rows written
 * before stay.
 */
export async function carryOutImport(stores: Stores, importId: string, options: WorkOptions = {}): Promise<void> {
  await withRunLock(stores.postgres, importId, () => workOn(stores, importId, options));
}

/** Goes on with every import, or its undoing, that no process is at: those of a server that was killed. */
export async function carryOutAbandoned(stores: Stores, options: WorkOptions = {}): Promise<void> {
  for (const id of await stores.postgres.read(selectRunning)) {
    options.signal?.throwIfAborted();
    await carryOutImport(stores, id, options);
  }
  for (const id of await stores.postgres.read(selectUndoing)) {
    options.signal?.throwIfAborted();
    await carryOutUndo(stores, id, options);
  }
}

/** Asks for that at once, for the start of a server. */
export async function resumeImports(stores: Stores): Promise<void> {
  await stores.postgres.transaction((tx) => enqueue(tx, resumeJobName, {}, { jobKey: resumeJobName }));
}

/** The work itself, for a caller that holds the import's lock. */
export async function workOn(stores: Stores, importId: string, options: WorkOptions): Promise<void> {
  const { row, zone } = await stores.postgres.transaction(async (tx) => ({
    row: await beginWork(tx, importId),
    zone: (await readSettings(tx)).timeZone,
  }));
  if (row === undefined) return;
  const finish = (state: "done" | "failed" | "cancelled", problem: StoredProblem | null) =>
    stores.postgres.transaction(async (tx) => {
      await finishImport(tx, { id: importId, state, problem, at: stores.clock.now() });
      if (state !== "cancelled") await tellEnd(tx, stores, { importId, state });
    });

  if (row.cancelRequested) return finish("cancelled", null);
  try {
    if (row.stalls > mostStalls) throw refuseFile("stalled", { stalls: mostStalls, row: row.rowsDone });
    await finish(await workThrough(stores, row, { zone, ...options }), null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await finish("failed", { code: error.code, params: error.params });
  }
}

/** Whoever started it hears of the end, wherever they are by then. */
async function tellEnd(
  tx: Tx,
  stores: Stores,
  { importId, state }: { readonly importId: string; readonly state: "done" | "failed" },
): Promise<void> {
  const row = await findImport(tx, importId);
  if (row === undefined) return;
  const { fileName: file, created, refused, startedBy, createdAt } = row;
  await notify(tx, stores, {
    to: [startedBy],
    kind: state === "done" ? "import_finished" : "import_failed",
    params: state === "done" ? { file, created, refused } : { file },
    link: `/imports/${importId}`,
    key: `import ${importId} ${state} ${row.rowsDone} ${createdAt.toISOString()}`,
  });
}

async function workThrough(
  stores: Stores,
  row: ImportRow,
  { zone, ...options }: WorkOptions & { readonly zone: string },
): Promise<"done" | "cancelled"> {
  const path = fileOf(stores, row.id);
  const size = await stat(path).then(
    (file) => file.size,
    () => undefined,
  );
  if (size !== row.bytes || row.profile === null) throw refuseFile("lost");

  // Moments are judged by when the file came in, so that a run tomorrow judges them the same.
  const plan = await openImport(path, row.profile, { zone, now: row.createdAt });
  const done = await stores.postgres.read((tx) => selectDone(tx, row.id));
  const run = { importId: row.id, plan, done, rows: row.rows, ...options };
  return runBatches(stores, systemViewer("import"), run);
}
