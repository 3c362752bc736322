import { unitAncestors, resolveReferences } from "#feature/organisation";
import { fieldsOf, type Comparison, type Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { conditionToSql } from "#platform/condition-sql";
import { sql, type Sql, type Tx } from "#platform/postgres";

import { momentOf } from "../store/persons.ts";
import { segmentFieldSql, type SegmentWords } from "../store/segment-fields.ts";
import { findSegment } from "../store/segments.ts";
import { attributesSeen } from "./knowing.ts";
import { answersOfPersons } from "./sources.ts";

/**
 * The condition of a saved segment over `person p`. A segment that asks for something the viewer may not see is unknown
 * to them.
 * @throws Refusal `people.not_found`
 */
export async function segmentCondition(tx: Tx, viewer: Viewer, segmentId: string): Promise<Sql> {
  const segment = await findSegment(tx, segmentId);
  if (segment === undefined) throw new Refusal("people.not_found");
  const words = await wordsFor(tx, viewer, segment.condition);
  if (unknownIn(segment.condition, words) !== undefined) throw new Refusal("people.not_found");
  return conditionSql(segment.condition, words);
}

/** A condition over `person p`. @throws Refusal `people.unknown_field` also for attributes the viewer may not see */
export async function compileCondition(tx: Tx, viewer: Viewer, condition: Condition): Promise<Sql> {
  const words = await wordsFor(tx, viewer, condition);
  const unknown = unknownIn(condition, words);
  if (unknown !== undefined)
    throw new Refusal("people.unknown_field", { field: unknown }, [
      { field: "body.condition", code: "people.unknown_field" },
    ]);
  return conditionSql(condition, words);
}

/** Whether the viewer may see everything a condition asks for. */
export async function isReadable(tx: Tx, viewer: Viewer, condition: Condition): Promise<boolean> {
  return unknownIn(condition, { ...noWords, attributes: await attributesSeen(tx, viewer) }) === undefined;
}

function conditionSql(condition: Condition, words: SegmentWords): Sql {
  return conditionToSql(condition, (name) => segmentFieldSql(name, words));
}

function unknownIn(condition: Condition, words: SegmentWords): string | undefined {
  return fieldsOf(condition).find((field) => segmentFieldSql(field, words) === undefined);
}

const noWords: SegmentWords = {
  attributes: new Map(),
  unitsOf: () => [],
  lastAnsweredAt: () => sql`null::timestamptz`,
  now: new Date(0),
};

async function wordsFor(tx: Tx, viewer: Viewer, condition: Condition): Promise<SegmentWords> {
  return {
    attributes: await attributesSeen(tx, viewer),
    unitsOf: await unitsOf(tx, condition),
    lastAnsweredAt: answersOfPersons()?.lastAnsweredAt ?? noWords.lastAnsweredAt,
    now: await momentOf(tx),
  };
}

/** Units that a condition names, by code, name or id, with everything below them. */
async function unitsOf(tx: Tx, condition: Condition): Promise<(value: string) => readonly string[]> {
  const values = comparisonsIn(condition)
    .filter(({ field }) => field === "home_unit")
    .flatMap(({ value }) => (Array.isArray(value) ? value.map(String) : [String(value)]));
  if (values.length === 0) return () => [];
  const found = await resolveReferences(
    tx,
    values.map((code) => ({ kind: "unit", code })),
  );
  const ancestors = await unitAncestors(tx);
  return (value) => {
    const id = found.get(`unit:${value}`)?.id ?? value.toLowerCase();
    return [...ancestors].filter(([, above]) => above.includes(id)).map(([unit]) => unit);
  };
}

function comparisonsIn(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsIn);
  if ("any" in condition) return condition.any.flatMap(comparisonsIn);
  return "not" in condition ? comparisonsIn(condition.not) : [condition];
}
