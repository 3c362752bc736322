import { sql, type Tx } from "#platform/postgres";

/** A field of the register that people can be counted by. */
export type RegisterField = "home_unit" | "language" | `attr.${string}`;

/** Customers by the value of a field, each person once whatever they were merged from. */
export function countByField(tx: Tx, field: RegisterField): Promise<{ value: string; count: number }[]> {
  return tx.query(sql`
    select coalesce(${valueOf(field)}, '') as value, count(*)::int as count
    from person p
    where p.merged_into is null
      and exists (select from person_role role where role.person_id = p.id and role.role = 'customer')
    group by 1 order by 2 desc, 1 limit 1000`);
}

function valueOf(field: RegisterField) {
  if (field === "language") return sql`p.language`;
  if (field === "home_unit") return sql`(select code from reference where reference.id = p.home_unit_id)`;
  return sql`p.attributes ->> ${field.slice(5)}::text`;
}
