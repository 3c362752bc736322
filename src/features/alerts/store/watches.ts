import { sql, type Tx } from "#platform/postgres";

import type { Preset, Rule, WatchStatus } from "../contract.ts";

/** A watch as it is kept. */
export interface WatchRow {
  readonly id: string;
  readonly preset: Preset | null;
  readonly name: string;
  readonly rule: Rule;
  readonly units: readonly string[] | null;
  readonly isOn: boolean;
  readonly quietDays: number;
  readonly revision: number;
  readonly judgedAt: Date | null;
  readonly judgedMark: string;
  readonly status: Partial<WatchStatus>;
  readonly deletedAt: Date | null;
}

const columns = sql`id, preset, name, rule, units, is_on as "isOn", quiet_days as "quietDays", revision,
  judged_at as "judgedAt", judged_mark as "judgedMark", status, deleted_at as "deletedAt"`;

/** Every watch that is not deleted, those that come with the product first. */
export function selectWatches(tx: Tx): Promise<WatchRow[]> {
  return tx.query<WatchRow>(sql`
    select ${columns} from alert_watch where deleted_at is null order by preset is null, created_at, id`);
}

/** A watch by its id, deleted or not. */
export function findWatch(tx: Tx, id: string): Promise<WatchRow | undefined> {
  return tx.maybeOne<WatchRow>(sql`select ${columns} from alert_watch where id = ${id}`);
}

/** The same, locked until the transaction ends: two workers write what they found one after the other. */
export function lockWatch(tx: Tx, id: string): Promise<WatchRow | undefined> {
  return tx.maybeOne<WatchRow>(sql`select ${columns} from alert_watch where id = ${id} for update`);
}

/** What is written of a watch. */
export interface WatchToWrite {
  readonly id: string;
  readonly name: string;
  readonly rule: Rule;
  readonly isOn: boolean;
  readonly quietDays: number;
}

/** Adds a watch; one of the product's own that was there once, deleted or not, is left as it is. */
export async function insertWatch(
  tx: Tx,
  watch: WatchToWrite & {
    readonly preset: Preset | null;
    readonly units: readonly string[] | null;
    readonly createdBy: string | null;
  },
  now: Date,
): Promise<void> {
  const { id, preset, name, rule, units, isOn, quietDays, createdBy } = watch;
  await tx.execute(sql`
    insert into alert_watch (id, preset, name, rule, units, is_on, quiet_days, created_by, created_at, updated_at)
    values (${id}, ${preset}, ${name}, ${JSON.stringify(rule)}::jsonb, ${units}::uuid[], ${isOn}, ${quietDays}, ${createdBy},
      ${now}, ${now})
    on conflict (preset) do nothing`);
}

/** Changes a watch; false when its revision is another. A changed rule begins to look anew. */
export async function updateWatchRow(
  tx: Tx,
  { id, name, rule, isOn, quietDays }: WatchToWrite,
  { revision, now }: { readonly revision: number; readonly now: Date },
): Promise<boolean> {
  const count = await tx.execute(sql`
    update alert_watch
       set name = ${name}, rule = ${JSON.stringify(rule)}::jsonb, is_on = ${isOn}, quiet_days = ${quietDays},
           updated_at = ${now}, revision = revision + 1, judged_mark = ''
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes a watch, or takes that back. */
export async function setWatchDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.execute(sql`update alert_watch set deleted_at = ${deletedAt} where id = ${id}`);
}

/** How it stands after a run. */
export async function noteRun(
  tx: Tx,
  {
    id,
    status,
    mark,
    now,
  }: { readonly id: string; readonly status: WatchStatus; readonly mark: string; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update alert_watch set status = ${JSON.stringify(status)}::jsonb, judged_at = ${now}, judged_mark = ${mark}
     where id = ${id}`);
}

/** Removes for good what was deleted before this moment, with its alerts. */
export async function removeWatches(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from alert_watch where deleted_at < ${before} and preset is null`);
}

/** Up to which day each series was judged. */
export async function selectJudged(tx: Tx, watchId: string): Promise<Map<string, { step: string; judgedTo: string }>> {
  const rows = await tx.query<{ series: string; step: string; judgedTo: string }>(sql`
    select series, step, to_char(judged_to, 'YYYY-MM-DD') as "judgedTo" from alert_series where watch_id = ${watchId}`);
  return new Map(rows.map(({ series, ...rest }) => [series, rest]));
}

/** Notes up to which day series were judged; a day is never taken back. */
export async function upsertJudged(
  tx: Tx,
  watchId: string,
  rows: readonly { readonly series: string; readonly step: string; readonly judgedTo: string }[],
): Promise<void> {
  await tx.execute(sql`
    insert into alert_series (watch_id, series, step, judged_to)
    select ${watchId}, series, step, judged_to
      from unnest(${rows.map(({ series }) => series)}::text[], ${rows.map(({ step }) => step)}::text[],
        ${rows.map(({ judgedTo }) => judgedTo)}::date[]) as judged (series, step, judged_to)
    on conflict (watch_id, series) do update
       set step = excluded.step, judged_to = greatest(alert_series.judged_to, excluded.judged_to)`);
}

/** A rule that changed looks at other series. */
export async function forgetJudged(tx: Tx, watchId: string): Promise<void> {
  await tx.execute(sql`delete from alert_series where watch_id = ${watchId}`);
}

/** When a watch looked last; null when none ever did. */
export async function lastLook(tx: Tx): Promise<Date | null> {
  const { at } = await tx.one<{ at: Date | null }>(
    sql`select max(judged_at) as at from alert_watch where deleted_at is null and is_on`,
  );
  return at;
}
