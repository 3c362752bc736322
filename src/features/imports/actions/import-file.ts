import { basename } from "node:path";

import { readSettings } from "#feature/organisation";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import type { Import, Preview, Profile } from "../contract.ts";
import { readFile, removeFile } from "./file-store.ts";
import { readImport } from "./list.ts";
import { planImport } from "./plan.ts";
import { previewPlan } from "./preview.ts";
import type { OnBatch } from "./run-batches.ts";
import { carryOutImport, prepareRun } from "./run.ts";
import { uploadFile } from "./upload.ts";

/** How `importFile` tells how far it is and how it is stopped. */
export interface ImportFileOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStart?: ((rows: number) => void) | undefined;
  readonly onBatch?: OnBatch | undefined;
}

/** Imports a file of this machine from beginning to end, as `holos import` does. */
export async function importFile(
  call: { readonly stores: Stores; readonly viewer: Viewer },
  path: string,
  profile: Profile,
  options: ImportFileOptions = {},
): Promise<Import> {
  const inspection = await uploadFile(call, { name: basename(path), content: readFile(path) });
  try {
    const row = await prepareRun(call, inspection.importId, { profile, saveProfile: true });
    options.onStart?.(row.rows);
    await carryOutImport(call.stores, inspection.importId, options);
    return await readImport(call, inspection.importId);
  } finally {
    await removeFile(call.stores, inspection.importId);
  }
}

/** Says what importing a file of this machine would do. Writes nothing. */
export async function previewFile(
  call: { readonly stores: Stores; readonly viewer: Viewer },
  path: string,
  profile: Profile,
): Promise<Preview> {
  const zone = await call.stores.postgres.read(async (tx) => (await readSettings(tx)).timeZone);
  return previewPlan(call.stores, await planImport(path, profile, zone), call.viewer.language);
}
