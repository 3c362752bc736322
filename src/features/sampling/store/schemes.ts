import type { WeighingGround } from "#feature/facts";
import { sql, type Tx } from "#platform/postgres";

import type { Quality, Scheme, SchemeWish } from "../contract.ts";

/** A scheme as it is kept. */
export interface SchemeRow {
  readonly id: string;
  readonly definition: SchemeWish;
  readonly populationName: string;
  readonly revision: number;
  readonly state: Scheme["state"];
}

/** An application of a scheme, without its factors. */
export interface ApplicationRow {
  readonly id: string;
  readonly schemeId: string;
  readonly state: Scheme["applications"][number]["state"];
  readonly definition: SchemeWish;
  readonly ground: WeighingGround;
  readonly quality: Quality;
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly position: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const scheme = sql`
  select s.id, s.definition, p.name as "populationName", s.revision, s.state
  from sampling_scheme s join sampling_population p on p.id = s.population_id
  where s.deleted_at is null`;

const application = sql`id, scheme_id as "schemeId", state, definition, ground, quality, total, done, changed, position,
  started_by as "startedBy", started_by_name as "startedByName", started_at as "startedAt", finished_at as "finishedAt"`;

export function selectSchemes(tx: Tx): Promise<SchemeRow[]> {
  return tx.query<SchemeRow>(sql`${scheme} order by lower(s.name), s.id`);
}

export function findScheme(tx: Tx, id: string): Promise<SchemeRow | undefined> {
  return tx.maybeOne<SchemeRow>(sql`${scheme} and s.id = ${id}`);
}

/** The scheme, held until the transaction ends. */
export function lockScheme(tx: Tx, id: string): Promise<SchemeRow | undefined> {
  return tx.maybeOne<SchemeRow>(sql`${scheme} and s.id = ${id} for update of s`);
}

export async function insertScheme(
  tx: Tx,
  row: { readonly id: string; readonly definition: SchemeWish; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into sampling_scheme (id, name, definition, population_id, created_at, updated_at)
    values (${row.id}, ${row.definition.name}, ${JSON.stringify(row.definition)}::jsonb, ${row.definition.populationId}, ${row.now}, ${row.now})`);
}

export async function updateSchemeRow(
  tx: Tx,
  row: { readonly id: string; readonly definition: SchemeWish; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update sampling_scheme set name = ${row.definition.name}, definition = ${JSON.stringify(row.definition)}::jsonb,
      population_id = ${row.definition.populationId}, revision = revision + 1, updated_at = ${row.now}
    where id = ${row.id}`);
}

export async function deleteSchemeRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update sampling_scheme set deleted_at = ${now} where id = ${id}`);
}

export async function setSchemeState(tx: Tx, id: string, state: SchemeRow["state"]): Promise<void> {
  await tx.execute(sql`update sampling_scheme set state = ${state} where id = ${id}`);
}

/** Ids of schemes in a state; for those whose process ended, and for the nightly ones. */
export async function schemesIn(tx: Tx, state: SchemeRow["state"]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from sampling_scheme where state = ${state} and deleted_at is null order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Applications of these schemes, newest first, twenty each. */
export function selectApplications(tx: Tx, schemeIds: readonly string[]): Promise<ApplicationRow[]> {
  return tx.query<ApplicationRow>(sql`
    select ${application} from (
      select *, row_number() over (partition by scheme_id order by started_at desc, id desc) as place
      from sampling_application where scheme_id = any(${schemeIds}::uuid[])
    ) numbered where place <= 20 order by started_at desc, id desc`);
}

export async function insertApplication(
  tx: Tx,
  row: Pick<ApplicationRow, "id" | "schemeId" | "definition" | "ground" | "quality" | "total"> & {
    readonly factors: Readonly<Record<string, number>>;
    readonly by: { readonly id: string; readonly name: string };
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    insert into sampling_application
      (id, scheme_id, state, definition, ground, factors, quality, total, started_by, started_by_name, started_at)
    values (${row.id}, ${row.schemeId}, 'running', ${JSON.stringify(row.definition)}::jsonb, ${JSON.stringify(row.ground)}::jsonb, ${JSON.stringify(row.factors)}::jsonb,
      ${JSON.stringify(row.quality)}::jsonb, ${row.total}, ${row.by.id}, ${row.by.name}, ${row.now})`);
}

/** The running application of a scheme, held until the transaction ends. */
export function lockRunning(tx: Tx, schemeId: string): Promise<ApplicationRow | undefined> {
  return tx.maybeOne<ApplicationRow>(
    sql`select ${application} from sampling_application where scheme_id = ${schemeId} and state = 'running' for update`,
  );
}

export async function readFactors(tx: Tx, applicationId: string): Promise<ReadonlyMap<string, number>> {
  const { factors } = await tx.one<{ factors: Record<string, number> }>(
    sql`select factors from sampling_application where id = ${applicationId}`,
  );
  return new Map(Object.entries(factors));
}

/** Notes a finished batch. */
export async function noteBatch(
  tx: Tx,
  row: { readonly id: string; readonly position: string; readonly done: number; readonly changed: number },
): Promise<void> {
  await tx.execute(sql`
    update sampling_application set position = ${row.position}, done = done + ${row.done}, changed = changed + ${row.changed}
    where id = ${row.id}`);
}

/** Ends a run; its factors are not needed any more. */
export async function finishApplication(
  tx: Tx,
  row: { readonly id: string; readonly state: ApplicationRow["state"]; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update sampling_application set state = ${row.state}, factors = '{}', finished_at = ${row.now} where id = ${row.id}`);
}

/** What was applied is not in force any more. */
export async function markUndone(tx: Tx, schemeId: string): Promise<void> {
  await tx.execute(
    sql`update sampling_application set state = 'undone' where scheme_id = ${schemeId} and state = 'done'`,
  );
}
