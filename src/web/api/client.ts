import { endpoints } from "./endpoints.ts";
import type { OperationAnswer, OperationCall, OperationId } from "./operations.ts";
import { Problem, problemOf, unreachable } from "./problem.ts";

let language = "en";

/** The language the server words its messages in from now on. */
export function speak(wanted: string): void {
  language = wanted;
}

/**
 * Calls one operation of the contract, types and all.
 * Throws a `Problem`: the server's own, or `web.unreachable` when no answer came.
 * @example const page = await callOperation("surveys.listSurveys", { query: { limit: 20 } });
 */
export async function callOperation<Id extends OperationId>(
  id: Id,
  call: OperationCall<Id> = {},
): Promise<OperationAnswer<Id>> {
  const [method, template] = endpoints[id];
  const path = fillPath(template, call.params ?? {});
  const query = queryOf(call.query ?? {});
  const answer = await send(path + query, {
    method: method.toUpperCase(),
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  return (await answer.json()) as OperationAnswer<Id>;
}

/** A plain request with the session and the reader's language; refusals become `Problem`s. */
export async function send(path: string, init: RequestInit & { body?: string | Blob }): Promise<Response> {
  const headers = new Headers({ accept: "application/json", "accept-language": language });
  if (typeof init.body === "string") headers.set("content-type", "application/json");

  const response = await fetch(path, { ...init, headers, credentials: "same-origin" }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, unreachable, "The server cannot be reached.");
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

function fillPath(template: string, params: object): string {
  const values = new Map(Object.entries(params));
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

function queryOf(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}
