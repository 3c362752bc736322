import { EngineError, engineCodes } from "./engine-error.ts";

/** A piece of insert data in which every row is whole. */
export interface InsertChunk {
  readonly bytes: Buffer;
  /** Counts from 0; the last piece may be the first. */
  readonly index: number;
}

/**
 * Cuts the data of an insert into pieces of about `target` bytes, between lines, holding one piece in memory.
 * Data that cannot be cut by line must fit into `limit`.
 */
export async function* insertChunks(
  body: AsyncIterable<Buffer>,
  byLine: boolean,
  { target = 32 << 20, limit = 256 << 20 } = {},
): AsyncGenerator<InsertChunk> {
  let parts: Buffer[] = [];
  let size = 0;
  let index = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    const cut = byLine && size >= target ? part.lastIndexOf(newline) : -1;
    if (cut >= 0) {
      const whole = Buffer.concat([...parts.slice(0, -1), part.subarray(0, cut + 1)]);
      parts = [part.subarray(cut + 1)];
      size = part.length - cut - 1;
      yield { bytes: whole, index: index++ };
    }
    if (size > limit)
      throw new EngineError(
        engineCodes.tooManyBytes,
        `One row, or data that cannot be cut, is larger than ${limit} bytes. (TOO_MANY_BYTES)`,
      );
  }
  if (size > 0) yield { bytes: Buffer.concat(parts), index };
}

/** The whole body, up to `limit` bytes. */
export async function readBody(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > limit)
      throw new EngineError(engineCodes.tooManyBytes, `The statement is larger than ${limit} bytes. (TOO_MANY_BYTES)`);
  }
  return Buffer.concat(parts);
}

const newline = 0x0a;
