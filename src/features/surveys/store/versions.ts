import { sql, type Tx } from "#platform/postgres";

import type { Definition } from "../contract.ts";
import type { Author } from "./surveys.ts";

/** A published version as it lies in the table. */
export interface VersionRow {
  readonly surveyId: string;
  readonly version: number;
  readonly definition: Definition;
  readonly publishedAt: Date;
  /** False when this very transaction may have published it, so that it could still be rolled back. */
  readonly settled: boolean;
}

/** One published version. */
export function selectVersion(tx: Tx, surveyId: string, version: number): Promise<VersionRow | undefined> {
  return tx.maybeOne(
    sql`select survey_id as "surveyId", version, definition, published_at as "publishedAt", published_at < now() as settled
      from survey_version where survey_id = ${surveyId} and version = ${version}`,
  );
}

/** Adds the next version of a survey that the caller holds locked, and answers its number. */
export async function insertVersion(
  tx: Tx,
  version: {
    readonly surveyId: string;
    readonly definition: Definition;
    readonly by: Author;
    readonly note: string | null;
    readonly now: Date;
  },
): Promise<number> {
  const row = await tx.one<{ version: number }>(
    sql`insert into survey_version (survey_id, version, definition, published_at, published_by, published_by_name, note)
      select ${version.surveyId}, coalesce(max(version), 0) + 1, ${sql.json(version.definition)}, ${version.now}, ${version.by.id},
        ${version.by.name}, ${version.note}
      from survey_version where survey_id = ${version.surveyId}
      returning version`,
  );
  return row.version;
}

/** A version without its definition, for a list. */
export interface VersionItemRow {
  readonly version: number;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly publishedByName: string | null;
  readonly note: string | null;
}

/** Versions of a survey below this number, newest first. */
export function listVersionRows(
  tx: Tx,
  surveyId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<VersionItemRow[]> {
  return tx.query(sql`select version, published_at as "publishedAt", published_by as "publishedBy",
      published_by_name as "publishedByName", note
    from survey_version where survey_id = ${surveyId} and (${before}::integer is null or version < ${before}::integer)
    order by version desc limit ${limit}`);
}
