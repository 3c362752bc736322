import { sql, type Tx } from "#platform/postgres";

import type { Attribute } from "../contract.ts";

/** Every attribute in its order. */
export function listAttributeRows(tx: Tx): Promise<Attribute[]> {
  return tx.query(sql`
    select key, type, names, options, is_sensitive as "isSensitive", seen_by as "seenBy"
    from person_attribute order by position, created_at, key`);
}

/** Defines or changes an attribute. */
export async function putAttributeRow(tx: Tx, attribute: Attribute): Promise<void> {
  const { key, type, names, options, isSensitive, seenBy } = attribute;
  await tx.execute(sql`
    insert into person_attribute (key, type, names, options, is_sensitive, seen_by)
    values (${key}, ${type}, ${JSON.stringify(names)}, ${JSON.stringify(options)}, ${isSensitive}, ${seenBy})
    on conflict (key) do update set names = excluded.names, options = excluded.options,
      is_sensitive = excluded.is_sensitive, seen_by = excluded.seen_by`);
}

/** Removes the definition; whether it was there. */
export async function deleteAttributeRow(tx: Tx, key: string): Promise<boolean> {
  return (await tx.execute(sql`delete from person_attribute where key = ${key}`)) === 1;
}

/** Whether any person has a value of it, or any segment asks for it. */
export async function isAttributeInUse(tx: Tx, key: string): Promise<boolean> {
  const { used } = await tx.one<{ used: boolean }>(sql`
    select exists (select from person where attributes ? ${key}::text or own -> 'attributes' ? ${key}::text)
      or exists (select from segment where condition::text like ${`%"attr.${key}"%`}) as used`);
  return used;
}
