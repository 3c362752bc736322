import { sql, type Tx } from "#platform/postgres";

import type { Reference, ReferenceKind } from "../contract.ts";

/** A code as it came, with what it should name. */
export interface WantedReference {
  readonly kind: ReferenceKind;
  readonly code: string;
}

/** A page of the list; `after` is the last row of the page before. */
export interface ReferenceQuery {
  readonly kind: ReferenceKind | null;
  readonly search: string | null;
  /** Ids of the units that may be seen; null for all. */
  readonly units: readonly string[] | null;
  readonly after: readonly [kind: string, name: string, id: string] | null;
  readonly limit: number;
}

const columns = sql`reference.id, reference.kind, reference.code, reference.name, reference.parent_id as "parentId",
  reference.time_zone as "timeZone"`;

/** Row i of the answer belongs to `wanted[index]`; codes compare without case. */
export function findByCode(
  tx: Tx,
  wanted: readonly WantedReference[],
): Promise<(Reference & { readonly index: number })[]> {
  return tx.query(
    sql.prepared(
      "organisation_find_by_code",
      sql`select ${columns}, wanted.position - 1 as index
      from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.code)}::text[])
        with ordinality wanted (kind, code, position)
      join reference on reference.kind = wanted.kind and lower(reference.code) = lower(wanted.code)`,
    ),
  );
}

/** The same by exact name, where only one reference of the kind has it. */
export function findByName(
  tx: Tx,
  wanted: readonly WantedReference[],
): Promise<(Reference & { readonly index: number })[]> {
  return tx.query(
    sql.prepared(
      "organisation_find_by_name",
      sql`select ${columns}, wanted.position - 1 as index
      from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.code)}::text[])
        with ordinality wanted (kind, code, position)
      join reference on reference.kind = wanted.kind and reference.name = wanted.code
      where not exists (select from reference twin
        where twin.kind = reference.kind and twin.name = reference.name and twin.id <> reference.id)`,
    ),
  );
}

/** A page of references by kind and name. */
export function listReferenceRows(tx: Tx, query: ReferenceQuery): Promise<Reference[]> {
  const [kind, name, id] = query.after ?? [null, null, null];
  const pattern = query.search === null ? null : `%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx.query<Reference>(sql`
    select ${columns} from reference
    where (${query.kind}::text is null or kind = ${query.kind}::text)
      and (${pattern}::text is null or name ilike ${pattern}::text or code ilike ${pattern}::text)
      and (${query.units}::uuid[] is null or kind <> 'unit' or id = any (${query.units}::uuid[]))
      and (${kind}::text is null or (kind, name, id) > (${kind}::text, ${name}::text, ${id}::uuid))
    order by kind, name, id limit ${query.limit}`);
}

/** One writer of the tree of a kind at a time, so that two moves cannot close a circle between them. */
export async function lockTree(tx: Tx, kind: ReferenceKind): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('reference'), hashtext(${kind}))`);
}

/** Inserts a reference or writes over the one with this code. */
export async function putReferenceRow(tx: Tx, reference: Reference): Promise<void> {
  await tx.execute(sql`
    insert into reference (id, kind, code, name, parent_id, time_zone)
    values (${reference.id}, ${reference.kind}, ${reference.code}, ${reference.name}, ${reference.parentId},
      ${reference.timeZone})
    on conflict (kind, lower(code)) do update set
      name = excluded.name, parent_id = excluded.parent_id, time_zone = excluded.time_zone, updated_at = now()`);
}

/** Inserts those whose code is new, and answers them. */
export function insertReferences(
  tx: Tx,
  references: readonly Pick<Reference, "kind" | "code" | "name">[],
): Promise<Reference[]> {
  return tx.query<Reference>(sql`
    insert into reference (id, kind, code, name)
    select uuidv7(), kind, code, name
    from unnest(${references.map((one) => one.kind)}::text[], ${references.map((one) => one.code)}::text[],
      ${references.map((one) => one.name)}::text[]) new (kind, code, name)
    order by kind, lower(code)
    on conflict (kind, lower(code)) do nothing
    returning ${columns}`);
}

/** Gives references other names. */
export async function updateNames(
  tx: Tx,
  rows: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  await tx.execute(sql`
    update reference set name = new.name, updated_at = now()
    from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.name)}::text[]) new (id, name)
    where reference.id = new.id`);
}

/** Names by id. */
export function listNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`select id, name from reference where id = any (${ids}::uuid[])`);
}

/** These and everything below them. */
export async function listBelow(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    with recursive below as (
      select id from reference where id = any (${ids}::uuid[])
      union
      select reference.id from reference join below on reference.parent_id = below.id
    )
    select id from below`);
  return rows.map((row) => row.id);
}

/** Tells the projector that answers with these references are to be projected anew. */
export async function emitReferences(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`insert into outbox (kind, subject_id) select 'reference', unnest(${ids}::uuid[])`);
}
