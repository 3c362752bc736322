import { sql, type Tx } from "#platform/postgres";

import type { Margin, Population } from "../contract.ts";

/** A version of a population with its name. */
export interface VersionRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly validFrom: string;
  readonly source: Population["source"];
  readonly note: string;
  readonly margins: readonly Margin[];
  readonly createdBy: string;
  readonly createdAt: Date;
}

const versions = sql`
  select p.id, p.name, v.version, v.valid_from::text as "validFrom", v.source, v.note, v.margins,
    v.created_by_name as "createdBy", v.created_at as "createdAt"
  from sampling_population p join sampling_population_version v on v.population_id = p.id
  where p.deleted_at is null`;

/** Every version of every population, by name, newest version first. */
export function selectVersions(tx: Tx): Promise<VersionRow[]> {
  return tx.query<VersionRow>(sql`${versions} order by lower(p.name), p.id, v.version desc`);
}

/** Every version of one population, newest first; none when there is no such population. */
export function selectVersionsOf(tx: Tx, id: string): Promise<VersionRow[]> {
  return tx.query<VersionRow>(sql`${versions} and p.id = ${id} order by v.version desc`);
}

/** Holds the population until the transaction ends; undefined when it is gone. */
export function lockPopulation(tx: Tx, id: string): Promise<{ id: string } | undefined> {
  return tx.maybeOne(sql`select id from sampling_population where id = ${id} and deleted_at is null for update`);
}

export async function insertPopulation(
  tx: Tx,
  row: { readonly id: string; readonly name: string; readonly now: Date },
): Promise<void> {
  await tx.execute(
    sql`insert into sampling_population (id, name, created_at) values (${row.id}, ${row.name}, ${row.now})`,
  );
}

export async function renamePopulation(tx: Tx, id: string, name: string): Promise<void> {
  await tx.execute(sql`update sampling_population set name = ${name} where id = ${id}`);
}

export async function insertVersion(
  tx: Tx,
  row: Omit<VersionRow, "name" | "createdAt" | "createdBy"> & {
    readonly by: { readonly id: string; readonly name: string };
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    insert into sampling_population_version
      (population_id, version, valid_from, source, note, margins, created_by, created_by_name, created_at)
    values (${row.id}, ${row.version}, ${row.validFrom}, ${row.source}, ${row.note}, ${JSON.stringify(row.margins)}::jsonb,
      ${row.by.id}, ${row.by.name}, ${row.now})`);
}

export async function deletePopulationRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update sampling_population set deleted_at = ${now} where id = ${id}`);
}

/** A scheme that uses the population. */
export function schemeUsing(tx: Tx, populationId: string): Promise<{ name: string } | undefined> {
  return tx.maybeOne(
    sql`select name from sampling_scheme where population_id = ${populationId} and deleted_at is null limit 1`,
  );
}
