import type { Postgres } from "#platform/postgres";

import type { Ancestors } from "../rules/grants.ts";
import type { ApiKeyRow } from "../store/api-keys.ts";

/** A key as it was read, with the tree of units where its own are compared with its maker's. */
export interface CachedKey {
  readonly key: ApiKeyRow;
  readonly ancestors: Ancestors;
  readonly loadedAt: number;
}

/** How long other replicas may go on with what they read of a key, in milliseconds. */
export const keyCacheAge = 5000;

const caches = new WeakMap<Postgres, Map<string, CachedKey>>();
const limit = 1000;

/** What was read of the key with this hash within the last five seconds. */
export function cachedKey(postgres: Postgres, hash: string, now: Date): CachedKey | undefined {
  const cached = caches.get(postgres)?.get(hash);
  return cached !== undefined && now.getTime() - cached.loadedAt < keyCacheAge ? cached : undefined;
}

/** Keeps what was read. */
export function rememberKey(postgres: Postgres, hash: string, read: CachedKey): void {
  const cache = caches.get(postgres) ?? new Map<string, CachedKey>();
  caches.set(postgres, cache);
  if (cache.size >= limit) cache.clear();
  cache.set(hash, read);
}

/** Reads every key anew at its next use: what keys or their makers may has changed. */
export function forgetKeys(postgres: Postgres): void {
  caches.get(postgres)?.clear();
}
