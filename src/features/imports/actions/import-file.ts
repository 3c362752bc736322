import { basename } from "node:path";

import { requireEverywhere } from "#feature/access";
import type { Stores } from "#platform/stores";

import type { Import, Preview, Profile } from "../contract.ts";
import { deleteImport, finishImport } from "../store/imports.ts";
import { withRunLock } from "../store/run-lock.ts";
import { workOn, type WorkOptions } from "./carry-out.ts";
import { readFile, removeFile } from "./file-store.ts";
import { readImport } from "./list.ts";
import { planImport } from "./plan.ts";
import { previewPlan } from "./preview.ts";
import { prepareRun } from "./run.ts";
import { takeFileIn, type ImportCall } from "./upload.ts";
import { zoneFor } from "./zone.ts";

/** How `importFile` tells how far it is and how it is stopped. */
export interface ImportFileOptions extends WorkOptions {
  readonly onStart?: ((rows: number) => void) | undefined;
}

/**
 * Imports a file of this machine from beginning to end, as `holos import` does. Aborting the signal cancels: what is in
 * stays, importing the file again completes it. When this process is killed, a server on the same data goes on with it.
 * @throws Refusal as `uploadFile` and `runImport`; then nothing is left behind
 */
export async function importFile(
  call: ImportCall,
  path: string,
  profile: Profile,
  options: ImportFileOptions = {},
): Promise<Import> {
  const id = await takeFileIn(call, { name: basename(path), content: readFile(path) });
  try {
    await withRunLock(call.stores.postgres, id, async () => {
      const row = await prepareRun(call, id, { profile, saveProfile: true });
      options.onStart?.(row.rows);
      await workOn(call.stores, id, options).catch((error: unknown) =>
        cancelWhenAborted(call.stores, id, error, options),
      );
    });
    return await readImport(call, id);
  } catch (error) {
    await call.stores.postgres.transaction((tx) => deleteImport(tx, id));
    throw error;
  } finally {
    await removeFile(call.stores, id);
  }
}

/** Says what importing a file of this machine would do. Writes nothing. */
export async function previewFile({ stores, viewer }: ImportCall, path: string, profile: Profile): Promise<Preview> {
  requireEverywhere(viewer, "imports.run");
  const zone = await stores.postgres.read((tx) => zoneFor(tx, profile));
  const plan = await planImport(path, profile, { zone, now: stores.clock.now() });
  return previewPlan(stores, plan, viewer.language);
}

async function cancelWhenAborted(
  stores: Stores,
  id: string,
  error: unknown,
  { signal }: ImportFileOptions,
): Promise<void> {
  if (signal?.aborted !== true) throw error;
  const end = { id, state: "cancelled", at: stores.clock.now(), problem: null } as const;
  await stores.postgres.transaction((tx) => finishImport(tx, end));
}
