import type { IncomingMessage, ServerResponse } from "node:http";

import { Refusal } from "#kit/refusal";

import { observeRequest } from "../metrics.ts";
import { systemRandom } from "../random.ts";
import { checkPermission, type Binding } from "./bind.ts";
import { fieldProblems } from "./problem.ts";
import { remoteAddressOf } from "./request-facts.ts";
import type { Call, Route } from "./route.ts";
import { plainSecurityHeaders } from "./security-headers.ts";
import { parseStorable } from "./storable.ts";

/** Answers a request, or leaves it to the app and says false. */
export type DirectHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** What direct routes need besides the binding. */
export interface DirectOptions extends Binding {
  /** Largest body in bytes; a larger one is left to the app, which refuses it. */
  readonly bodyLimit: number;
  /** A refusal or a bug as a problem, the same that the app would answer. */
  readonly answerError: (error: Error, about: { path: string; requestId: string; language: string }) => Response;
}

/**
 * Serves routes that are called thousands of times a second straight from Node's own request: no Request, Headers and
 * Response of the fetch standard, which cost more than the work itself. Only JSON with an API key is taken; whatever
 * else arrives at the same address (cookies, forms, languages in the address) goes through the app.
 * The order of permission, input and action, and every answer, are those of `bindRoutes`.
 */
export function createDirectHandler(routes: readonly Route[], options: DirectOptions): DirectHandler {
  const byAddress = new Map(routes.map((route) => [route.operation.path, route]));
  return (incoming, outgoing) => {
    const route = incoming.method === "POST" ? byAddress.get(incoming.url ?? "") : undefined;
    if (route === undefined || !isPlainCall(incoming, options.bodyLimit)) return false;
    void answer(incoming, outgoing, { route, options });
    return true;
  };
}

function isPlainCall({ headers }: IncomingMessage, bodyLimit: number): boolean {
  const length = Number(headers["content-length"] ?? Number.NaN);
  return (
    headers.cookie === undefined &&
    (headers.authorization !== undefined || headers["x-api-key"] !== undefined) &&
    headers["content-type"]?.startsWith("application/json") === true &&
    headers["x-request-id"] === undefined &&
    length > 0 &&
    length <= bodyLimit
  );
}

interface Directed {
  readonly route: Route;
  readonly options: DirectOptions;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, directed: Directed): Promise<void> {
  const startedAt = performance.now();
  const { operation } = directed.route;
  const requestId = systemRandom.uuid();
  try {
    const output = await runRoute(incoming, requestId, directed);
    send(outgoing, { status: 200, type: "application/json", requestId, text: JSON.stringify(output) });
    observeRequest(operation.id, 200, (performance.now() - startedAt) / 1000);
  } catch (error) {
    const problem =
      error instanceof Error ? error : new Error("something that is no error was thrown", { cause: error });
    const about = { path: operation.path, requestId, language: languageIn(incoming) };
    const response = directed.options.answerError(problem, about);
    const retry = response.headers.get("retry-after");
    if (retry !== null) outgoing.setHeader("retry-after", retry);
    send(outgoing, {
      status: response.status,
      type: response.headers.get("content-type") ?? "application/problem+json",
      requestId,
      text: await response.text(),
    });
  }
}

async function runRoute(incoming: IncomingMessage, requestId: string, { route, options }: Directed): Promise<unknown> {
  const { operation, run } = route;
  const headers = credentialsOf(incoming);
  const viewer = await options.viewerOf(headers);
  const address = remoteAddressOf(incoming.socket);
  options.limit?.(viewer, address);
  checkPermission(operation, viewer);

  const parsed = operation.body?.safeParse(await readJson(incoming));
  if (parsed?.success === false) throw new Refusal("request.invalid", {}, fieldProblems(parsed.error));

  const { stores } = options;
  const language = languageIn(incoming);
  const key = incoming.headers["idempotency-key"];
  const idempotencyKey = typeof key === "string" ? key : undefined;
  const call: Call = { stores, viewer, requestId, language, address, idempotencyKey, headers, signal: neverAborted };
  return (run as (call: Call, input: unknown) => Promise<unknown>)(call, { body: parsed?.data });
}

const neverAborted = new AbortController().signal;

function credentialsOf({ headers }: IncomingMessage): Headers {
  const credentials = new Headers();
  for (const name of ["authorization", "x-api-key", "accept-language"] as const) {
    const value = headers[name];
    if (typeof value === "string") credentials.set(name, value);
  }
  return credentials;
}

function languageIn({ headers }: IncomingMessage): string {
  const tag = headers["accept-language"]?.slice(0, 2).toLowerCase();
  return tag === "ru" || tag === "uk" ? tag : "en";
}

/** The declared length bounds what is read: Node itself cuts a longer body off. */
async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const text = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () => resolve((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString() ?? ""));
    incoming.once("error", reject);
  });
  try {
    return parseStorable(text);
  } catch {
    throw new Refusal("request.not_json");
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly requestId: string;
  readonly text: string;
}

function send(outgoing: ServerResponse, { status, type, requestId, text }: Answer): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, {
    ...plainSecurityHeaders,
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  outgoing.end(text);
}
