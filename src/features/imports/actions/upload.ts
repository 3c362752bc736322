import { recordAudit, requireEverywhere } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import type { Inspection } from "../contract.ts";
import { deleteImport, insertImport } from "../store/imports.ts";
import { removeFile, storeFile } from "./file-store.ts";
import { inspectImport, type ReadingWish } from "./inspect.ts";

/** Who uploads, into which stores. */
export interface ImportCall {
  readonly stores: Stores;
  readonly viewer: Viewer;
}

/** A file on its way in. */
export interface FileOnItsWay {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file in and says what is in it. A file that cannot be read leaves nothing behind.
 * `wish` says how to read it where detection fails.
 * @throws Refusal `imports.file_unreadable`, `imports.file_too_large`
 */
export async function uploadFile(call: ImportCall, file: FileOnItsWay, wish: ReadingWish = {}): Promise<Inspection> {
  const id = await takeFileIn(call, file);
  try {
    return await inspectImport(call, id, wish);
  } catch (error) {
    await removeFile(call.stores, id);
    await call.stores.postgres.transaction((tx) => deleteImport(tx, id));
    throw error;
  }
}

/** Stores a file and registers it; answers the import's id. Nothing is left behind when that fails. */
export async function takeFileIn({ stores, viewer }: ImportCall, file: FileOnItsWay): Promise<string> {
  requireEverywhere(viewer, "imports.run");
  const id = stores.random.uuid();
  const { bytes, hash } = await storeFile(stores, id, file.content);
  const row = { id, fileName: cleanName(file.name), bytes, fileHash: hash, startedBy: viewer.id };
  const deed = { action: "imports.uploaded", subjectKind: "import", subjectId: id, details: { bytes } };
  try {
    await stores.postgres.transaction(async (tx) => {
      await insertImport(tx, { ...row, createdAt: stores.clock.now() });
      await recordAudit(tx, viewer, deed);
    });
    return id;
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
