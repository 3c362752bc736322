import { recordAudit, requirePermission, unitScope } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Change } from "../contract.ts";
import type { Standing } from "../rules/forest.ts";
import { checkGrowth } from "../rules/growth.ts";
import {
  emitChange,
  findChange,
  listChangeRows,
  markUndone,
  readConcerned,
  type ListedChange,
} from "../store/unit-changes.ts";
import { bumpTree, replaceStandings } from "../store/units.ts";
import type { Concern } from "./effects.ts";
import { readForest, sightOf } from "./forest.ts";
import { holdTree, requireOwn } from "./tree-writing.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * What was done to the tree, newest first: to one unit, or to units that the viewer sees.
 * @throws Refusal `access.forbidden`, `access.bad_cursor`, `organisation.unit_not_found`
 */
export async function listChanges(
  { stores, viewer }: Asker,
  query: { readonly code?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Change[]; nextCursor: string | null }> {
  requirePermission(viewer, "organisation.read");
  const after = query.cursor === undefined ? null : positionOf(query.cursor);
  const mayWrite = viewer.permissions.has("organisation.write");

  const found = await stores.postgres.read(async (tx) => {
    const tree = await readForest(tx);
    const sight = sightOf(tree, unitScope(viewer, "organisation.read"));
    const unit = query.code === undefined ? null : tree.byCode.get(query.code.toLowerCase())?.id;
    if (unit === undefined || (unit !== null && sight !== "all" && !sight.has(unit)))
      throw new Refusal("organisation.unit_not_found");
    const units = sight === "all" ? null : [...sight];
    return listChangeRows(tx, { unit, units, after, limit: query.limit + 1 });
  });

  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => changeOf(row, mayWrite)),
    nextCursor: found.length > query.limit && last !== undefined ? cursorOf(last) : null,
  };
}

/**
 * Takes a change of the tree back. Units that it made stay known by their codes and are no longer in the tree.
 * Undone already: nothing happens.
 * @throws Refusal `access.forbidden`, `organisation.change_not_found`, `organisation.built_on`
 */
export async function undoChange({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "organisation.write");
  await stores.postgres.transaction(async (tx) => {
    const tree = await holdTree(tx);
    const change = await findChange(tx, id);
    if (change === undefined) throw new Refusal("organisation.change_not_found");
    requireOwn(tree, viewer, change.written);
    if (change.undoneAt !== null) return;

    const isAsLeft = change.written.every((one) => isSame(tree.units.get(one), change.after[one]));
    const back = new Map<string, Standing>(tree.units);
    for (const one of change.written) back.set(one, change.before[one] ?? gone);
    if (!isAsLeft || !checkGrowth(back, change.written).ok) throw new Refusal("organisation.built_on");

    await replaceStandings(
      tx,
      change.written.map((one) => ({ ...(change.before[one] ?? gone), id: one })),
    );
    await bumpTree(tx);
    await markUndone(tx, id, stores.clock.now());
    await emitChange(tx, id);
    const details = { action: change.action, units: change.written.length };
    await recordAudit(tx, viewer, {
      action: "organisation.change_undone",
      subjectKind: "unit-change",
      subjectId: id,
      details,
    });
  });
  return { ok: true };
}

/** What these changes did to answers: of which units and codes, since when. For whoever keeps answers by unit. */
export function unitsConcerned(tx: Tx, changeIds: readonly string[]): Promise<readonly Concern[]> {
  return changeIds.length === 0 ? Promise.resolve([]) : readConcerned(tx, changeIds);
}

const gone: Standing = { placements: [], successions: [] };

function isSame(one: Standing | undefined, other: Standing | null | undefined): boolean {
  const textOf = (standing: Standing | null | undefined) =>
    JSON.stringify([
      standing?.placements.map(({ from, to, parent }) => [from, to, parent]) ?? [],
      standing?.successions.map(({ from, successor }) => [from, successor]) ?? [],
    ]);
  return textOf(one) === textOf(other);
}

function changeOf(row: ListedChange, mayWrite: boolean): Change {
  const { id, action, from, madeBy, summary, madeAt, undoneAt, isLast, isProjected } = row;
  return {
    id,
    action,
    from,
    madeBy,
    madeAt: madeAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    codes: [...summary.codes],
    to: [...summary.to],
    count: summary.count,
    mayUndo: mayWrite && isLast && undoneAt === null,
    isProjected,
  };
}

function cursorOf({ madeAt, id }: ListedChange): string {
  return Buffer.from(`${madeAt.toISOString()} ${id}`).toString("base64url");
}

function positionOf(cursor: string): readonly [string, string] {
  const text = Buffer.from(cursor, "base64url").toString();
  const [madeAt, id] = text.split(" ");
  const isPlace = /^\d{4}-\d\d-\d\dT[\d:.]+Z [\da-f-]{36}$/.test(text);
  if (!isPlace || madeAt === undefined || id === undefined) throw new Refusal("access.bad_cursor");
  return [madeAt, id];
}
