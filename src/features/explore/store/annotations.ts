import { sql, type Tx } from "#platform/postgres";

import type { Annotation } from "../contract.ts";

/** A note on time as it is kept. */
export interface AnnotationRow {
  readonly id: string;
  readonly kind: Annotation["kind"];
  readonly from: string;
  readonly to: string;
  readonly title: Readonly<Record<string, string>>;
  readonly unitIds: readonly string[];
  /** In the order of the ids. */
  readonly unitCodes: readonly string[];
  readonly author: string;
  readonly revision: number;
}

const columns = sql`id, kind, first_day::text as "from", last_day::text as "to", title, unit_ids as "unitIds", unit_codes as "unitCodes",
  author_name as author, revision`;

/** Notes that touch these days, in order. `unitIds` null: of all units; else those for the whole, or for one of these. */
export function selectAnnotations(
  tx: Tx,
  query: {
    readonly from: string | null;
    readonly to: string | null;
    readonly unitIds: readonly string[] | null;
    readonly limit: number;
  },
): Promise<AnnotationRow[]> {
  return tx.query<AnnotationRow>(sql`
    select ${columns} from explore_annotation
     where deleted_at is null
       and (${query.from}::date is null or last_day >= ${query.from}::date)
       and (${query.to}::date is null or first_day <= ${query.to}::date)
       and (${query.unitIds}::uuid[] is null or unit_ids = '{}' or unit_ids && ${query.unitIds}::uuid[])
     order by first_day desc, id desc
     limit ${query.limit}`);
}

/** One note; deleted ones only on demand. */
export function findAnnotation(tx: Tx, id: string, isDeletedToo = false): Promise<AnnotationRow | undefined> {
  return tx.maybeOne<AnnotationRow>(sql`
    select ${columns} from explore_annotation
     where id = ${id} and (${isDeletedToo}::boolean or deleted_at is null)`);
}

/** A new note. */
export async function insertAnnotation(
  tx: Tx,
  note: Omit<AnnotationRow, "revision"> & { readonly authorId: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into explore_annotation (id, kind, first_day, last_day, title, unit_ids, unit_codes, author_id, author_name, created_at, updated_at)
    values (${note.id}, ${note.kind}, ${note.from}, ${note.to}, ${sql.json(note.title)}, ${note.unitIds}::uuid[],
      ${note.unitCodes}::text[], ${note.authorId}, ${note.author}, ${now}, ${now})`);
}

/** Changes a note that still has this revision; false when it has another. */
export async function updateAnnotationRow(tx: Tx, note: Omit<AnnotationRow, "author">, now: Date): Promise<boolean> {
  const count = await tx.execute(sql`
    update explore_annotation
       set kind = ${note.kind}, first_day = ${note.from}, last_day = ${note.to}, title = ${sql.json(note.title)},
           unit_ids = ${note.unitIds}::uuid[], unit_codes = ${note.unitCodes}::text[], revision = revision + 1, updated_at = ${now}
     where id = ${note.id} and revision = ${note.revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes a note, or with null brings it back. */
export async function updateAnnotationDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.execute(sql`update explore_annotation set deleted_at = ${deletedAt} where id = ${id}`);
}
