import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";

import { Refusal } from "#kit/refusal";

import { refuseFile } from "../wording/files.ts";

/** Most bytes the parts of a workbook may unpack to. */
export const largestWorkbook = 1024 ** 3;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** A part of a workbook packs to a tenth or a fiftieth of its size; only zeros and the like pack better than this. */
const bestPacking = 250;
const smallPart = 32 * 1024 ** 2;

/** Longest text without markup. Excel itself allows 32,767 characters in a cell. */
const longestText = 4 * 1024 ** 2;

/**
 * Unpacks every part of a zip file into nothing and counts, since the sizes that a zip claims may lie.
 * @throws Refusal `imports.file_too_large` for a zip bomb, `imports.file_unreadable` for a broken or encrypted zip
 */
export async function guardZip(path: string, limit: number = largestWorkbook): Promise<readonly string[]> {
  const file = await open(path, "r");
  try {
    const entries = await listEntries(file);
    let left = limit;
    for (const entry of entries) left -= await unpackedSize(file, entry, left);
    return entries.map((entry) => entry.name);
  } finally {
    await file.close();
  }
}

/** Layout: PKWARE APPNOTE 4.3.12 (central directory) and 4.3.16 (its end). */
async function listEntries(file: FileHandle): Promise<readonly Entry[]> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end === -1) throw refuseFile("damaged");
  const count = tail.readUInt16LE(end + 10);
  const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw refuseFile("damaged");
    const nameLength = directory.readUInt16LE(at + 28);
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw refuseFile("password");
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpackedSize(file: FileHandle, entry: Entry, limit: number): Promise<number> {
  const local = await bytesAt(file, entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) throw refuseFile("damaged");
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (entry.method === 0) return refuseAbove(entry.packed, limit);
  if (entry.method !== 8) throw refuseFile("damaged");

  const most = Math.min(limit, Math.max(smallPart, entry.packed * bestPacking));
  let [size, plain] = [0, 0];
  try {
    for await (const chunk of Readable.from(chunksOf(file, start, entry.packed)).pipe(createInflateRaw())) {
      const part = chunk as Buffer;
      size = refuseAbove(size + part.length, most);
      const markup = part.lastIndexOf("<");
      plain = markup === -1 ? refuseAbove(plain + part.length, longestText) : part.length - markup;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : refuseFile("damaged");
  }
  return size;
}

function refuseAbove(size: number, limit: number): number {
  if (size > limit) throw refuseFile("zip_bomb");
  return size;
}

async function* chunksOf(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const step = 256 * 1024;
  for (let done = 0; done < length; done += step)
    yield await bytesAt(file, start + done, Math.min(step, length - done));
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, 64 * 1024 ** 2));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}
