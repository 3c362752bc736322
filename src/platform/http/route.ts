import type { Operation, OperationInput, OperationOutput } from "#kit/operation";
import type { Viewer } from "#kit/viewer";

import type { Stores } from "../stores.ts";

/** One call of an operation: who asks, with what stores, and what the transport knows about it. */
export interface Call {
  readonly stores: Stores;
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The reader's language for messages: query `lang`, the user's choice, or Accept-Language; `en`, `ru` or `uk`. */
  readonly language: string;
  /** Address of the caller as far as trusted proxies tell; for rate limits, never stored. */
  readonly address: string;
  /** Value of the Idempotency-Key header. */
  readonly idempotencyKey: string | undefined;
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** An operation with the action that carries it out. */
export interface Route {
  readonly operation: Operation;
  readonly run: (call: Call, input: never) => Promise<unknown>;
}

/**
 * Binds an operation to its action, types checked against the contract.
 * @example export const surveyRoutes = [route(surveyOperations.readSurvey, (call, input) => readSurvey(call, input.params.id))];
 */
export function route<O extends Operation>(
  operation: O,
  run: (call: Call, input: OperationInput<O>) => Promise<OperationOutput<O>>,
): Route {
  return { operation, run };
}
