import { createHash } from "node:crypto";

import { permissions } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { isKeyValid, isUseWorthNoting, permissionsOf } from "../rules.ts";
import { commonUnits, isInForce, type Ancestors } from "../rules/grants.ts";
import { findApiKey, touchApiKey, type ApiKeyRow } from "../store/api-keys.ts";
import { cachedKey, rememberKey, type CachedKey } from "./api-key-cache.ts";
import { neighboursNow } from "./neighbours.ts";
import { viewerOfKey, type GrantParts } from "./viewers.ts";

/**
 * The viewer that this key is: what its scopes say, as far as its maker may at this moment, in the units both have.
 * @throws Refusal `access.key_refused` when it is unknown, revoked or has expired, `access.key_suspended` when its maker
 * is disabled or holds nothing of it any more
 */
export async function viewerOfSecret(stores: Stores, secret: string, language: string): Promise<Viewer> {
  const now = stores.clock.now();
  const read = await readKey(stores, hashOf(secret), now);
  if (read === undefined || !isKeyValid(read.key, now)) throw new Refusal("access.key_refused");

  const grants = grantsOfKey(read.key, read.ancestors, now);
  if (grants.length === 0) throw new Refusal("access.key_suspended");
  return viewerOfKey(read.key, grants, language);
}

/** What a key may do at this moment; nothing when its maker may do none of it. */
export function grantsOfKey(
  key: Pick<ApiKeyRow, "role" | "scopes" | "unitIds" | "maker">,
  ancestors: Ancestors,
  now: Date,
): GrantParts[] {
  return makerGrants(key.maker, now).flatMap((grant) => {
    const held = key.scopes.filter((scope) => grant.permissions.includes(scope));
    const units = commonUnits(grant.units, key.unitIds ?? "all", ancestors);
    if (held.length === 0 || units.length === 0) return [];
    return [{ role: key.role ?? "api-key", permissions: held, units }];
  });
}

/** A plain hash is enough: the key itself has 256 random bits. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Only what is the maker's own: what was lent to them ends with the absence, a key would not. */
function makerGrants(maker: ApiKeyRow["maker"], now: Date): GrantParts[] {
  if (maker === "system") return [{ role: "system", permissions, units: "all" }];
  if (maker === null || maker.isDisabled) return [];
  return maker.grants
    .filter((grant) => isInForce(grant, now))
    .map(({ role, unitIds }) => ({ role, permissions: permissionsOf(role), units: unitIds ?? "all" }));
}

async function readKey(stores: Stores, hash: Buffer, now: Date): Promise<CachedKey | undefined> {
  const id = hash.toString("hex");
  const cached = cachedKey(stores.postgres, id, now);
  if (cached !== undefined) return cached;

  const read = await stores.postgres.read(async (tx) => {
    const key = await findApiKey(tx, hash);
    if (key === undefined) return undefined;
    const ancestors = isCompared(key) ? await neighboursNow().unitAncestors(tx) : new Map<string, readonly string[]>();
    return { key, ancestors, loadedAt: now.getTime() };
  });
  if (read === undefined) return undefined;
  const { key } = read;
  if (isUseWorthNoting(key.lastUsedAt, now)) await stores.postgres.transaction((tx) => touchApiKey(tx, key.id, now));
  rememberKey(stores.postgres, id, read);
  return read;
}

/** Whether both the key and its maker have some units only, so that the tree decides what they have in common. */
function isCompared({ unitIds, maker }: ApiKeyRow): boolean {
  if (unitIds === null || maker === null || maker === "system") return false;
  return maker.grants.some((grant) => grant.unitIds !== null);
}
