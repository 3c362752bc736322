import { recordAudit, requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import type { Inspection } from "../contract.ts";
import { insertImport } from "../store/imports.ts";
import { removeFile, storeFile } from "./file-store.ts";
import { inspectFile } from "./inspect.ts";

/** Who uploads, into which stores. */
export interface ImportCall {
  readonly stores: Stores;
  readonly viewer: Viewer;
}

/**
 * Takes a file in and says what is in it. A file that cannot be read leaves nothing behind.
 * @throws Refusal `imports.file_unreadable`, `imports.file_too_large`
 */
export async function uploadFile(
  { stores, viewer }: ImportCall,
  file: { readonly name: string; readonly content: AsyncIterable<Uint8Array> },
): Promise<Inspection> {
  requirePermission(viewer, "imports.run");
  const id = stores.random.uuid();
  const fileName = cleanName(file.name);
  const stored = await storeFile(stores, id, file.content);
  try {
    const inspection = await inspectFile(stores, viewer, { id, fileName });
    const row = {
      id,
      fileName,
      bytes: stored.bytes,
      fileHash: stored.hash,
      startedBy: viewer.id,
      createdAt: stores.clock.now(),
    };
    await stores.postgres.transaction(async (tx) => {
      await insertImport(tx, row);
      await recordAudit(tx, viewer, {
        action: "imports.upload",
        subjectKind: "import",
        subjectId: id,
        details: { bytes: stored.bytes },
      });
    });
    return inspection;
  } catch (error) {
    await removeFile(stores, id);
    throw error;
  }
}

/** The last part of whatever path a browser or a person gave, without control characters. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 200) || "file"
  );
}
