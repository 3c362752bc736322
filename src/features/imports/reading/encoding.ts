import { isUtf8 as isUtf8Bytes } from "node:buffer";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { TextDecoder } from "node:util";

import { analyse } from "chardet";

/** How a file's bytes become text, and how that was found out. */
export interface Encoding {
  /** Name as iconv-lite knows it, lower case. */
  readonly name: string;
  readonly foundBy: "mark" | "valid" | "statistics" | "asked";
}

const sampleBytes = 256 * 1024;

const byteOrderMarks: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Encodings that files of this product's users really come in; a statistical guess outside them is not believed. */
const plausible = new Set(["windows-1251", "koi8-r", "windows-1252", "iso-8859-5", "utf-16le", "utf-16be"]);

/** Detects the encoding: byte order mark first, then whether the bytes are valid UTF-8, then letter statistics. */
export async function detectEncoding(path: string): Promise<Encoding> {
  const sample = await firstBytes(path, sampleBytes);
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => sample[index] === byte));
  if (marked) return { name: marked[0], foundBy: "mark" };
  if (isUtf8(sample)) return { name: "utf-8", foundBy: "valid" };

  const guess = analyse(sample).find((match) => plausible.has(match.name.toLowerCase()));
  return { name: guess?.name.toLowerCase() ?? "windows-1252", foundBy: "statistics" };
}

/** Line of the first bytes that are not UTF-8, or undefined when the whole file is. */
export async function lineOfInvalidUtf8(path: string): Promise<number | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const chunk = piece as Buffer;
    if (!isDecoded(decoder, chunk)) return line + linesBeforeInvalid(chunk);
    for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) line += 1;
  }
  return isDecoded(decoder, undefined) ? undefined : line;
}

const lineEnd = 0x0a;

function isDecoded(decoder: TextDecoder, chunk: Buffer | undefined): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** A chunk may begin with the rest of a character that the one before began. */
function linesBeforeInvalid(chunk: Buffer): number {
  let start = chunk.findIndex((byte) => (byte & 0xc0) !== 0x80);
  for (let lines = 0; ; lines += 1) {
    const end = chunk.indexOf(lineEnd, start);
    if (end === -1 || !isUtf8Bytes(chunk.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/** The first bytes of a file, fewer when it is shorter. */
export async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(count);
    const { bytesRead } = await file.read(buffer, 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A character cut off at the end of the sample does not make it invalid. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
