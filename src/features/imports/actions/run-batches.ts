import { recordResponses } from "#feature/answers";
import type { Submission } from "#feature/answers/contract";
import { ensureReferences } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import { referenceKinds } from "#feature/organisation/contract";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { MappedRow } from "../mapping/map-row.ts";
import { insertErrors, type ErrorRow } from "../store/import-errors.ts";
import { addProgress, type Progress, type RowRange } from "../store/imports.ts";
import { refuseFile } from "../wording/files.ts";
import { mappedBatches, type MappedBatch } from "./batches.ts";
import type { OpenImport } from "./plan.ts";

/** What one batch came to, told after it is committed. */
export type OnBatch = (batch: Progress) => void;

export interface Run {
  readonly importId: string;
  readonly plan: OpenImport;
  /** Rows that earlier runs have finished, in order. */
  readonly done: readonly RowRange[];
  /** Rows the file had when the import was set going. */
  readonly rows: number;
  readonly signal?: AbortSignal | undefined;
  readonly onBatch?: OnBatch | undefined;
}

type RunStores = Pick<Stores, "postgres" | "clock" | "random">;

/**
 * Writes the plan's rows batch by batch. Each batch, its errors and its count stand or fall in one transaction, so a
 * killed run goes on exactly where it stopped. Two batches are written at the same time while the next one is read and
 * mapped, unless the file itself numbers its rows: then the first of two rows with one number has to win.
 * @returns whether it came to the end or was cancelled on the way
 * @throws Refusal `imports.file_unreadable` when the file has fewer rows than it had
 */
export async function runBatches(stores: RunStores, viewer: Viewer, run: Run): Promise<"done" | "cancelled"> {
  const { plan, signal } = run;
  const lanes = plan.profile.id === undefined ? 2 : 1;
  const writing = new Set<Promise<void>>();
  let isCancelled = false;

  async function write(batch: MappedBatch): Promise<void> {
    const work = (tx: Tx): Promise<Written> => writeBatch(tx, stores, viewer, { run, batch });
    const { progress, cancelRequested } = await stores.postgres.transaction(work, { retries: 5 });
    isCancelled ||= cancelRequested;
    run.onBatch?.(progress);
  }

  let rowsSeen = 0;
  try {
    for await (const batch of mappedBatches(plan.mapper, plan.table.rows(signal), run.done)) {
      while (writing.size >= lanes) await Promise.race(writing);
      signal?.throwIfAborted();
      if (isCancelled) break;
      rowsSeen = batch.first + batch.rows.length;
      const one = write(batch).finally(() => writing.delete(one));
      one.catch(() => undefined);
      writing.add(one);
    }
    await Promise.all(writing);
  } finally {
    await Promise.allSettled(writing);
  }
  if (isCancelled) return "cancelled";
  if (Math.max(rowsSeen, lastOf(run.done)) < run.rows) throw refuseFile("changed");
  return "done";
}

function lastOf(done: readonly RowRange[]): number {
  return done.reduce((last, { first, rows }) => Math.max(last, first + rows), 0);
}

interface Written {
  readonly progress: Progress;
  readonly cancelRequested: boolean;
}

async function writeBatch(
  tx: Tx,
  stores: RunStores,
  viewer: Viewer,
  { run, batch: { first, rows } }: { readonly run: Run; readonly batch: MappedBatch },
): Promise<Written> {
  const responses = rows.filter((row) => row.kind === "response");
  const submissions = responses.map((row) => row.submission);
  await createReferences(tx, viewer, run.plan, submissions);
  const recorded = await recordResponses({ stores, viewer }, submissions, {
    source: "import",
    importId: run.importId,
    tx,
  });

  const errors = rows.flatMap(errorsOf);
  let [created, unchanged, refused] = [0, 0, rows.filter((row) => row.kind === "refused").length];
  recorded.forEach((outcome, index) => {
    if (!outcome.ok) {
      refused += 1;
      errors.push({
        row: responses[index]?.row ?? 0,
        position: 0,
        column: outcome.problems[0]?.field ?? "",
        value: "",
        code: outcome.problems[0]?.code ?? outcome.code,
        params: {},
      });
    } else if (outcome.receipt.result === "unchanged") unchanged += 1;
    else created += 1;
  });

  await insertErrors(tx, run.importId, errors);
  const skipped = rows.filter((row) => row.kind === "skipped").length;
  const progress = { rowsDone: rows.length, created, unchanged, refused, skipped };
  const counted = await addProgress(tx, { id: run.importId, first }, progress);
  if (counted === undefined) throw new Error("Another process took this import over.");
  return { progress, cancelRequested: counted.cancelRequested };
}

/** The refused cells of a row as they are kept and shown; long values are cut. */
export function errorsOf(row: MappedRow): readonly ErrorRow[] {
  if (row.kind !== "refused") return [];
  return row.problems.map(({ column, value, code, params }, position) => ({
    row: row.row,
    position,
    column,
    value: value.slice(0, 200).toWellFormed().replaceAll("\u0000", ""),
    code,
    params: params ?? {},
  }));
}

/** Makes the references that the profile says may be made: units, products and the like not known yet. */
async function createReferences(
  tx: Tx,
  viewer: Viewer,
  plan: OpenImport,
  submissions: readonly Submission[],
): Promise<void> {
  const made = new Set<string>(plan.profile.dimensions.filter(({ create }) => create).map(({ field }) => field));
  const wanted = new Map<string, { kind: ReferenceKind; code: string }>();
  for (const { context } of submissions) {
    for (const kind of referenceKinds) {
      const code = context[kind];
      if (made.has(kind) && code !== undefined) wanted.set(`${kind}:${code}`, { kind, code });
    }
  }
  if (wanted.size > 0) await ensureReferences(tx, viewer, [...wanted.values()]);
}
