import { sql, type Sql, type Tx } from "#platform/postgres";

import type { Fields, FieldChange } from "../rules/fields.ts";
import { nameWords } from "../rules/words.ts";

/** A person to change. */
export interface ChangeRow {
  readonly id: string;
  readonly change: FieldChange;
}

/**
 * Changes persons who took nobody in; answers the ids of those in whom anything is other than before. Whoever took
 * others in is left alone: their columns are put together.
 */
export async function updatePlainFields(tx: Tx, rows: readonly ChangeRow[]): Promise<string[]> {
  const changes = rows.map(({ id, change }) => ({ id, change: withWords(change) }));
  const changed = await tx.query<{ id: string }>(sql`
    with wish as (
      select p.id, w.change, ${columnsAfter}
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as w (id uuid, change jsonb)
      join person p on p.id = w.id where p.own is null
    )
    update person p set display_name = w.display_name, language = w.language, time_zone = w.time_zone,
      home_unit_id = w.home_unit_id, attributes = w.attributes, preferences = w.preferences, words = w.words, updated_at = now()
    from wish w
    where p.id = w.id and (p.display_name, p.language, p.time_zone, p.home_unit_id, p.attributes, p.preferences)
      is distinct from (w.display_name, w.language, w.time_zone, w.home_unit_id, w.attributes, w.preferences)
    returning p.id`);
  return changed.map(({ id }) => id);
}

const columnsAfter: Sql = sql`
  case when w.change ? 'displayName' then w.change ->> 'displayName' else p.display_name end as display_name,
  case when w.change -> 'displayName' = 'null' then null when w.change ? 'words' then array_to_tsvector(array(select jsonb_array_elements_text(w.change -> 'words'))) else p.words end as words,
  case when w.change ? 'language' then w.change ->> 'language' else p.language end as language,
  case when w.change ? 'timeZone' then w.change ->> 'timeZone' else p.time_zone end as time_zone,
  case when w.change ? 'homeUnitId' then (w.change ->> 'homeUnitId')::uuid else p.home_unit_id end as home_unit_id,
  jsonb_strip_nulls(p.attributes || coalesce(w.change -> 'attributes', '{}')) as attributes,
  coalesce(w.change -> 'preferences', p.preferences) as preferences`;

function withWords(change: FieldChange): FieldChange & { readonly words?: readonly string[] } {
  return change.displayName === undefined ? change : { ...change, words: nameWords(change.displayName ?? "") };
}

/** A person's fields; `own` when others were merged into them and the columns are put together. */
export interface FieldsRow extends Fields {
  readonly id: string;
  readonly own: Fields | null;
}

/** Fields as they stand in the columns. */
export function readFields(tx: Tx, ids: readonly string[]): Promise<FieldsRow[]> {
  return tx.query<FieldsRow>(sql`
    select id, display_name as "displayName", language, time_zone as "timeZone", home_unit_id as "homeUnitId",
      attributes, preferences, own
    from person where id = any(${ids}::uuid[])`);
}

/** Writes fields that were put together, and what is the person's own beneath them; null: nothing is beneath. */
export async function writeFields(tx: Tx, id: string, fields: Fields, own: Fields | null): Promise<void> {
  await tx.execute(sql`
    update person set display_name = ${fields.displayName}, language = ${fields.language}, time_zone = ${fields.timeZone},
      home_unit_id = ${fields.homeUnitId}, attributes = ${JSON.stringify(fields.attributes)}::jsonb,
      preferences = ${JSON.stringify(fields.preferences)}::jsonb,
      words = case when ${fields.displayName}::text is not null then array_to_tsvector(${nameWords(fields.displayName ?? "")}::text[]) end,
      own = ${own === null ? null : JSON.stringify(own)}::jsonb, updated_at = now()
    where id = ${id}`);
}
