import { recordAudit, requireEverywhere } from "#feature/access";
import { removeImported } from "#feature/answers";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import type { Import } from "../contract.ts";
import { addUndone, findImport, finishUndo, lockImport, startUndo } from "../store/imports.ts";
import { withRunLock } from "../store/run-lock.ts";
import { foundImport, viewOf } from "./import-views.ts";
import type { ImportCall } from "./upload.ts";

/** Name of the job that takes an import back. */
export const undoJobName = "imports.undo";

/**
 * Takes a whole import back. The responses go in the background, batch by batch; the survey, and units and codes that
 * were made on the way, stay, since others may use them by now. Undone once more, or undone before it brought anything,
 * it stays undone. The same file can be imported again.
 * @throws Refusal `imports.not_found`, `imports.running` while it runs: cancel it first
 */
export async function undoImport({ stores, viewer }: ImportCall, id: string): Promise<Import> {
  requireEverywhere(viewer, "imports.run");
  return stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (row.state === "running") throw new Refusal("imports.running");
    if (row.state !== "undoing" && row.state !== "undone") {
      await startUndo(tx, id);
      await enqueue(tx, undoJobName, { importId: id }, { jobKey: `${undoJobName}:${id}` });
      const deed = {
        action: "imports.undone",
        subjectKind: "import",
        subjectId: id,
        details: { created: row.created },
      };
      await recordAudit(tx, viewer, deed);
    }
    return viewOf(tx, foundImport(await findImport(tx, id)), viewer.language);
  });
}

/** Does the work of taking back, unless another process is at it. Killed on the way, it goes on where it stopped. */
export async function carryOutUndo(
  stores: Stores,
  importId: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  await withRunLock(stores.postgres, importId, async () => {
    for (let isMore = true; isMore;) {
      signal?.throwIfAborted();
      isMore = await undoBatch(stores, importId);
    }
  });
}

const batchSize = 5000;

/** One batch and its count in one transaction; whether there may be more. */
function undoBatch(stores: Stores, importId: string): Promise<boolean> {
  return stores.postgres.transaction(
    async (tx) => {
      const row = await lockImport(tx, importId);
      if (row?.state !== "undoing") return false;
      const removed = await removeImported(tx, importId, batchSize);
      if (removed > 0) return addUndone(tx, importId, removed);
      await finishUndo(tx, importId, stores.clock.now());
      return false;
    },
    { retries: 5 },
  );
}
