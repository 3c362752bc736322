import type { Permission } from "#kit/operation";
import { sql, type Tx } from "#platform/postgres";

import type { Role } from "../contract.ts";
import type { GrantRow } from "./grants.ts";

/** A key as a viewer needs one. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role | null;
  readonly scopes: readonly Permission[];
  /** Null: wherever its maker may. */
  readonly unitIds: readonly string[] | null;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Who answers for it; null when that user is gone. */
  readonly maker: KeyMaker | "system" | null;
}

/** The user who answers for a key, with their own grants. */
export interface KeyMaker {
  readonly isDisabled: boolean;
  readonly grants: readonly Pick<GrantRow, "role" | "unitIds" | "startsAt" | "endsAt">[];
}

/** A key as lists show one. */
export interface ListedKey extends ApiKeyRow {
  readonly prefix: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly makerName: string | null;
}

/** What a new key consists of. */
export interface ApiKeyToInsert {
  readonly id: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly prefix: string;
  readonly role: Role | null;
  readonly scopes: readonly Permission[];
  readonly unitIds: readonly string[] | null;
  readonly createdBy: string;
  readonly makerKind: "user" | "system";
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

interface FoundMaker {
  readonly isDisabled: boolean;
  readonly grants: readonly { role: string; unitIds: string[] | null; startsAt: string; endsAt: string | null }[];
}

interface FoundKey extends Omit<ApiKeyRow, "maker"> {
  readonly makerKind: "user" | "system";
  readonly maker: FoundMaker | null;
}

const columns = sql`api_key.id, api_key.name, api_key.role, scopes, api_key.unit_ids as "unitIds",
  last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt", maker_kind as "makerKind",
  case when maker.id is not null then jsonb_build_object('isDisabled', maker.disabled_at is not null, 'grants',
    array(select jsonb_build_object('role', held.role, 'unitIds', held.unit_ids, 'startsAt', held.starts_at,
      'endsAt', held.ends_at) from access_grant held where held.user_id = maker.id)) end as maker`;
const source = sql`api_key left join access_user maker on maker_kind = 'user' and maker.id::text = created_by`;
const listedColumns = sql`${columns}, prefix, api_key.created_at as "createdAt", created_by as "createdBy",
  maker.name as "makerName"`;

/** The key with this SHA-256. */
export async function findApiKey(tx: Tx, hash: Buffer): Promise<ApiKeyRow | undefined> {
  const statement = sql`select ${columns} from ${source} where hash = ${hash}`;
  const row = await tx.maybeOne<FoundKey>(sql.prepared("access_find_api_key", statement));
  return row === undefined ? undefined : keyOf(row);
}

/** The key with this id. */
export async function findApiKeyById(tx: Tx, id: string): Promise<ListedKey | undefined> {
  const row = await tx.maybeOne<FoundKey & ListedKey>(
    sql`select ${listedColumns} from ${source} where api_key.id = ${id}`,
  );
  return row === undefined ? undefined : keyOf(row);
}

/** Every key, newest first. */
export async function listApiKeyRows(tx: Tx): Promise<ListedKey[]> {
  const rows = await tx.query<FoundKey & Omit<ListedKey, "maker">>(
    sql`select ${listedColumns} from ${source} order by api_key.created_at desc, api_key.id desc`,
  );
  return rows.map(keyOf);
}

/** How many keys of this user still open something, as far as the key goes. */
export async function countKeysOf(tx: Tx, userId: string, now: Date): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*) from api_key where created_by = ${userId}::text and maker_kind = 'user' and revoked_at is null
      and (expires_at is null or expires_at > ${now})`);
  return count;
}

/** Notes a use unless one was noted within the last minute. */
export async function touchApiKey(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update api_key set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')`);
}

/** Inserts a key. */
export async function insertApiKey(tx: Tx, key: ApiKeyToInsert): Promise<void> {
  await tx.execute(sql`
    insert into api_key (id, name, hash, prefix, role, scopes, unit_ids, created_by, maker_kind, created_at, expires_at)
    values (${key.id}, ${key.name}, ${key.hash}, ${key.prefix}, ${key.role}, ${key.scopes}, ${key.unitIds},
      ${key.createdBy}, ${key.makerKind}, ${key.createdAt}, ${key.expiresAt})`);
}

/** Says who answers for a key from now on. */
export async function updateMaker(
  tx: Tx,
  id: string,
  maker: Pick<ApiKeyToInsert, "createdBy" | "makerKind">,
): Promise<void> {
  await tx.execute(
    sql`update api_key set created_by = ${maker.createdBy}, maker_kind = ${maker.makerKind} where id = ${id}`,
  );
}

/** Revokes a key, once. */
export async function updateRevoked(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update api_key set revoked_at = coalesce(revoked_at, ${now}) where id = ${id}`);
}

function keyOf<Row extends FoundKey | (FoundKey & Omit<ListedKey, "maker">)>(
  row: Row,
): Omit<Row, "maker"> & Pick<ApiKeyRow, "maker"> {
  return { ...row, maker: row.makerKind === "system" ? "system" : makerOf(row.maker) };
}

function makerOf(found: FoundMaker | null): KeyMaker | null {
  if (found === null) return null;
  const grants = found.grants.map((grant) => ({
    ...grant,
    startsAt: new Date(grant.startsAt),
    endsAt: grant.endsAt === null ? null : new Date(grant.endsAt),
  }));
  return { isDisabled: found.isDisabled, grants };
}
