import type { Context, Hono } from "hono";

import type { ErrorTable, Operation } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";

import { observeRequest } from "../metrics.ts";
import type { Stores } from "../stores.ts";
import { readInput } from "./input.ts";
import { clientAddress, languageOf, requestIdOf } from "./request-facts.ts";
import type { Call, Route } from "./route.ts";

/** What routes are bound with. */
export interface Binding {
  readonly stores: Stores;
  /** Who asks, found from cookie or key; throws a Refusal when a credential is there but not valid. */
  readonly viewerOf: (headers: Headers) => Promise<Viewer>;
  /** Bounds how often one caller may call. @throws Refusal `request.too_many` */
  readonly limit?: (viewer: Viewer, address: string) => void;
  /** Codes of every slice with their status and English wording. */
  readonly errors: ErrorTable;
  /** Compare every answer with its contract; on save in production, where the time matters more. */
  readonly checkOutput: boolean;
}

/**
 * Puts routes onto an app: permission, input, action, output, in this order. Refusals and bugs are left to the app's
 * error handler (see `createApp`).
 */
export function bindRoutes(app: Hono, routes: readonly Route[], binding: Binding): void {
  for (const route of routes) {
    const path = route.operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(route.operation.method.toUpperCase(), path, (context) => serve(context, route, binding));
  }
}

async function serve(context: Context, { operation, run }: Route, binding: Binding): Promise<Response> {
  const startedAt = performance.now();
  const call = await callOf(context, binding);
  checkPermission(operation, call.viewer);
  const input = await readInput(context, operation);

  const output: unknown = await (run as (call: Call, input: unknown) => Promise<unknown>)(call, input);

  const response = responseOf(context, operation, output, binding.checkOutput);
  observeRequest(operation.id, response.status, (performance.now() - startedAt) / 1000);
  return response;
}

async function callOf(context: Context, binding: Binding): Promise<Call> {
  const request = context.req.raw;
  const viewer = await binding.viewerOf(request.headers);
  const address = clientAddress(context, binding.stores.config.trustProxy);
  binding.limit?.(viewer, address);
  return {
    stores: binding.stores,
    viewer,
    requestId: requestIdOf(context),
    language: languageOf(context, viewer.kind === "user" ? viewer.language : undefined),
    address,
    idempotencyKey: request.headers.get("idempotency-key") ?? undefined,
    headers: request.headers,
    signal: request.signal,
  };
}

/**
 * Whether the viewer may call the operation.
 * @throws Refusal `access.not_signed_in`, `access.forbidden`, `access.installation_only`
 */
export function checkPermission({ permission, reach }: Operation, viewer: Viewer): void {
  if (permission === "public") return;
  if (viewer.kind === "anonymous") throw new Refusal("access.not_signed_in");
  if (permission === "signed-in") return;
  if (!viewer.permissions.has(permission)) throw new Refusal("access.forbidden", { permission });
  if (reach !== "everywhere") return;
  const isEverywhere = viewer.grants.some((grant) => grant.units === "all" && grant.permissions.has(permission));
  if (!isEverywhere) throw new Refusal("access.installation_only");
}

function responseOf(context: Context, operation: Operation, output: unknown, check: boolean): Response {
  if (output instanceof Response) return output;
  if (check) checkOutput(operation, output);
  return output === undefined ? context.body(null, 204) : context.json(output as object);
}

/** What leaves must be what the contract says; the comparison is of the JSON, as the reader sees it. */
function checkOutput(operation: Operation, output: unknown): void {
  const json: unknown = output === undefined ? undefined : JSON.parse(JSON.stringify(output));
  const result = operation.output.safeParse(json);
  if (result.success) return;
  const first = result.error.issues[0];
  throw new Error(
    `${operation.id} answered against its contract at ${first?.path.join(".") ?? ""}: ${first?.message ?? ""}`,
  );
}
