import { sql, type Tx } from "#platform/postgres";

import type { Change } from "../contract.ts";
import type { Day, Standing } from "../rules/forest.ts";

/** Where units stood, by id; null for those that were not there. */
export type Standings = Readonly<Record<string, Standing | null>>;

/** What is kept of a change. */
export interface ChangeRow {
  readonly id: string;
  readonly action: Change["action"];
  readonly from: Day;
  readonly madeBy: string;
  readonly summary: { readonly codes: readonly string[]; readonly to: readonly string[]; readonly count: number };
  readonly written: readonly string[];
  readonly before: Standings;
  readonly after: Standings;
  readonly concerned: readonly string[];
}

/** A change as the list shows it. */
export interface ListedChange extends Pick<ChangeRow, "id" | "action" | "from" | "madeBy" | "summary" | "written"> {
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
  /** Nothing was done since to any of its units that still holds. */
  readonly isLast: boolean;
  readonly isProjected: boolean;
}

/** Keeps the change. */
export async function insertChange(tx: Tx, change: ChangeRow, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into unit_change (id, action, from_day, made_at, made_by, summary, written, before, after, concerned)
    values (${change.id}, ${change.action}, ${change.from}, ${now}, ${change.madeBy}, ${JSON.stringify(change.summary)}::jsonb,
      ${change.written}::uuid[], ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb,
      ${change.concerned}::uuid[])`);
}

/** The change with what it needs to be taken back; undone ones too. */
export function findChange(
  tx: Tx,
  id: string,
): Promise<
  (Pick<ChangeRow, "action" | "from" | "before" | "after" | "written"> & { undoneAt: Date | null }) | undefined
> {
  return tx.maybeOne(sql`
    select action, from_day as "from", before, after, written, undone_at as "undoneAt" from unit_change where id = ${id}`);
}

/** Notes that it was taken back. */
export async function markUndone(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update unit_change set undone_at = ${now} where id = ${id}`);
}

/** Changes newest first: those of one unit, or of units in sight only. */
export function listChangeRows(
  tx: Tx,
  query: {
    readonly unit: string | null;
    readonly units: readonly string[] | null;
    readonly after: readonly [madeAt: string, id: string] | null;
    readonly limit: number;
  },
): Promise<ListedChange[]> {
  const [madeAt, id] = query.after ?? [null, null];
  return tx.query<ListedChange>(sql`
    select id, action, from_day as "from", made_at as "madeAt", made_by as "madeBy", summary, written, undone_at as "undoneAt",
      not exists (select from unit_change later
        where later.undone_at is null and (later.made_at, later.id) > (one.made_at, one.id) and later.written && one.written) as "isLast",
      not exists (select from outbox where kind = 'unit-change' and subject_id = one.id) as "isProjected"
    from unit_change one
    where (${query.unit}::uuid is null or ${query.unit}::uuid = any(concerned || written))
      and (${query.units}::uuid[] is null or written && ${query.units}::uuid[])
      and (${madeAt}::timestamptz is null or (made_at, id) < (${madeAt}::timestamptz, ${id}::uuid))
    order by made_at desc, id desc limit ${query.limit}`);
}

/** What changes did to answers: whose, and since when. */
export function readConcerned(
  tx: Tx,
  ids: readonly string[],
): Promise<{ units: string[]; codes: string[]; from: Day }[]> {
  return tx.query(sql`
    select from_day as "from", concerned as units,
      array(select code from reference where reference.id = any(concerned)) as codes
    from unit_change where id = any(${ids}::uuid[])`);
}

/** Tells the projector that answers of the change's units, from its day on, are to be projected anew. */
export async function emitChange(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`insert into outbox (kind, subject_id) values ('unit-change', ${id})`);
}

/** What these units were split into, by code, as long as that holds. */
export function listSplits(tx: Tx, ids: readonly string[]): Promise<{ id: string; parts: string[] }[]> {
  return tx.query(sql`
    select unit.id, array(select jsonb_array_elements_text(change.summary -> 'to')) as parts
    from unnest(${ids}::uuid[]) unit (id)
    join unit_change change on change.action = 'split' and change.undone_at is null and unit.id = any (change.written)
    join reference on reference.id = unit.id and change.summary -> 'codes' ? reference.code`);
}
