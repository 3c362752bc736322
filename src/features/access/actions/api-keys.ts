import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { ApiKey, Role } from "../contract.ts";
import { isKeyValid, permissionsOf, scopesBeyond } from "../rules.ts";
import { covers, type Ancestors, type Units } from "../rules/grants.ts";
import {
  findApiKeyById,
  insertApiKey,
  listApiKeyRows,
  updateMaker,
  updateRevoked,
  type ListedKey,
} from "../store/api-keys.ts";
import { forgetKeys } from "./api-key-cache.ts";
import { recordAudit } from "./audit.ts";
import { grantsOfKey, hashOf } from "./key-viewer.ts";
import { knowsUnits, neighboursNow } from "./neighbours.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * What a new key is to be: a role, scopes, or some scopes of a role; in these units, or wherever its maker may.
 * `expiresAt` is an ISO instant; null or missing means never.
 */
export interface ApiKeyWish {
  readonly name: string;
  readonly role?: Role | undefined;
  readonly scopes?: readonly Permission[] | undefined;
  readonly units?: Units | undefined;
  readonly expiresAt?: string | null | undefined;
}

/**
 * Makes an API key. The answer holds the secret, which is shown this once; only its SHA-256 is kept. At every moment the
 * key does no more than its maker may then.
 * @throws Refusal `access.forbidden`, `access.users_only`, `access.scope_beyond_own`, `access.scope_beyond_role`,
 * `access.unknown_unit`
 */
export async function createApiKey(
  { stores, viewer }: Asker,
  wish: ApiKeyWish,
): Promise<{ key: ApiKey; secret: string }> {
  requirePermission(viewer, "access.manage");
  if (viewer.kind === "api-key") throw new Refusal("access.users_only");
  const scopes = scopesOf(wish);
  const unitIds = wish.units === undefined || wish.units === "all" ? null : [...new Set(wish.units)];

  const secret = `hol_${stores.random.token(32)}`;
  const now = stores.clock.now();
  const key = await stores.postgres.transaction(async (tx) => {
    const ancestors = await neighboursNow().unitAncestors(tx);
    requireUnits(unitIds, ancestors);
    requireHeld(viewer, { scopes, unitIds }, ancestors);
    const id = stores.random.uuid();
    await insertApiKey(tx, {
      id,
      name: wish.name,
      hash: hashOf(secret),
      prefix: secret.slice(0, 12),
      role: wish.role ?? null,
      scopes,
      unitIds,
      createdBy: viewer.id,
      makerKind: viewer.kind === "system" ? "system" : "user",
      createdAt: now,
      expiresAt: wish.expiresAt ? new Date(wish.expiresAt) : null,
    });
    await recordAudit(tx, viewer, {
      action: "access.api_key_created",
      subjectKind: "api-key",
      subjectId: id,
      details: { role: wish.role ?? null, scopes, units: unitIds ?? "own", expiresAt: wish.expiresAt ?? null },
    });
    return (await showKeys(tx, [await requireKey(tx, id)], now))[0] as ApiKey;
  });
  return { key, secret };
}

/** Every API key, newest first, without secrets. @throws Refusal `access.forbidden` */
export async function listApiKeys({ stores, viewer }: Asker): Promise<{ items: ApiKey[]; nextCursor: null }> {
  requirePermission(viewer, "access.manage");
  const now = stores.clock.now();
  const items = await stores.postgres.read(async (tx) => {
    const ancestors = await neighboursNow().unitAncestors(tx);
    const rows = await listApiKeyRows(tx);
    return showKeys(
      tx,
      rows.filter((row) => isInSight(viewer, row, ancestors)),
      now,
    );
  });
  return { items, nextCursor: null };
}

/**
 * Takes over a key, as when its maker left: from now on it does what its scopes say as far as the new one may.
 * @throws Refusal `access.forbidden`, `access.users_only`, `access.not_found`, `access.scope_beyond_own`
 */
export async function adoptApiKey({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  if (viewer.kind === "api-key") throw new Refusal("access.users_only");
  await stores.postgres.transaction(async (tx) => {
    const ancestors = await neighboursNow().unitAncestors(tx);
    const key = await requireKey(tx, id);
    if (key.revokedAt !== null || !isInSight(viewer, key, ancestors)) throw new Refusal("access.not_found");
    requireHeld(viewer, key, ancestors);
    await updateMaker(tx, id, { createdBy: viewer.id, makerKind: viewer.kind === "system" ? "system" : "user" });
    await recordAudit(tx, viewer, { action: "access.api_key_adopted", subjectKind: "api-key", subjectId: id });
  });
  forgetKeys(stores.postgres);
  return { ok: true };
}

/**
 * Revokes a key: at once in this process, within 5 s in others. Revoking it again changes nothing.
 * @throws Refusal `access.forbidden`, `access.not_found`
 */
export async function revokeApiKey({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const ancestors = await neighboursNow().unitAncestors(tx);
    if (!isInSight(viewer, await requireKey(tx, id), ancestors)) throw new Refusal("access.not_found");
    await updateRevoked(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "access.api_key_revoked", subjectKind: "api-key", subjectId: id });
  });
  forgetKeys(stores.postgres);
  return { ok: true };
}

function scopesOf({ role, scopes }: ApiKeyWish): readonly Permission[] {
  const wanted = [...new Set(scopes ?? (role === undefined ? [] : permissionsOf(role)))];
  const beyond = role === undefined ? [] : scopesBeyond(new Set(permissionsOf(role)), wanted);
  if (beyond.length > 0) throw new Refusal("access.scope_beyond_role", { role, scopes: beyond.join(", ") });
  return wanted;
}

function requireUnits(unitIds: readonly string[] | null, ancestors: Ancestors): void {
  const unknown = knowsUnits() ? unitIds?.find((unit) => !ancestors.has(unit)) : undefined;
  if (unknown !== undefined) throw new Refusal("access.unknown_unit", { unit: unknown });
}

/** Nothing the maker only stands in for; each scope in every unit of the key where it names some. */
function requireHeld(
  viewer: Viewer,
  { scopes, unitIds }: { readonly scopes: readonly Permission[]; readonly unitIds: readonly string[] | null },
  ancestors: Ancestors,
): void {
  const beyond = scopes.filter((scope) => {
    const own = ownUnits(viewer, scope);
    return own.length === 0 || (unitIds !== null && !covers(own, unitIds, ancestors));
  });
  if (beyond.length > 0) throw new Refusal("access.scope_beyond_own", { scopes: beyond });
}

function ownUnits(viewer: Viewer, scope: Permission): Units {
  const own = viewer.grants.filter((grant) => grant.delegatedBy === undefined && grant.permissions.has(scope));
  const units = own.map((grant) => grant.units);
  return units.includes("all") ? "all" : units.filter((each) => each !== "all").flat();
}

/** Keys of other units are nobody's business; those that follow their maker's units belong to whoever sees everything. */
function isInSight(viewer: Viewer, key: ListedKey, ancestors: Ancestors): boolean {
  const units = ownUnits(viewer, "access.manage");
  if (units === "all" || key.createdBy === viewer.id) return true;
  return key.unitIds !== null && covers(units, key.unitIds, ancestors);
}

async function requireKey(tx: Tx, id: string): Promise<ListedKey> {
  const key = await findApiKeyById(tx, id);
  if (key === undefined) throw new Refusal("access.not_found");
  return key;
}

async function showKeys(tx: Tx, rows: readonly ListedKey[], now: Date): Promise<ApiKey[]> {
  const ancestors = await neighboursNow().unitAncestors(tx);
  const names = await neighboursNow().unitNames(tx, [...new Set(rows.flatMap((row) => row.unitIds ?? []))]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    scopes: [...row.scopes],
    units: row.unitIds === null ? "own" : row.unitIds.map((id) => ({ id, name: names.get(id) ?? id })),
    maker: row.makerName ?? row.createdBy,
    state: stateOf(row, ancestors, now),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

function stateOf(key: ListedKey, ancestors: Ancestors, now: Date): ApiKey["state"] {
  if (key.revokedAt !== null) return "revoked";
  if (!isKeyValid(key, now)) return "expired";
  return grantsOfKey(key, ancestors, now).length === 0 ? "suspended" : "active";
}
