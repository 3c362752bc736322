import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { Stores } from "#platform/stores";

import { refuseFile } from "../wording/files.ts";

/** Largest file that is taken in, in bytes. */
export const largestFile = 2 * 1024 ** 3;

/** Where an import's file lies. */
export function fileOf(stores: Pick<Stores, "config">, importId: string): string {
  return join(stores.config.dataDir, "imports", importId);
}

/** A file that was taken in. */
export interface StoredFile {
  readonly bytes: number;
  readonly hash: Buffer;
}

/**
 * Writes a stream to the import's file, readable by this process's user alone. Nothing stays when it fails.
 * @throws Refusal `imports.file_too_large`
 */
export async function storeFile(
  stores: Pick<Stores, "config">,
  importId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const path = fileOf(stores, importId);
  await mkdir(join(stores.config.dataDir, "imports"), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > largestFile ? refuseFile("above_limit") : null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(content), measured, createWriteStream(`${path}.part`, { mode: 0o600 }));
    await rename(`${path}.part`, path);
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    throw error;
  }
  return { bytes, hash: hash.digest() };
}

/** Removes an import's file; no file is fine. */
export async function removeFile(stores: Pick<Stores, "config">, importId: string): Promise<void> {
  await rm(fileOf(stores, importId), { force: true });
}

/** Content of a file on disk, for the command line. */
export function readFile(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1024 * 1024 });
}
