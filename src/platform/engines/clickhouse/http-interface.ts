import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";

import { splitStatements } from "../../clickhouse-template.ts";
import { answerError, answerWhole } from "./answer.ts";
import { EngineError, engineCodes } from "./engine-error.ts";
import { readBody } from "./insert-body.ts";
import { readMultipart } from "./multipart.ts";
import { readRequest, type StatementRequest } from "./request.ts";
import { runStatement, type Statement } from "./run-statement.ts";
import type { Running } from "./running.ts";
import type { Sessions } from "./sessions.ts";
import { killedQueryId, kindOf } from "./statement.ts";
import type { Turns } from "./turns.ts";

/** What the interface stands on. */
export interface Interface {
  readonly sessions: Sessions;
  readonly running: Running;
  readonly turns: Turns;
  readonly user: string;
  readonly password: string;
  /** Database of a request that names none. */
  readonly database: string;
}

/** The HTTP interface of ClickHouse, as much of it as official clients use. */
export function createInterface(engine: Interface): Server {
  const server = createServer(
    { keepAliveTimeout: 30_000, requestTimeout: 0, maxHeaderSize: 1 << 20 },
    (request, response) => {
      void serve(engine, request, response);
    },
  );
  return server;
}

async function serve(engine: Interface, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let queryId = "";
  try {
    if (isPing(request)) return void response.setHeader("Content-Type", "text/html; charset=UTF-8").end("Ok.\n");

    const fields = await readMultipart(request, maxText);
    const asked = readRequest(request, fields);
    queryId = asked.queryId === "" ? randomUUID() : asked.queryId;
    authenticate(engine, asked);
    await answer(
      engine,
      await readStatement(request, response, { asked, queryId, bodyRead: fields !== undefined }),
      response,
    );
  } catch (error) {
    if (!response.destroyed) answerError(response, error, queryId);
  } finally {
    request.resume();
  }
}

async function answer(engine: Interface, statement: Statement, response: ServerResponse): Promise<void> {
  const killed = kindOf(statement.text) === "kill" ? killedQueryId(statement.text) : undefined;
  if (killed !== undefined) {
    await Promise.all(engine.running.markersOf(killed).map((marker) => engine.running.kill(marker)));
    return answerWhole(
      response,
      new Uint8Array(),
      { queryId: statement.queryId, format: "TabSeparated", gzip: false },
      {},
    );
  }

  refuseSeveral(statement.text);
  const endTurn = await engine.turns.take(statement.closed);
  try {
    await runLeased(engine, statement, response);
  } finally {
    endTurn();
  }
}

/** The engine would run them one after the other; the real server takes one statement a request, and so does this. */
function refuseSeveral(text: string): void {
  if (kindOf(text) === "insert" || splitStatements(text).length < 2) return;
  throw new EngineError(engineCodes.syntaxError, "Multi-statements are not allowed. (SYNTAX_ERROR)");
}

/** A read whose caller goes away is stopped; anything that changes data runs to its end. */
async function runLeased(engine: Interface, statement: Statement, response: ServerResponse): Promise<void> {
  const { request, text, queryId, closed } = statement;
  const mark = engine.running.begin(queryId);
  const stop = () => void engine.running.kill(mark.marker).catch(() => undefined);
  const settings = new Map([...request.settings, ["log_comment", mark.marker]]);
  const lease = await engine.sessions
    .lease({ text, database: request.database || engine.database, settings, params: request.params })
    .catch((error: unknown) => {
      mark.end();
      throw error;
    });
  if (kindOf(text) === "read") closed.addEventListener("abort", stop, { once: true });

  let broken = true;
  try {
    await runStatement(lease.session, statement, response);
    broken = false;
  } finally {
    closed.removeEventListener("abort", stop);
    mark.end();
    lease.release(broken);
  }
}

async function readStatement(
  request: IncomingMessage,
  response: ServerResponse,
  { asked, queryId, bodyRead }: { asked: StatementRequest; queryId: string; bodyRead: boolean },
): Promise<Statement> {
  const closed = closeSignal(response);
  const common = { request: asked, queryId, closed };
  if (bodyRead || request.method === "GET") return { ...common, text: asked.text, data: undefined };

  const body = decoded(request);
  if (kindOf(asked.text) === "insert") return { ...common, text: asked.text, data: body };

  const rest = (await readBody(body, maxText)).toString("utf8");
  return { ...common, text: asked.text === "" ? rest : `${asked.text}\n${rest}`, data: undefined };
}

const maxText = 256 << 20;

function isPing(request: IncomingMessage): boolean {
  const path = (request.url ?? "/").split("?")[0];
  return path === "/ping" || path === "/replicas_status" || (request.method === "GET" && request.url === "/");
}

function decoded(request: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return request;
  if (encoding === "gzip") return pipeline(request, createGunzip(), () => undefined);
  if (encoding === "deflate") return pipeline(request, createInflate(), () => undefined);
  throw new EngineError(
    engineCodes.notImplemented,
    `Unknown content encoding ${encoding}; use gzip. (NOT_IMPLEMENTED)`,
  );
}

function authenticate(engine: Interface, { user, password }: StatementRequest): void {
  const matches = sameText(user, engine.user) && sameText(password, engine.password);
  if (matches) return;

  throw new EngineError(
    engineCodes.authenticationFailed,
    `${user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
  );
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function closeSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished)
      controller.abort(new EngineError(engineCodes.queryWasCancelled, "The caller went away. (QUERY_WAS_CANCELLED)"));
  });
  return controller.signal;
}
