import type { Permission } from "#kit/operation";
import { sql, type Tx } from "#platform/postgres";

import type { ApiKey } from "../contract.ts";

/** A key as a viewer needs one. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly unitIds: readonly string[] | null;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** What a new key consists of. */
export interface ApiKeyToInsert {
  readonly id: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly unitIds: readonly string[] | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

interface ListedRow extends Omit<ApiKeyRow, "unitIds"> {
  readonly prefix: string;
  readonly createdAt: Date;
}

const listedColumns = sql`id, name, prefix, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
  expires_at as "expiresAt", revoked_at as "revokedAt"`;

/** The key with this SHA-256. */
export function findApiKey(tx: Tx, hash: Buffer): Promise<ApiKeyRow | undefined> {
  return tx.maybeOne<ApiKeyRow>(
    sql.prepared(
      "access_find_api_key",
      sql`select id, name, scopes, unit_ids as "unitIds", last_used_at as "lastUsedAt", expires_at as "expiresAt",
        revoked_at as "revokedAt"
      from api_key where hash = ${hash}`,
    ),
  );
}

/** Notes a use unless one was noted within the last minute. */
export async function touchApiKey(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update api_key set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')`);
}

/** Every key, newest first. */
export async function listApiKeyRows(tx: Tx): Promise<ApiKey[]> {
  return (await tx.query<ListedRow>(sql`select ${listedColumns} from api_key order by created_at desc, id desc`)).map(
    shownOf,
  );
}

/** Inserts a key. */
export async function insertApiKey(tx: Tx, key: ApiKeyToInsert): Promise<ApiKey> {
  const row = await tx.one<ListedRow>(sql`
    insert into api_key (id, name, hash, prefix, scopes, unit_ids, created_by, created_at, expires_at)
    values (${key.id}, ${key.name}, ${key.hash}, ${key.prefix}, ${key.scopes}, ${key.unitIds}, ${key.createdBy},
      ${key.createdAt}, ${key.expiresAt})
    returning ${listedColumns}`);
  return shownOf(row);
}

/** Revokes a key, once; its hash for the caches, or undefined when there is no such key. */
export async function updateRevoked(tx: Tx, id: string, now: Date): Promise<Buffer | undefined> {
  const row = await tx.maybeOne<{ hash: Buffer }>(
    sql`update api_key set revoked_at = coalesce(revoked_at, ${now}) where id = ${id} returning hash`,
  );
  return row?.hash;
}

function shownOf(row: ListedRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: [...row.scopes],
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
