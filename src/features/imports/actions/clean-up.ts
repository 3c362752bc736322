import type { Stores } from "#platform/stores";

import { markFileRemoved, selectFilesToRemove } from "../store/imports.ts";
import { removeFile } from "./file-store.ts";

/** Days an uploaded file and its refused cells are kept; the responses themselves stay. */
export const daysKept = 30;

/** Removes files and refused cells that are older than that. */
export async function removeOldFiles(stores: Stores): Promise<void> {
  const now = stores.clock.now();
  const before = new Date(now.getTime() - daysKept * 86_400_000);
  const ids = await stores.postgres.read((tx) => selectFilesToRemove(tx, before));
  for (const id of ids) {
    await removeFile(stores, id);
    await stores.postgres.transaction((tx) => markFileRemoved(tx, id, now));
  }
}
