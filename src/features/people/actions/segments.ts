import { recordAudit, requirePermission, systemViewer } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { enqueue } from "#platform/jobs";
import { isUniqueViolation, type Sql, type Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Person, Segment, SegmentField } from "../contract.ts";
import { segmentFields } from "../rules/segment-fields.ts";
import { listPurposes } from "../store/consents.ts";
import { countPersons, listNewest, whichFit } from "../store/persons.ts";
import {
  deleteSegmentRow,
  findSegment,
  listSegmentRows,
  putSegmentRow,
  writeSegmentCount,
  type SegmentRow,
} from "../store/segments.ts";
import { attributesSeen } from "./knowing.ts";
import { present, type Asker } from "./reading.ts";
import { compileCondition, isReadable, segmentCondition } from "./segment-condition.ts";
import { seesEverything, sightOf } from "./sight.ts";

export const countJobName = "people.count-segments";

/** What a segment is to be. */
export interface SegmentWish {
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
}

/**
 * Segments by name, without those that ask for something the viewer may not see; counts only for whoever sees everybody.
 * @throws Refusal `access.forbidden`
 */
export async function listSegments({ stores, viewer }: Asker): Promise<{ items: Segment[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  return stores.postgres.read(async (tx) => {
    const items: Segment[] = [];
    for (const row of await listSegmentRows(tx))
      if (await isReadable(tx, viewer, row.condition)) items.push(shownTo(viewer, row));
    return { items, nextCursor: null };
  });
}

/** What a segment may ask for. @throws Refusal `access.forbidden` */
export async function listSegmentFields({
  stores,
  viewer,
}: Asker): Promise<{ items: SegmentField[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  return stores.postgres.read(async (tx) => {
    const attributes = await attributesSeen(tx, viewer);
    return { items: segmentFields(attributes.values(), await listPurposes(tx)), nextCursor: null };
  });
}

/**
 * How many of the persons the viewer sees fit, and the newest five of them.
 * @throws Refusal `access.forbidden`, `people.unknown_field`
 */
export async function previewSegment(
  { stores, viewer }: Asker,
  condition: Condition,
): Promise<{ count: number; isEstimate: boolean; sample: Person[] }> {
  requirePermission(viewer, "people.read");
  return stores.postgres.read(async (tx) => {
    const filter = {
      sight: await sightOf(tx, viewer),
      role: undefined,
      condition: await compileCondition(tx, viewer, condition),
    };
    const counted = await countPersons(tx, filter, false);
    const ids = counted.count === 0 && counted.isEstimate ? [] : await listNewest(tx, filter, undefined, sampleSize);
    return { ...counted, sample: await present(tx, ids, filter.sight) };
  });
}

const sampleSize = 5;

/**
 * Saves a segment, a new one without `id`; it is counted in the background.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.unknown_field`, `people.name_taken`
 */
export async function putSegment({ stores, viewer }: Asker, wish: SegmentWish, id?: string): Promise<Segment> {
  requirePermission(viewer, "people.write");
  try {
    return await stores.postgres.transaction(async (tx) => {
      if (id !== undefined) await requireSegment(tx, viewer, id);
      await compileCondition(tx, viewer, wish.condition);
      const now = stores.clock.now();
      const row = await putSegmentRow(tx, { ...wish, id: id ?? stores.random.uuid(), by: viewer.id, now });
      await enqueue(tx, countJobName, { segmentId: row.id }, { jobKey: `${countJobName}:${row.id}` });
      const action = id === undefined ? "people.segment_created" : "people.segment_changed";
      await recordAudit(tx, viewer, { action, subjectKind: "segment", subjectId: row.id });
      return shownTo(viewer, row);
    });
  } catch (error) {
    if (!isUniqueViolation(error, "segment_name")) throw error;
    throw new Refusal("people.name_taken", {}, [{ field: "body.name", code: "people.name_taken" }]);
  }
}

/** Removes a segment. @throws Refusal `access.forbidden`, `people.not_found` */
export async function deleteSegment({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    await requireSegment(tx, viewer, id);
    await deleteSegmentRow(tx, id);
    await recordAudit(tx, viewer, { action: "people.segment_removed", subjectKind: "segment", subjectId: id });
  });
  return { ok: true };
}

/** Counts one segment, or all of them, through; for the background. */
export async function countSegments(stores: Pick<Stores, "postgres" | "clock">, segmentId?: string): Promise<void> {
  const viewer = systemViewer("people");
  const rows = await stores.postgres.read((tx) => listSegmentRows(tx));
  for (const row of rows.filter(({ id }) => segmentId === undefined || id === segmentId))
    await stores.postgres.transaction(async (tx) => {
      const filter = {
        sight: await sightOf(tx, viewer),
        role: undefined,
        condition: await segmentCondition(tx, viewer, row.id),
      };
      const counted = await countPersons(tx, filter, true);
      await writeSegmentCount(tx, row, { ...counted, now: stores.clock.now() });
    });
}

/**
 * Which of these persons belong to a segment, by any id they ever had: for eligibility and whoever asks by rule rather
 * than for a viewer. A segment that there is not holds nobody.
 */
export async function personsInSegment(
  tx: Tx,
  segmentId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const viewer = systemViewer("people");
  if ((await findSegment(tx, segmentId)) === undefined || personIds.length === 0) return new Set();
  const condition: Sql = await segmentCondition(tx, viewer, segmentId);
  return new Set(await whichFit(tx, personIds, condition));
}

async function requireSegment(tx: Tx, viewer: Viewer, id: string): Promise<SegmentRow> {
  const row = await findSegment(tx, id);
  if (row === undefined || !(await isReadable(tx, viewer, row.condition))) throw new Refusal("people.not_found");
  return row;
}

function shownTo(
  viewer: Viewer,
  { id, name, description, condition, count, isEstimate, countedAt }: SegmentRow,
): Segment {
  const isWhole = seesEverything(viewer);
  return {
    id,
    name,
    description,
    condition,
    count: isWhole ? count : null,
    isEstimate,
    countedAt: isWhole ? (countedAt?.toISOString() ?? null) : null,
  };
}
