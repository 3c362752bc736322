import { recordAudit, requirePermission } from "#feature/access";
import { removeFile, storeFile } from "#feature/imports";

import { permissionOf, type DirectoryInspection, type DirectoryKind } from "../contract.ts";
import { deleteImport, insertImport, type StoredReading } from "../store/imports.ts";
import type { DirectoryCall } from "./access.ts";
import { inspectImport } from "./inspect.ts";

/** A file on its way in. */
export interface DirectoryFile {
  readonly kind: DirectoryKind;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file of units, staff or persons in and says what is in it. A file that cannot be read leaves nothing behind.
 * @throws Refusal `access.forbidden`, `imports.file_unreadable`, `imports.file_too_large`
 */
export async function uploadDirectory(
  call: DirectoryCall,
  file: DirectoryFile,
  reading: StoredReading = {},
): Promise<DirectoryInspection> {
  const { stores, viewer } = call;
  requirePermission(viewer, permissionOf[file.kind]);
  const id = stores.random.uuid();
  const { bytes } = await storeFile(stores, id, file.content);
  const who = { startedBy: viewer.id, startedKind: viewer.kind };
  try {
    await stores.postgres.transaction(async (tx) => {
      const row = { id, kind: file.kind, fileName: cleanName(file.name), bytes, ...who, createdAt: stores.clock.now() };
      await insertImport(tx, row);
      await recordAudit(tx, viewer, {
        action: "directory.uploaded",
        subjectKind: "directory_import",
        subjectId: id,
        details: { kind: file.kind, bytes },
      });
    });
    return await inspectImport(call, id, reading);
  } catch (error) {
    await removeFile(stores, id);
    await stores.postgres.transaction((tx) => deleteImport(tx, id));
    throw error;
  }
}

/** The last part of whatever path a browser or a person gave, without control characters. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replaceAll(/\p{Cc}/gu, "").trim();
  return plain.slice(0, 200) || "file";
}
