import { sql, type Tx } from "#platform/postgres";

import type { RegisterSettings } from "../contract.ts";

/** The settings; undefined until somebody set them. */
export function selectSettings(tx: Tx): Promise<RegisterSettings | undefined> {
  return tx.maybeOne<RegisterSettings>(sql`
    select customers, revenue_per_customer as "revenuePerCustomer", currency, iceberg_factor as "icebergFactor", sources, segments
      from problem_settings`);
}

/** Sets them. */
export async function upsertSettings(tx: Tx, settings: RegisterSettings): Promise<void> {
  const { customers, revenuePerCustomer, currency, icebergFactor, sources, segments } = settings;
  await tx.execute(sql`
    insert into problem_settings (customers, revenue_per_customer, currency, iceberg_factor, sources, segments)
    values (${customers}, ${revenuePerCustomer}, ${currency}, ${icebergFactor}, ${sql.json(sources)}, ${sql.json(segments)})
    on conflict (is_single) do update set customers = excluded.customers, revenue_per_customer = excluded.revenue_per_customer,
      currency = excluded.currency, iceberg_factor = excluded.iceberg_factor, sources = excluded.sources,
      segments = excluded.segments`);
}

/** Customers who are known, each once. */
export async function countKnownCustomers(tx: Tx): Promise<number> {
  const row = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from person
     where merged_into is null and exists (select from person_role where person_id = person.id and role = 'customer')`);
  return row.count;
}
