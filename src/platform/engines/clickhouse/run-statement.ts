import type { ServerResponse } from "node:http";

import type { Session } from "chdb";

import { answerStream, answerWhole, type AnswerOptions, type Summary } from "./answer.ts";
import { insertChunks } from "./insert-body.ts";
import type { StatementRequest } from "./request.ts";
import { formatOf, insertTarget, kindOf, withoutSync, type InsertTarget } from "./statement.ts";

/** A statement with everything it needs to run. */
export interface Statement {
  readonly request: StatementRequest;
  /** The text; for an insert with data apart, only the text. */
  readonly text: string;
  /** Data of an insert that stands apart from its text. */
  readonly data: AsyncIterable<Buffer> | undefined;
  readonly queryId: string;
  /** Aborted when the caller is gone. */
  readonly closed: AbortSignal;
}

/** Runs a statement on a session and writes its answer. */
export async function runStatement(session: Session, statement: Statement, response: ServerResponse): Promise<void> {
  const { text, data } = statement;
  if (data !== undefined) return runInsert(session, statement, data, response);
  if (kindOf(text) === "read" && !statement.request.waitForEnd) return runRead(session, statement, response);
  return runWhole(session, statement, response);
}

async function runRead(session: Session, statement: Statement, response: ServerResponse): Promise<void> {
  const options = answerOptions(statement);
  const stream = session.queryStream(statement.text, { format: options.format });
  try {
    await answerStream(response, bytesOf(stream), options, statement.closed);
  } finally {
    if (!stream.closed) stream.cancel();
  }
}

async function* bytesOf(stream: ReturnType<Session["queryStream"]>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk.raw();
}

async function runWhole(session: Session, statement: Statement, response: ServerResponse): Promise<void> {
  const options = answerOptions(statement);
  const text = kindOf(statement.text) === "kill" ? withoutSync(statement.text) : statement.text;
  const result = await session.queryAsync(text, { format: options.format });
  answerWhole(response, result.bytes(), options, {
    readRows: result.rowsRead,
    readBytes: result.bytesRead,
    elapsedSeconds: result.elapsed,
  });
}

type Data = AsyncIterable<Buffer>;

async function runInsert(session: Session, statement: Statement, data: Data, response: ServerResponse): Promise<void> {
  const target = insertTarget(statement.text);
  const summary =
    target === undefined
      ? await insertInline(session, statement.text, data)
      : await insertBytes(session, statement, target, data);
  answerWhole(response, new Uint8Array(), answerOptions(statement), summary);
}

/**
 * Data goes to the engine as bytes, a piece at a time. Each piece is one block that is written whole or not at all;
 * the deduplication token, when there is one, counts on with the pieces.
 */
async function insertBytes(session: Session, statement: Statement, target: InsertTarget, data: Data): Promise<Summary> {
  const token = statement.request.settings.get("insert_deduplication_token");
  const summary = { writtenRows: 0, writtenBytes: 0, elapsedSeconds: 0 };
  for await (const { bytes, index } of insertChunks(data, target.byLine)) {
    const done = await session.insert({
      table: target.table,
      format: target.format,
      values: bytes,
      ...(target.columns === undefined ? {} : { columns: target.columns }),
      ...(token === undefined || index === 0 ? {} : { settings: { insert_deduplication_token: `${token}-${index}` } }),
    });
    summary.writtenRows += done.rowsWritten;
    summary.writtenBytes += done.bytesWritten;
    summary.elapsedSeconds += done.elapsed;
  }
  return summary;
}

/** For inserts whose text says more than table, columns and format: data joins the text, so it must fit into memory. */
async function insertInline(session: Session, text: string, data: Data): Promise<Summary> {
  const parts: Buffer[] = [];
  for await (const { bytes } of insertChunks(data, false)) parts.push(bytes);
  const result = await session.queryAsync(`${text}\n${Buffer.concat(parts).toString("utf8")}`, { format: "Null" });
  return { elapsedSeconds: result.elapsed };
}

function answerOptions({ request, text, queryId }: Statement): AnswerOptions {
  return { queryId, format: formatOf(text, request.format), gzip: request.gzipAnswer };
}
