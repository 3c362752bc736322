import { sql, type Sql, type Tx } from "#platform/postgres";

import type { AlertState, Finding, Preset, Rule } from "../contract.ts";

/** An alert as it is kept, with the watch it belongs to. */
export interface AlertRow {
  readonly id: string;
  readonly watchId: string;
  readonly watchName: string;
  readonly preset: Preset | null;
  readonly rule: Rule;
  readonly finding: Finding;
  readonly at: string;
  readonly onset: string;
  readonly state: AlertState;
  readonly note: string;
  readonly stateById: string | null;
  readonly stateByName: string | null;
  readonly stateAt: Date | null;
  readonly openedAt: Date;
}

/** Something found, on its way to become an alert. */
export interface AlertToOpen {
  readonly id: string;
  readonly key: string;
  readonly series: string;
  readonly finding: Finding;
  readonly at: string;
  readonly onset: string;
  readonly unitId: string | null;
}

const columns = sql`alert.id, alert.watch_id as "watchId", watch.name as "watchName", watch.preset, watch.rule, alert.finding,
  to_char(alert.at, 'YYYY-MM-DD') as at, to_char(alert.onset, 'YYYY-MM-DD') as onset, alert.state, alert.note,
  alert.state_by as "stateById", (select name from access_user where id = alert.state_by) as "stateByName",
  alert.state_at as "stateAt", alert.opened_at as "openedAt"`;

/** Units of which a reader sees figures, and of which single answers; everything below them included. */
export interface Sight {
  readonly figures: Units;
  readonly answers: Units;
}

type Units = "all" | readonly string[];

/** About a unit one sees; or about answers of nothing but units one sees. */
function seenBy({ figures, answers }: Sight): Sql {
  return sql`(case when alert.finding ->> 'type' in ('answer', 'more-answers') then ${within(answers)} else ${within(figures)} end)`;
}

function within(units: Units): Sql {
  if (units === "all") return sql`true`;
  return sql`(alert.unit_id = any (${units}::uuid[])
    or alert.unit_id is null and alert.units is not null and alert.units <@ ${units}::uuid[])`;
}

/** Which alerts are listed. */
export interface AlertQuery {
  readonly sight: Sight;
  readonly states: readonly AlertState[];
  readonly watchId: string | null;
  readonly since: Date | null;
  readonly before: { readonly openedAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Alerts, newest first. Those of watches that were deleted are not shown. */
export function selectAlerts(
  tx: Tx,
  { sight, states, watchId, since, before, limit }: AlertQuery,
): Promise<AlertRow[]> {
  return tx.query<AlertRow>(sql`
    select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
     where ${seenBy(sight)}
       and alert.state = any (${states}::text[])
       and (${watchId}::uuid is null or alert.watch_id = ${watchId}::uuid)
       and (${since}::timestamptz is null or alert.opened_at > ${since}::timestamptz)
       and (${before?.openedAt ?? null}::timestamptz is null
         or (alert.opened_at, alert.id) < (${before?.openedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
     order by alert.opened_at desc, alert.id desc
     limit ${limit}`);
}

/** One alert, if the reader may see it. */
export function findAlert(tx: Tx, sight: Sight, id: string): Promise<AlertRow | undefined> {
  return tx.maybeOne<AlertRow>(sql`
    select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
     where alert.id = ${id} and ${seenBy(sight)}`);
}

/** Open alerts, and those of them that nobody has opened. */
export async function countOpen(tx: Tx, sight: Sight): Promise<{ open: number; new: number }> {
  const row = await tx.maybeOne<{ open: number; new: number }>(sql`
    select count(*)::int as open, (count(*) filter (where alert.state = 'new'))::int as new
      from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
     where ${seenBy(sight)} and alert.state in ('new', 'seen')`);
  return row ?? { open: 0, new: 0 };
}

/** Says what became of an alert. */
export async function updateState(
  tx: Tx,
  {
    id,
    state,
    note,
    by,
    now,
  }: {
    readonly id: string;
    readonly state: AlertState;
    readonly note: string;
    readonly by: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    update alert set state = ${state}, note = ${note}, state_by = ${by}, state_at = ${now} where id = ${id}`);
}

/** Somebody opened it. */
export async function markSeen(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update alert set state = 'seen' where id = ${id} and state = 'new'`);
}

/** Opens alerts that are not there yet, and answers the ids of those that are new. */
export async function insertAlerts(
  tx: Tx,
  watch: { readonly id: string; readonly units: readonly string[] | null },
  { alerts, now }: { readonly alerts: readonly AlertToOpen[]; readonly now: Date },
): Promise<string[]> {
  const opened: string[] = [];
  for (const { id, key, series, finding, at, onset, unitId } of alerts) {
    const count = await tx.execute(sql`
      insert into alert (id, watch_id, key, series, finding, at, onset, unit_id, units, opened_at)
      values (${id}, ${watch.id}, ${key}, ${series}, ${JSON.stringify(finding)}::jsonb, ${at}::date, ${onset}::date, ${unitId},
        ${watch.units}::uuid[], ${now})
      on conflict (watch_id, key) do nothing`);
    if (count === 1) opened.push(id);
  }
  return opened;
}

/** Sets what an alert that is there already says, as when further answers of the day join it. */
export async function updateFinding(tx: Tx, watchId: string, key: string, finding: Finding): Promise<void> {
  await tx.execute(sql`
    update alert set finding = ${JSON.stringify(finding)}::jsonb where watch_id = ${watchId} and key = ${key}`);
}

/** Days on which series of a watch stood out, newest last. */
export async function selectToldOn(tx: Tx, watchId: string): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ series: string; days: string[] }>(sql`
    select series, array_agg(to_char(at, 'YYYY-MM-DD') order by at) as days from alert
     where watch_id = ${watchId} group by series`);
  return new Map(rows.map(({ series, days }) => [series, days]));
}

/** What became of the alerts of each watch since a moment. */
export async function countOutcomes(
  tx: Tx,
  sight: Sight,
  since: Date,
): Promise<Map<string, { opened: number; acknowledged: number; dismissed: number }>> {
  const rows = await tx.query<{ watchId: string; opened: number; acknowledged: number; dismissed: number }>(sql`
    select watch_id as "watchId", count(*)::int as opened,
      (count(*) filter (where state = 'acknowledged'))::int as acknowledged,
      (count(*) filter (where state = 'dismissed'))::int as dismissed
      from alert where opened_at >= ${since} and ${seenBy(sight)} group by watch_id`);
  return new Map(rows.map(({ watchId, ...counts }) => [watchId, counts]));
}

/** Alerts by their ids, whoever asks: for telling each reader what they may see. */
export function selectAlertsById(tx: Tx, sight: Sight, ids: readonly string[]): Promise<AlertRow[]> {
  return tx.query<AlertRow>(sql`
    select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
     where alert.id = any (${ids}::uuid[]) and ${seenBy(sight)}
     order by alert.opened_at desc, alert.id desc`);
}
