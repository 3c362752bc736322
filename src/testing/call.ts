import { permissions } from "#kit/operation";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Stores } from "#platform/stores";

/** A viewer who may do everything and see every unit, but for what is said otherwise. */
export function testViewer(differences: Partial<Omit<Viewer, symbol>> = {}): Viewer {
  return {
    kind: "user",
    id: "0197c1a0-0000-7000-8000-000000000001",
    name: "Olena Test",
    grants: [{ role: "test", permissions: new Set(permissions), units: "all" }],
    permissions: new Set(permissions),
    units: "all",
    employee: null,
    language: "en",
    ...differences,
  } as Viewer;
}

/** A call of an operation by a viewer who may do everything, but for what is said otherwise. */
export function testCall(stores: Stores, differences: Partial<Call> = {}): Call {
  return {
    stores,
    viewer: testViewer(),
    requestId: "test-request",
    language: "en",
    address: "127.0.0.1",
    idempotencyKey: undefined,
    headers: new Headers(),
    signal: new AbortController().signal,
    ...differences,
  };
}
