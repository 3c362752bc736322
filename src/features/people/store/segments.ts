import type { Condition } from "#kit/condition";
import { sql, type Tx } from "#platform/postgres";

import type { Persona } from "../contract.ts";

/** A saved segment. */
export interface SegmentRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
  readonly count: number | null;
  readonly isEstimate: boolean;
  readonly countedAt: Date | null;
}

const columns = sql`id, name, description, condition, count, is_estimate as "isEstimate", counted_at as "countedAt"`;

/** Segments by name. */
export function listSegmentRows(tx: Tx): Promise<SegmentRow[]> {
  return tx.query(sql`select ${columns} from segment order by lower(name), id limit 1000`);
}

/** One segment. */
export function findSegment(tx: Tx, id: string): Promise<SegmentRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from segment where id = ${id}`);
}

/** Creates or changes a segment. Its count is what it was until it is counted again. */
export async function putSegmentRow(
  tx: Tx,
  segment: Pick<SegmentRow, "id" | "name" | "description" | "condition"> & { readonly by: string; readonly now: Date },
): Promise<SegmentRow> {
  const { id, name, description, condition, by, now } = segment;
  return tx.one(sql`
    insert into segment (id, name, description, condition, created_by, created_at, updated_at)
    values (${id}, ${name}, ${description}, ${JSON.stringify(condition)}, ${by}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, description = excluded.description,
      condition = excluded.condition, updated_at = excluded.updated_at
    returning ${columns}`);
}

/** Writes how many persons a segment holds, unless its condition has changed meanwhile. */
export async function writeSegmentCount(
  tx: Tx,
  { id, condition }: Pick<SegmentRow, "id" | "condition">,
  counted: { readonly count: number; readonly isEstimate: boolean; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update segment set count = ${counted.count}, is_estimate = ${counted.isEstimate}, counted_at = ${counted.now}
    where id = ${id} and condition = ${JSON.stringify(condition)}::jsonb`);
}

/** Removes a segment; whether it was there. */
export async function deleteSegmentRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.execute(sql`delete from segment where id = ${id}`)) === 1;
}

const personaColumns = sql`id, name, tagline, story, goals, needs, quotes,
  array(select segment_id::text from persona_segment where persona_id = persona.id order by segment_id) as segments`;

/** Personas by name. */
export function listPersonaRows(tx: Tx): Promise<Persona[]> {
  return tx.query(sql`select ${personaColumns} from persona order by lower(name), id limit 500`);
}

/** One persona. */
export function findPersona(tx: Tx, id: string): Promise<Persona | undefined> {
  return tx.maybeOne(sql`select ${personaColumns} from persona where id = ${id}`);
}

/** Creates or changes a persona with its segments. */
export async function putPersonaRow(tx: Tx, persona: Persona, now: Date): Promise<void> {
  const { id, name, tagline, story, goals, needs, quotes, segments } = persona;
  await tx.execute(sql`
    insert into persona (id, name, tagline, story, goals, needs, quotes, created_at, updated_at)
    values (${id}, ${name}, ${tagline}, ${story}, ${goals}, ${needs}, ${quotes}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, tagline = excluded.tagline, story = excluded.story,
      goals = excluded.goals, needs = excluded.needs, quotes = excluded.quotes, updated_at = excluded.updated_at`);
  await tx.execute(
    sql`delete from persona_segment where persona_id = ${id} and segment_id <> all(${segments}::uuid[])`,
  );
  await tx.execute(sql`
    insert into persona_segment (persona_id, segment_id) select ${id}, unnest(${segments}::uuid[]) on conflict do nothing`);
}

/** Removes a persona; whether it was there. */
export async function deletePersonaRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.execute(sql`delete from persona where id = ${id}`)) === 1;
}
