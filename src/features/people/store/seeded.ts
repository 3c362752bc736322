import { sql, type Tx } from "#platform/postgres";

/** A customer as seeds know them. */
export interface SeededCustomer {
  /** Their id in the customer file. */
  readonly crm: string;
  readonly language: string;
  readonly homeUnitId: string | null;
}

/** Makes a person in the role of a customer for each whose id nobody has. Ten thousand at a time take under a second. */
export async function insertCustomers(tx: Tx, customers: readonly SeededCustomer[]): Promise<void> {
  await tx.execute(sql`
    with came as (
      select uuidv7() as id, crm, language, home::uuid
      from unnest(${customers.map(({ crm }) => crm)}::text[], ${customers.map(({ language }) => language)}::text[],
        ${customers.map(({ homeUnitId }) => homeUnitId)}::text[]) new (crm, language, home)
      where not exists (select from person_identity where kind = 'crm' and value = crm)
    ), persons as (
      insert into person (id, language, home_unit_id) select id, language, home from came returning id
    ), identities as (
      insert into person_identity (kind, value, person_id) select 'crm', crm, id from came
    )
    insert into person_role (person_id, role) select id, 'customer' from persons`);
}

/**
 * Deletes up to `limit` persons known by nothing but an id that begins so, whom no response names and nobody was merged
 * with; answers how many.
 */
export async function deleteCustomers(tx: Tx, prefix: string, limit: number): Promise<number> {
  return tx.execute(sql`delete from person where id = any(array(
    select one.person_id from person_identity one
    where one.kind = 'crm' and lower(one.value) collate "C" like ${`${prefix.toLowerCase()}%`}
      and not exists (select from person_identity other where other.person_id = one.person_id
        and not (other.kind = 'crm' and other.value like ${`${prefix}%`}))
      and not exists (select from person merged where merged.merged_into = one.person_id)
      and not exists (select from response where response.person_id = one.person_id)
    limit ${limit}))`);
}

/** How many persons have an id that begins so. */
export async function countCustomers(tx: Tx, prefix: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    sql`select count(*) from person_identity where kind = 'crm' and lower(value) collate "C" like ${`${prefix.toLowerCase()}%`}`,
  );
  return count;
}

/** Persons by their ids in the customer file, as `crm:…`. */
export async function listCustomerIds(tx: Tx, crms: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ value: string; id: string }>(
    sql`select value, person_id as id from person_identity where kind = 'crm' and value = any(${crms}::text[])`,
  );
  return new Map(rows.map(({ value, id }) => [`crm:${value}`, id]));
}
