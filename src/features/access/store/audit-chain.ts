import { sql, type Tx } from "#platform/postgres";

import type { AuditCheck } from "../contract.ts";

/** The end of the chain: how many entries it holds and the hash of the last. */
export interface Head {
  readonly position: number;
  readonly hash: Buffer;
}

/** An entry as text that never varies: what is hashed. */
export interface SealableEntry {
  readonly id: number;
  readonly content: string;
}

/** A place of the chain with the entry that should be there. */
export interface Link {
  readonly position: number;
  readonly entryId: number;
  readonly hash: Buffer;
  /** Null when the entry is gone. */
  readonly content: string | null;
}

/** A signed end of the chain. */
export interface Anchor extends Head {
  readonly signature: Buffer;
  readonly at: Date;
}

/** Every column that says something, in this order; jsonb and microseconds have one spelling each. */
const text = sql`jsonb_build_array(entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  entry.actor_kind, entry.actor_id, entry.acting_for, entry.action, entry.subject_kind, entry.subject_id,
  entry.details)::text`;

/** One sealer at a time, until the transaction ends; those who write entries do not wait for it. */
export async function lockChain(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('audit_chain'), 0)`);
}

/** Takes committed entries that wait for their place, oldest first. */
export function takeUnsealed(tx: Tx, limit: number): Promise<SealableEntry[]> {
  return tx.query<SealableEntry>(sql`
    with taken as (
      delete from audit_unsealed where entry_id in (select entry_id from audit_unsealed order by entry_id limit ${limit})
      returning entry_id
    )
    select entry.id, ${text} as content from taken join audit_entry entry on entry.id = taken.entry_id order by entry.id`);
}

/** The last place of the chain; undefined before the first. */
export function findHead(tx: Tx): Promise<Head | undefined> {
  return tx.maybeOne<Head>(sql`select position, hash from audit_seal order by position desc limit 1`);
}

/** Appends places. */
export async function insertSeals(tx: Tx, seals: readonly Omit<Link, "content">[]): Promise<void> {
  await tx.execute(sql`
    insert into audit_seal (position, entry_id, hash)
    select * from unnest(${seals.map((one) => one.position)}::bigint[], ${seals.map((one) => one.entryId)}::bigint[],
      ${seals.map((one) => one.hash)}::bytea[])`);
}

/** Signs an end. */
export async function insertAnchor(tx: Tx, anchor: Anchor): Promise<void> {
  await tx.execute(sql`
    insert into audit_anchor (position, hash, signature, at)
    values (${anchor.position}, ${anchor.hash}, ${anchor.signature}, ${anchor.at})`);
}

/** Places after this one, in order, with their entries as they are now. */
export function listLinks(tx: Tx, after: number, limit: number): Promise<Link[]> {
  return tx.query<Link>(sql`
    select seal.position, seal.entry_id as "entryId", seal.hash,
      case when entry.id is not null then ${text} end as content
    from (select * from audit_seal where position > ${after} order by position limit ${limit}) seal
    left join audit_entry entry on entry.id = seal.entry_id order by seal.position`);
}

/** Signed ends within these places. */
export function listAnchors(tx: Tx, after: number, upTo: number): Promise<Anchor[]> {
  return tx.query<Anchor>(
    sql`select position, hash, signature, at from audit_anchor where position > ${after} and position <= ${upTo}
      order by position`,
  );
}

/** The last signed end. */
export function findLastAnchor(tx: Tx): Promise<Anchor | undefined> {
  return tx.maybeOne<Anchor>(
    sql`select position, hash, signature, at from audit_anchor order by position desc limit 1`,
  );
}

/** The first entry that neither has a place nor waits for one. */
export async function findStray(tx: Tx): Promise<number | undefined> {
  const row = await tx.maybeOne<{ id: number }>(sql`
    select entry.id from audit_entry entry
    where not exists (select from audit_seal where entry_id = entry.id)
      and not exists (select from audit_unsealed where entry_id = entry.id)
    order by entry.id limit 1`);
  return row?.id;
}

/** Keeps the result of a check, and only the last hundred. */
export async function insertCheck(tx: Tx, check: AuditCheck): Promise<void> {
  await tx.execute(sql`
    insert into audit_check (at, entries, problem)
    values (${check.at}, ${check.entries}, ${check.problem === null ? null : JSON.stringify(check.problem)}::jsonb)
    on conflict (at) do update set entries = excluded.entries, problem = excluded.problem`);
  await tx.execute(sql`
    delete from audit_check where at < (select min(at) from (select at from audit_check order by at desc limit 100) last)`);
}

/** The last check. */
export function findLastCheck(
  tx: Tx,
): Promise<{ at: Date; entries: number; problem: AuditCheck["problem"] } | undefined> {
  return tx.maybeOne(sql`select at, entries, problem from audit_check order by at desc limit 1`);
}
