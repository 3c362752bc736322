import { createHash } from "node:crypto";

import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Postgres } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { ApiKey } from "../contract.ts";
import { isKeyValid, isUseWorthNoting, scopesBeyond } from "../rules.ts";
import {
  findApiKey,
  insertApiKey,
  listApiKeyRows,
  touchApiKey,
  updateRevoked,
  type ApiKeyRow,
} from "../store/api-keys.ts";
import { recordAudit } from "./audit.ts";
import { requirePermission, viewerOfKey } from "./viewers.ts";

/** What a new key is to be. `expiresAt` is an ISO instant; null or missing means never. */
export interface ApiKeyWish {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt?: string | null | undefined;
}

/**
 * Makes an API key. The answer holds the secret, which is shown this once; only its SHA-256 is kept.
 * The key sees the units its maker sees.
 * @throws Refusal `access.forbidden`, `access.scope_beyond_own`
 */
export async function createApiKey(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  wish: ApiKeyWish,
): Promise<{ key: ApiKey; secret: string }> {
  requirePermission(viewer, "access.manage");
  const beyond = scopesBeyond(viewer.permissions, wish.scopes);
  if (beyond.length > 0) throw new Refusal("access.scope_beyond_own", { scopes: beyond });

  const secret = `hol_${stores.random.token(32)}`;
  const key = await stores.postgres.transaction(async (tx) => {
    const made = await insertApiKey(tx, {
      id: stores.random.uuid(),
      name: wish.name,
      hash: hashOf(secret),
      prefix: secret.slice(0, 12),
      scopes: [...new Set(wish.scopes)],
      unitIds: viewer.units === "all" ? null : viewer.units,
      createdBy: viewer.id,
      createdAt: stores.clock.now(),
      expiresAt: wish.expiresAt ? new Date(wish.expiresAt) : null,
    });
    await recordAudit(tx, viewer, {
      action: "access.api_key_created",
      subjectKind: "api-key",
      subjectId: made.id,
      details: { scopes: made.scopes, expiresAt: made.expiresAt },
    });
    return made;
  });
  return { key, secret };
}

/** Every API key, newest first, without secrets. @throws Refusal `access.forbidden` */
export async function listApiKeys({
  stores,
  viewer,
}: Pick<Call, "stores" | "viewer">): Promise<{ items: ApiKey[]; nextCursor: null }> {
  requirePermission(viewer, "access.manage");
  return { items: await stores.postgres.read(listApiKeyRows), nextCursor: null };
}

/**
 * Revokes a key: at once in this process, within 5 s in others. Revoking it again changes nothing.
 * @throws Refusal `access.forbidden`, `access.not_found`
 */
export async function revokeApiKey(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  id: string,
): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");

  const hash = await stores.postgres.transaction(async (tx) => {
    const revoked = await updateRevoked(tx, id, stores.clock.now());
    if (revoked === undefined) throw new Refusal("access.not_found");
    await recordAudit(tx, viewer, { action: "access.api_key_revoked", subjectKind: "api-key", subjectId: id });
    return revoked;
  });

  cacheOf(stores.postgres).delete(hash.toString("hex"));
  return { ok: true };
}

/**
 * The viewer that this key is.
 * @throws Refusal `access.key_refused` when it is unknown, revoked or has expired
 */
export async function viewerOfSecret(stores: Stores, secret: string, language: string): Promise<Viewer> {
  const key = await readKey(stores, hashOf(secret));
  if (key === undefined || !isKeyValid(key, stores.clock.now())) throw new Refusal("access.key_refused");
  return viewerOfKey(key, language);
}

interface CachedKey {
  readonly key: ApiKeyRow;
  readonly loadedAt: number;
}

const caches = new WeakMap<Postgres, Map<string, CachedKey>>();
const cacheLimit = 1000;
const cacheAge = 5000;

function cacheOf(postgres: Postgres): Map<string, CachedKey> {
  const cache = caches.get(postgres) ?? new Map<string, CachedKey>();
  caches.set(postgres, cache);
  return cache;
}

async function readKey(stores: Stores, hash: Buffer): Promise<ApiKeyRow | undefined> {
  const cache = cacheOf(stores.postgres);
  const id = hash.toString("hex");
  const now = stores.clock.now();
  const cached = cache.get(id);
  if (cached !== undefined && now.getTime() - cached.loadedAt < cacheAge) return cached.key;

  const key = await stores.postgres.read((tx) => findApiKey(tx, hash));
  if (key === undefined) return undefined;
  if (isUseWorthNoting(key.lastUsedAt, now)) await stores.postgres.transaction((tx) => touchApiKey(tx, key.id, now));

  if (cache.size >= cacheLimit) cache.clear();
  cache.set(id, { key, loadedAt: now.getTime() });
  return key;
}

/** A plain hash is enough: the key itself has 256 random bits. */
function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
