import { sql, type Tx } from "#platform/postgres";

import type { Identity, PersonRole } from "../contract.ts";

/** An identity and whose it is. */
export interface IdentityRow extends Identity {
  readonly personId: string;
}

/**
 * The owners of these identities. They cannot be erased or merged before the transaction ends: an erasure under way is
 * waited for, and whom it took is no longer found.
 */
export function findIdentities(tx: Tx, identities: readonly Identity[]): Promise<IdentityRow[]> {
  return tx.query<IdentityRow>(
    sql.prepared(
      "people_find_identities",
      sql`select identity.kind, identity.value, person.id as "personId"
      from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
        wanted (kind, value)
      join person_identity identity using (kind, value)
      join person on person.id = identity.person_id
      order by person.id
      for key share of person`,
    ),
  );
}

/** Makes a person for each identity that nobody has taken, and answers those made. Each identity once. */
export function insertPersons(tx: Tx, identities: readonly Identity[]): Promise<IdentityRow[]> {
  return tx.query<IdentityRow>(
    sql.prepared(
      "people_insert_persons",
      sql`with made as (
        insert into person_identity (kind, value, person_id)
        select kind, value, uuidv7()
        from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
          came (kind, value)
        order by kind, value
        on conflict do nothing
        returning kind, value, person_id
      ), persons as (
        insert into person (id) select person_id from made
      )
      select kind, value, person_id as "personId" from made`,
    ),
  );
}

/** Gives identities that nobody has to these persons; answers those given. */
export function insertIdentities(tx: Tx, rows: readonly IdentityRow[]): Promise<IdentityRow[]> {
  return tx.query<IdentityRow>(sql`
    insert into person_identity (kind, value, person_id)
    select distinct on (kind, value) kind, value, person_id
    from unnest(${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.value)}::text[],
      ${rows.map((one) => one.personId)}::uuid[]) came (kind, value, person_id)
    order by kind, value
    on conflict do nothing
    returning kind, value, person_id as "personId"`);
}

/** Notes that these persons use identities that belong to others. */
export async function insertSharedIdentities(tx: Tx, rows: readonly IdentityRow[]): Promise<void> {
  await tx.execute(sql`
    insert into person_shared_identity (kind, value, person_id)
    select distinct kind, value, person_id
    from unnest(${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.value)}::text[],
      ${rows.map((one) => one.personId)}::uuid[]) came (kind, value, person_id)
    order by kind, value, person_id
    on conflict do nothing`);
}

/** Takes an identity from these persons. Whoever shares it, longest first, owns it from now on. */
export async function deleteIdentity(
  tx: Tx,
  personIds: readonly string[],
  { kind, value }: Identity,
): Promise<boolean> {
  const owned = await tx.execute(sql`
    delete from person_identity where kind = ${kind} and value = ${value} and person_id = any(${personIds}::uuid[])`);
  const shared = await tx.execute(sql`
    delete from person_shared_identity
    where kind = ${kind} and value = ${value} and person_id = any(${personIds}::uuid[])`);
  if (owned > 0) await inheritIdentities(tx, [{ kind, value }]);
  return owned + shared > 0;
}

/** Gives identities that have lost their owner to whoever shares them, longest first. */
export async function inheritIdentities(tx: Tx, identities: readonly Identity[]): Promise<void> {
  await tx.execute(sql`
    with heir as (
      select distinct on (kind, value) kind, value, person_id
      from person_shared_identity
      where (kind, value) in (select * from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[]))
      order by kind, value, created_at, person_id
    ), given as (
      insert into person_identity (kind, value, person_id) select kind, value, person_id from heir
      on conflict do nothing returning kind, value, person_id
    )
    delete from person_shared_identity shared using given
    where shared.kind = given.kind and shared.value = given.value and shared.person_id = given.person_id`);
}

/** What these persons alone are recognised by; without what they only share. */
export function listOwnIdentities(tx: Tx, personIds: readonly string[]): Promise<IdentityRow[]> {
  return tx.query(sql`
    select kind, value, person_id as "personId" from person_identity
    where person_id = any(${personIds}::uuid[]) order by kind, value`);
}

/** Adds the role to those who do not have it; answers who they are. */
export async function insertRoles(tx: Tx, personIds: readonly string[], role: PersonRole): Promise<string[]> {
  const added = await tx.query<{ id: string }>(sql`
    insert into person_role (person_id, role)
    select distinct id, ${role} from unnest(${personIds}::uuid[]) came (id) order by id
    on conflict do nothing returning person_id as id`);
  return added.map(({ id }) => id);
}

/** Takes every role but these from the persons. */
export async function deleteOtherRoles(tx: Tx, personIds: readonly string[], roles: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from person_role where person_id = any(${personIds}::uuid[]) and role <> all(${roles}::text[])`);
}
