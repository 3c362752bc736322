import { recordAudit, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import type { Problem, problemsOperations } from "../contract.ts";
import { findEvent, insertEvent, markUndone, selectEvents, type EventRow, type MergedPart } from "../store/events.ts";
import {
  deleteProblem,
  findProblem,
  findProblemById,
  giveCodes,
  insertProblem,
  replaceCodes,
  touchProblem,
  updateMergedInto,
} from "../store/problems.ts";
import { movePinned } from "../store/quotes.ts";
import { keyFor, readProblem, requireFree, requireStanding, wishOf } from "./register.ts";

type Operations = typeof problemsOperations;

/**
 * Puts other problems into this one: their codes and pinned quotes become its own; nothing is deleted, so it can be undone.
 * @throws Refusal `problems.not_found`, `problems.merge_itself`
 */
export async function mergeProblems(
  asker: Asker,
  { params: { key }, body: { keys } }: OperationInput<Operations["mergeProblems"]>,
): Promise<Problem> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  if (keys.includes(key)) throw new Refusal("problems.merge_itself");
  const now = stores.clock.now();
  await stores.postgres.transaction(async (tx) => {
    const target = await requireStanding(tx, key);
    const parts: MergedPart[] = [];
    for (const other of [...new Set(keys)].toSorted()) {
      const row = await requireStanding(tx, other);
      const quotes = await movePinned(tx, row.id, target.id);
      await giveCodes(tx, target.id, row.codes);
      await updateMergedInto(tx, row.id, target.id, now);
      parts.push({ id: row.id, key: row.key, codes: row.codes, quotes, revision: row.revision + 1 });
    }
    const revision = await touchProblem(tx, target.id, now);
    await noteEvent(tx, asker, {
      problemId: target.id,
      kind: "merged",
      about: parts.map((part) => part.key),
      undo: { parts, revision },
    });
    const details = { key, keys };
    await recordAudit(tx, viewer, { action: "problems.merged", subjectKind: "problem", subjectId: target.id, details });
  });
  return readProblem(asker, key);
}

/**
 * Takes some codes out of a problem into a new one that is otherwise like it.
 * @throws Refusal `problems.not_found`, `problems.key_taken`, `problems.nothing_left`
 */
export async function splitProblem(
  asker: Asker,
  { params: { key }, body }: OperationInput<Operations["splitProblem"]>,
): Promise<OperationOutput<Operations["splitProblem"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  const id = stores.random.uuid();
  const newKey = body.key ?? keyFor(body, id);
  const now = stores.clock.now();
  const whole = (await readProblem(asker, key)).codes.map(({ code }) => code);
  const codes = whole.filter((code) => body.codes.includes(code));
  if (codes.length === 0 || codes.length === whole.length) throw new Refusal("problems.nothing_left");
  try {
    await stores.postgres.transaction(async (tx) => {
      const row = await requireStanding(tx, key);
      await requireFree(tx, codes, row.id);
      const { codes: _, ...like } = wishOf(row);
      const name = Object.fromEntries(Object.entries(body.name).filter(([, text]) => text !== ""));
      await insertProblem(tx, id, newKey, { wish: { ...like, name, state: "new" }, now });
      await giveCodes(tx, id, codes);
      const revision = await touchProblem(tx, row.id, now);
      const parts = [{ id, key: newKey, codes, quotes: [], revision: 1 }];
      await noteEvent(tx, asker, { problemId: row.id, kind: "split", about: [newKey], undo: { parts, revision } });
      await noteEvent(tx, asker, { problemId: id, kind: "created", about: [key], undo: null });
      const details = { key, to: newKey, codes };
      await recordAudit(tx, viewer, { action: "problems.split", subjectKind: "problem", subjectId: row.id, details });
    });
  } catch (error) {
    if (isUniqueViolation(error, "problem_key_key")) throw new Refusal("problems.key_taken", { key: newKey });
    throw error;
  }
  return { from: await readProblem(asker, key), to: await readProblem(asker, newKey) };
}

/** Undoes a merge or a split that nothing was built upon since. @throws Refusal `problems.not_found`, `problems.cannot_undo` */
export async function undoProblemEvent(
  asker: Asker,
  { params: { key, event: eventId } }: OperationInput<Operations["undoProblemEvent"]>,
): Promise<Problem> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  const now = stores.clock.now();
  await stores.postgres.transaction(async (tx) => {
    const row = await requireStanding(tx, key);
    const event = await findEvent(tx, eventId);
    if (event === undefined || event.problemId !== row.id) throw new Refusal("problems.not_found", { key });
    if (event.undo === null || !(await mayUndo(tx, event, row.revision))) throw new Refusal("problems.cannot_undo");
    for (const part of event.undo.parts) {
      if (event.kind === "merged") {
        await giveCodes(tx, part.id, part.codes);
        await movePinned(tx, row.id, part.id, part.quotes);
        await updateMergedInto(tx, part.id, null, now);
      } else {
        await movePinned(tx, part.id, row.id);
        await replaceCodes(tx, row.id, [...row.codes, ...part.codes]);
        await deleteProblem(tx, part.id);
      }
    }
    await markUndone(tx, event.id, now);
    await touchProblem(tx, row.id, now);
    await noteEvent(tx, asker, { problemId: row.id, kind: "undone", about: event.about, undo: null });
    const details = { key, event: event.kind };
    await recordAudit(tx, viewer, { action: "problems.undone", subjectKind: "problem", subjectId: row.id, details });
  });
  return readProblem(asker, key);
}

/** What happened to a problem, newest first; of a proposed one nothing. @throws Refusal `problems.not_found` */
export async function readHistory(asker: Asker, key: string): Promise<OperationOutput<Operations["readHistory"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const row = await stores.postgres.read((tx) => findProblem(tx, key));
  if (row === undefined) {
    await readProblem(asker, key);
    return { items: [], nextCursor: null };
  }
  return stores.postgres.read(async (tx) => {
    const items = [];
    for (const event of await selectEvents(tx, row.id)) {
      const { id, kind, at, by, about, before, after } = event;
      const isOpen = event.undo !== null && row.mergedInto === null && (await mayUndo(tx, event, row.revision));
      const mayUndoIt = isOpen && viewer.permissions.has("problems.write");
      items.push({
        id,
        kind,
        at: at.toISOString(),
        by,
        about: [...about],
        from: before,
        to: after,
        mayUndo: mayUndoIt,
      });
    }
    return { items, nextCursor: null };
  });
}

/** Neither the problem nor any of the parts changed since. */
async function mayUndo(tx: Tx, { undo, undoneAt }: EventRow, revision: number): Promise<boolean> {
  if (undo === null || undoneAt !== null || undo.revision !== revision) return false;
  for (const part of undo.parts) {
    if ((await findProblemById(tx, part.id))?.revision !== part.revision) return false;
  }
  return true;
}

async function noteEvent(
  tx: Tx,
  { stores, viewer }: Asker,
  event: Pick<EventRow, "problemId" | "kind" | "about" | "undo">,
): Promise<void> {
  const id = stores.random.uuid();
  await insertEvent(tx, { ...event, id, at: stores.clock.now(), by: viewer.name, before: null, after: null });
}
