import { recordAudit, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { enqueue } from "#platform/jobs";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Batch, Suggestion } from "../contract.ts";
import { listMergesOfBatch } from "../store/merges.ts";
import { memberIds, newIds, rootsOf } from "../store/persons.ts";
import {
  advanceBatch,
  findBatch,
  findSuggestion,
  insertBatch,
  listOpenSuggestions,
  lockBatch,
  nextOfBatch,
  setSuggestionState,
  type SuggestionRow,
} from "../store/suggestions.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { mergeInTransaction, undoInTransaction } from "./merging.ts";
import { present, type Asker } from "./reading.ts";
import { requireChangeable, requireSeen, seesEverything, sightOf } from "./sight.ts";

export const batchJobName = "people.merge-suggested";

/**
 * Pairs who may be one, the surest first; of whoever sees some units only those of whom both are seen.
 * @throws Refusal `access.forbidden`, `people.bad_cursor`
 */
export async function listSuggestions(
  { stores, viewer }: Asker,
  { cursor, limit, person }: { cursor?: string | undefined; limit: number; person?: string | undefined },
): Promise<{ items: Suggestion[]; nextCursor: string | null }> {
  requirePermission(viewer, "people.write");
  const place = cursor === undefined ? undefined : readCursor(cursor, ["number", "uuid"]);
  const after = place === undefined ? undefined : { confidence: Number(place[0]), id: String(place[1]) };
  return stores.postgres.read(async (tx) => {
    const personIds = person === undefined ? undefined : await membersSeen(tx, viewer, person);
    const rows = await listOpenSuggestions(tx, { after, personIds, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await presentPairs(tx, viewer, page),
      nextCursor: last === undefined ? null : writeCursor([last.confidence, last.id]),
    };
  });
}

/**
 * Notes that the two of a suggestion are two, or opens it again.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function keepApart({ stores, viewer }: Asker, id: string, apart: boolean): Promise<{ ok: true }> {
  requirePermission(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    const suggestion = await findSuggestion(tx, id);
    if (suggestion === undefined) throw new Refusal("people.not_found");
    for (const personId of [suggestion.oneId, suggestion.otherId]) await requireChangeable(tx, viewer, personId);
    await setSuggestionState(tx, id, apart ? "apart" : "open");
    const action = apart ? "people.kept_apart" : "people.suggested_again";
    await recordAudit(tx, viewer, { action, subjectKind: "suggestion", subjectId: id });
  });
  return { ok: true };
}

/**
 * Merges many suggested pairs in the background, the surest first.
 * @throws Refusal `access.forbidden`, `people.whole_only`
 */
export async function acceptSuggestions(
  { stores, viewer }: Asker,
  { ids, minConfidence }: { ids?: readonly string[] | undefined; minConfidence?: number | undefined },
): Promise<Batch> {
  requireWhole(viewer);
  return stores.postgres.transaction(async (tx) => {
    const id = stores.random.uuid();
    const batch = await insertBatch(tx, { id, ids, minConfidence, by: viewer.id, now: stores.clock.now() });
    await enqueue(tx, batchJobName, { batchId: id }, { jobKey: `${batchJobName}:${id}`, queue: "people" });
    const details = { total: batch.total };
    await recordAudit(tx, viewer, { action: "people.batch_begun", subjectKind: "merge_batch", subjectId: id, details });
    return batch;
  });
}

/** How far a batch has come. @throws Refusal `access.forbidden`, `people.not_found` */
export async function readBatch({ stores, viewer }: Asker, id: string): Promise<Batch> {
  requirePermission(viewer, "people.write");
  const batch = seesEverything(viewer, "people.write")
    ? await stores.postgres.read((tx) => findBatch(tx, id))
    : undefined;
  if (batch === undefined) throw new Refusal("people.not_found");
  return batch;
}

/**
 * Takes every merge of a batch back that still stands, in the background; a running one stops first.
 * @throws Refusal `access.forbidden`, `people.whole_only`, `people.not_found`
 */
export async function undoBatch({ stores, viewer }: Asker, id: string): Promise<Batch> {
  requireWhole(viewer);
  return stores.postgres.transaction(async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch === undefined) throw new Refusal("people.not_found");
    if (batch.state === "undone" || batch.state === "undoing") return batchOf(batch);
    await advanceBatch(tx, id, { done: 0, skipped: 0, state: "undoing" });
    await enqueue(tx, batchJobName, { batchId: id }, { jobKey: `${batchJobName}:${id}`, queue: "people" });
    await recordAudit(tx, viewer, { action: "people.batch_undone", subjectKind: "merge_batch", subjectId: id });
    return { ...batchOf(batch), state: "undoing" };
  });
}

/**
 * Carries a batch on to its end, a portion a transaction: what was done before a crash stays done, and doing it again
 * changes nothing. Stops between portions when asked to.
 */
export async function carryOutBatch(
  stores: Pick<Stores, "postgres">,
  viewer: Viewer,
  { batchId, signal }: { readonly batchId: string; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const isOver = await stores.postgres.transaction((tx) => carryPortion(tx, viewer, batchId), { retries: 5 });
    if (isOver) return;
  }
}

async function carryPortion(tx: Tx, viewer: Viewer, batchId: string): Promise<boolean> {
  const batch = await lockBatch(tx, batchId);
  if (batch?.state === "undoing") return undoPortion(tx, viewer, batchId);
  if (batch?.state !== "running") return true;

  const suggestions = await nextOfBatch(tx, batchId, portion);
  let skipped = 0;
  for (const suggestion of suggestions) if (!(await acceptOne(tx, viewer, suggestion, batchId))) skipped += 1;
  const isOver = suggestions.length < portion;
  const done = suggestions.length - skipped;
  await advanceBatch(tx, batchId, { done, skipped, state: isOver ? "done" : "running" });
  return isOver;
}

const portion = 100;

/** A suggestion that was accepted is not open any more, so accepting it twice cannot make two merges. */
async function acceptOne(tx: Tx, viewer: Viewer, suggestion: SuggestionRow, batchId: string): Promise<boolean> {
  await setSuggestionState(tx, suggestion.id, "accepted");
  const roots = await rootsOf(tx, [suggestion.oneId, suggestion.otherId]);
  const [one, other] = [roots.get(suggestion.oneId), roots.get(suggestion.otherId)];
  if (one === undefined || other === undefined || one === other) return false;
  const [id] = await newIds(tx, 1);
  if (id === undefined) return false;
  await mergeInTransaction(tx, viewer, { id, survivorId: one, mergedId: other, reason: "suggestion", batchId });
  return true;
}

async function undoPortion(tx: Tx, viewer: Viewer, batchId: string): Promise<boolean> {
  const merges = await listMergesOfBatch(tx, batchId, portion);
  for (const id of merges) await undoInTransaction(tx, viewer, id);
  const isOver = merges.length < portion;
  await advanceBatch(tx, batchId, { done: -merges.length, skipped: 0, state: isOver ? "undone" : "undoing" });
  return isOver;
}

function requireWhole(viewer: Viewer): void {
  requirePermission(viewer, "people.write");
  if (!seesEverything(viewer, "people.write")) throw new Refusal("people.whole_only");
}

async function membersSeen(tx: Tx, viewer: Viewer, id: string): Promise<string[]> {
  const { row } = await requireSeen(tx, viewer, { id, permission: "people.write" });
  return memberIds(tx, row.id);
}

async function presentPairs(tx: Tx, viewer: Viewer, rows: readonly SuggestionRow[]): Promise<Suggestion[]> {
  const ids = [...new Set(rows.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
  const shown = new Map(
    (await present(tx, ids, await sightOf(tx, viewer, "people.write"))).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ id, oneId, otherId, reasons, confidence }) => {
    const [one, other] = [shown.get(oneId), shown.get(otherId)];
    return one === undefined || other === undefined ? [] : [{ id, one, other, reasons, confidence }];
  });
}

function batchOf({ id, state, total, done, skipped }: Batch): Batch {
  return { id, state, total, done, skipped };
}
