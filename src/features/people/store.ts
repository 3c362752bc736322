import { sql, type Tx } from "#platform/postgres";

import type { Identity, PersonRole } from "./contract.ts";

/** A person with everything this slice knows. */
export interface PersonRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly roles: PersonRole[];
  readonly identities: Identity[];
}

/** An identity and whose it is. */
export interface IdentityRow extends Identity {
  readonly personId: string;
}

/**
 * The owners of these identities. They cannot be erased before the transaction ends: an erasure under way is waited
 * for, and whom it took is no longer found.
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

/** Adds the role to those who do not have it. */
export async function insertRoles(tx: Tx, personIds: readonly string[], role: PersonRole): Promise<void> {
  await tx.execute(sql`
    insert into person_role (person_id, role)
    select distinct id, ${role} from unnest(${personIds}::uuid[]) came (id) order by id
    on conflict do nothing`);
}

/** One person in full. */
export function findPersonRow(tx: Tx, id: string): Promise<PersonRow | undefined> {
  return tx.maybeOne<PersonRow>(sql`
    select person.id, person.created_at as "createdAt",
      array(select role from person_role where person_id = person.id order by role) as roles,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value)
        from person_identity where person_id = person.id), '[]') as identities
    from person where person.id = ${id}`);
}

/** Whether the person is there; nobody else can add to or take from them until the transaction ends. */
export async function lockPerson(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query(sql`select id from person where id = ${id} for update`)).length === 1;
}

/** Deletes the person with identities and roles. */
export async function deletePerson(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from person where id = ${id}`);
}
