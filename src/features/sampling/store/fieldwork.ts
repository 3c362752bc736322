import { sql, type Tx } from "#platform/postgres";

import type { FieldworkEntry, FieldworkWish } from "../contract.ts";

const columns = sql`id, measure, first_day::text as "from", last_day::text as "to", selected::int, delivered::int, refused::int`;

export function selectFieldwork(tx: Tx): Promise<FieldworkEntry[]> {
  return tx.query<FieldworkEntry>(
    sql`select ${columns} from sampling_fieldwork order by last_day desc, first_day desc, id limit 500`,
  );
}

/** Entries of a measure that lie within a span, newest first, at most twelve. */
export function fieldworkWithin(
  tx: Tx,
  of: { readonly measure: string; readonly from: string | null; readonly to: string | null },
): Promise<FieldworkEntry[]> {
  return tx.query<FieldworkEntry>(sql`
    select ${columns} from sampling_fieldwork
    where measure = ${of.measure} and (${of.from}::date is null or first_day >= ${of.from}::date)
      and (${of.to}::date is null or last_day <= ${of.to}::date)
    order by last_day desc, id limit 12`);
}

export function putFieldworkRow(
  tx: Tx,
  wish: FieldworkWish,
  made: { readonly id: string; readonly now: Date },
): Promise<FieldworkEntry> {
  return tx.one<FieldworkEntry>(sql`
    insert into sampling_fieldwork (id, measure, first_day, last_day, selected, delivered, refused, created_at)
    values (${made.id}, ${wish.measure}, ${wish.from}, ${wish.to}, ${wish.selected}, ${wish.delivered}, ${wish.refused}, ${made.now})
    on conflict (measure, first_day, last_day) do update
      set selected = excluded.selected, delivered = excluded.delivered, refused = excluded.refused
    returning ${columns}`);
}

export function deleteFieldworkRow(tx: Tx, id: string): Promise<number> {
  return tx.execute(sql`delete from sampling_fieldwork where id = ${id}`);
}
