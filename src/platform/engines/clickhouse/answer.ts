import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createGzip } from "node:zlib";

import { engineErrorOf } from "./engine-error.ts";

/** Counters of a finished statement, as far as they are known when the headers go out. */
export interface Summary {
  readonly readRows?: number;
  readonly readBytes?: number;
  readonly writtenRows?: number;
  readonly writtenBytes?: number;
  readonly elapsedSeconds?: number;
}

/** How the answer to a statement looks. */
export interface AnswerOptions {
  readonly queryId: string;
  readonly format: string;
  readonly gzip: boolean;
}

/** Answers with everything at once. */
export function answerWhole(
  response: ServerResponse,
  bytes: Uint8Array,
  options: AnswerOptions,
  summary: Summary,
): void {
  setHeaders(response, options);
  response.setHeader("X-ClickHouse-Summary", summaryHeader(summary));
  if (!options.gzip) return void response.end(bytes);

  const gzip = createGzip({ level: 1 });
  response.setHeader("Content-Encoding", "gzip");
  gzip.pipe(response);
  gzip.end(bytes);
}

/**
 * Answers piece by piece, no faster than the reader takes them. The status goes out with the first piece, so an error
 * before it has its own status; one in the middle is written at the end in the way clients of 25.11 and later read.
 */
export async function answerStream(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  options: AnswerOptions,
  closed: AbortSignal,
): Promise<void> {
  const reader = chunks[Symbol.asyncIterator]();
  const first = await reader.next();
  const tag = randomBytes(8).toString("hex");
  setHeaders(response, options);
  response.setHeader("X-ClickHouse-Summary", summaryHeader({}));
  response.setHeader("X-ClickHouse-Exception-Tag", tag);
  const gzip = options.gzip ? createGzip({ level: 1 }) : undefined;
  if (gzip) response.setHeader("Content-Encoding", "gzip");
  gzip?.pipe(response);
  const sink = gzip ?? response;

  try {
    for (let next = first; !next.done; next = await reader.next()) {
      if (!sink.write(next.value)) await once(sink, "drain", { signal: closed });
    }
    sink.end();
  } catch (error) {
    if (closed.aborted) throw error;
    sink.end(exceptionBlock(tag, engineErrorOf(error).message));
  }
}

/** Answers with an error, or cuts the connection when part of an answer is out already. */
export function answerError(response: ServerResponse, error: unknown, queryId: string): void {
  if (response.headersSent) return void response.destroy();

  const problem = engineErrorOf(error);
  if (problem.code === 516) response.setHeader("WWW-Authenticate", 'Basic realm="ClickHouse server HTTP API"');
  response.statusCode = problem.status;
  response.setHeader("Content-Type", "text/plain; charset=UTF-8");
  response.setHeader("X-ClickHouse-Exception-Code", String(problem.code));
  if (queryId !== "") response.setHeader("X-ClickHouse-Query-Id", queryId);
  response.end(`${problem.message.trimEnd()}\n`);
}

function setHeaders(response: ServerResponse, { queryId, format }: AnswerOptions): void {
  response.setHeader(
    "Content-Type",
    contentTypes.get(format) ??
      (format.startsWith("JSON") ? "application/json; charset=UTF-8" : "text/plain; charset=UTF-8"),
  );
  response.setHeader("X-ClickHouse-Query-Id", queryId);
  response.setHeader("X-ClickHouse-Format", format);
  response.setHeader("X-ClickHouse-Timezone", "UTC");
  response.setHeader("X-ClickHouse-Server-Display-Name", "holos");
}

function summaryHeader(summary: Summary): string {
  return JSON.stringify({
    read_rows: String(summary.readRows ?? 0),
    read_bytes: String(summary.readBytes ?? 0),
    written_rows: String(summary.writtenRows ?? 0),
    written_bytes: String(summary.writtenBytes ?? 0),
    total_rows_to_read: "0",
    result_rows: String(summary.writtenRows ?? 0),
    result_bytes: String(summary.writtenBytes ?? 0),
    elapsed_ns: String(Math.round((summary.elapsedSeconds ?? 0) * 1e9)),
  });
}

function exceptionBlock(tag: string, message: string): string {
  const text = message.trimEnd();
  return `\r\n__exception__\r\n${tag}\r\n${text}\n${Buffer.byteLength(text) + 1} ${tag}\r\n__exception__\r\n`;
}

const contentTypes = new Map([
  ["TabSeparated", "text/tab-separated-values; charset=UTF-8"],
  ["TSV", "text/tab-separated-values; charset=UTF-8"],
  ["CSV", "text/csv; charset=UTF-8"],
  ["CSVWithNames", "text/csv; charset=UTF-8"],
  ["RowBinary", "application/octet-stream"],
  ["Native", "application/octet-stream"],
  ["Parquet", "application/octet-stream"],
]);
