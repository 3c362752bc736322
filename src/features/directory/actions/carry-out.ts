import { stat } from "node:fs/promises";

import { actingViewer } from "#feature/access";
import { fileOf } from "#feature/imports";
import { notify } from "#feature/notices";
import { Refusal } from "#kit/refusal";
import { sql, txOf, type Postgres } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { permissionOf } from "../contract.ts";
import {
  beginWork,
  findImport,
  finishImport,
  lockImport,
  selectRunning,
  type ImportRow,
  type StoredProblem,
} from "../store/imports.ts";
import { deleteRows } from "../store/rows.ts";
import { applyNext } from "./apply.ts";
import { openImport } from "./inspect.ts";
import { stageRows } from "./stage.ts";

/** Work that began so often without finishing a chunk will not finish the next time either. */
const mostStalls = 5;

/** How the work is stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does the work of a running import to its end, unless another process is at it. Safe to call again: rows and what came
 * of them are written together, so nothing is done twice.
 */
export async function carryOutImport(stores: Stores, importId: string, options: WorkOptions = {}): Promise<void> {
  await withLock(stores.postgres, importId, () => workOn(stores, importId, options));
}

/** Goes on with every import that no process is at: those of a server that was killed. */
export async function carryOutAbandoned(stores: Stores, options: WorkOptions = {}): Promise<void> {
  for (const id of await stores.postgres.read(selectRunning)) {
    options.signal?.throwIfAborted();
    await carryOutImport(stores, id, options);
  }
}

async function workOn(stores: Stores, importId: string, options: WorkOptions): Promise<void> {
  const row = await stores.postgres.transaction((tx) => beginWork(tx, importId));
  if (row === undefined) return;
  try {
    if (row.stalls > mostStalls) throw new Refusal("directory.stalled");
    await finish(stores, row, await workThrough(stores, row, options));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await finish(stores, row, { state: "failed", problem: { code: error.code, params: error.params } });
  }
}

interface End {
  readonly state: "done" | "failed" | "cancelled";
  readonly problem: StoredProblem | null;
}

async function workThrough(stores: Stores, row: ImportRow, { signal }: WorkOptions): Promise<End> {
  const viewer = await actingViewer(stores, { kind: row.startedKind as "user", id: row.startedBy });
  if (viewer === undefined || !viewer.permissions.has(permissionOf[row.kind]))
    throw new Refusal("directory.starter_gone");
  const { mapping } = row;
  if (mapping === null) throw new Refusal("directory.not_found");
  if (!row.isStaged) await stage(stores, { ...row, mapping }, signal);

  for (;;) {
    signal?.throwIfAborted();
    const step = await stores.postgres.transaction(
      async (tx) => {
        const now = await lockImport(tx, row.id);
        if (now?.state !== "running") return "gone";
        if (now.cancelRequested) return "cancelled";
        return (await applyNext(tx, { stores, viewer, row: { ...now, mapping } })) ? "more" : "done";
      },
      { retries: 5 },
    );
    if (step === "gone") throw new Error("Another process took this import over.");
    if (step === "cancelled") return { state: "cancelled", problem: null };
    if (step === "done") return endOf(await stores.postgres.read((tx) => findImport(tx, row.id)));
  }
}

/** Units come all or none: with errors none has come. */
function endOf(row: ImportRow | undefined): End {
  if (row?.kind !== "units" || row.refused === 0) return { state: "done", problem: null };
  return { state: "failed", problem: { code: "directory.units_refused", params: { count: row.refused } } };
}

async function stage(
  stores: Stores,
  row: ImportRow & { readonly mapping: NonNullable<ImportRow["mapping"]> },
  signal?: AbortSignal,
): Promise<void> {
  const size = await stat(fileOf(stores, row.id)).then(
    (file) => file.size,
    () => undefined,
  );
  if (size !== row.bytes) throw new Refusal("imports.file_unreadable", { why: "lost", reason: "lost" });
  const table = await openImport({ stores }, row, row.reading);
  await stores.postgres.transaction((tx) =>
    stageRows(tx, { importId: row.id, kind: row.kind, mapping: row.mapping, table, signal }),
  );
}

async function finish(stores: Stores, { id }: ImportRow, { state, problem }: End): Promise<void> {
  await stores.postgres.transaction(async (tx) => {
    await finishImport(tx, { id, state, problem, at: stores.clock.now() });
    if (state === "done" || problem?.code === "directory.units_refused") await deleteRows(tx, id);
    const row = await findImport(tx, id);
    if (row === undefined || state === "cancelled") return;
    const { fileName: file, created, refused } = row;
    await notify(tx, stores, {
      to: [row.startedBy],
      kind: state === "done" ? "import_finished" : "import_failed",
      params: state === "done" ? { file, created, refused } : { file },
      link: `/directory/${id}`,
      key: `directory ${id} ${state} ${row.finishedAt?.toISOString() ?? ""}`,
    });
  });
}

/** The lock belongs to a connection of its own, so it goes with the process that holds it, however that ends. */
async function withLock(postgres: Postgres, importId: string, work: () => Promise<void>): Promise<void> {
  const client = await postgres.pool.connect();
  const key = sql`hashtextextended(${`directory ${importId}`}, 0)`;
  try {
    const { taken } = await txOf(client).one<{ taken: boolean }>(sql`select pg_try_advisory_lock(${key}) as taken`);
    if (taken) await work();
  } finally {
    client.release(true);
  }
}
