import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { exploreOperations, View, ViewState } from "../contract.ts";
import { selectReaders } from "../store/kept.ts";
import {
  countViews,
  findViewOwner,
  insertView,
  selectViews,
  selectViewsById,
  updateFavourite,
  updateViewDeleted,
  updateViewRow,
  type ViewRow,
} from "../store/views.ts";
import {
  mostKept,
  readerOf,
  requireOpen,
  requireOwn,
  requireSharing,
  requireUser,
  tellShared,
  toldTo,
  type Asker,
} from "./keeping.ts";

type Operations = typeof exploreOperations;

/** Views the viewer may open, newest first. @throws Refusal `access.forbidden` */
export async function listViews(
  { stores, viewer }: Asker,
  { query }: OperationInput<Operations["listViews"]>,
): Promise<OperationOutput<Operations["listViews"]>> {
  requirePermission(viewer, "insight.read");
  const { search = null, cursor = null, limit, favourites } = query;
  const wanted = { ...readerOf(viewer), search, before: cursor, limit: limit + 1, isFavouriteOnly: favourites };

  const found = await stores.postgres.read((tx) => selectViews(tx, wanted));

  const items = found.slice(0, limit).map((row) => viewOf(viewer, row));
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One view. @throws Refusal `access.forbidden`, `explore.not_found` */
export function readView({ stores, viewer }: Asker, id: string): Promise<View> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => viewOf(viewer, requireOpen(viewer, await findView(tx, viewer, id))));
}

/** Saves a state under a name. @throws Refusal `access.forbidden`, `access.users_only`, `explore.too_many` */
export async function createView(
  { stores, viewer }: Asker,
  { name, description, state }: { readonly name: string; readonly description: string; readonly state: ViewState },
): Promise<View> {
  requirePermission(viewer, "insight.read");
  const view = { id: stores.random.uuid(), ownerId: requireUser(viewer), name, description, state };

  return stores.postgres.transaction(async (tx) => {
    if ((await countViews(tx, view.ownerId)) >= mostKept) throw new Refusal("explore.too_many", { most: mostKept });
    await insertView(tx, view, stores.clock.now());
    await recordAudit(tx, viewer, { action: "explore.view_saved", subjectKind: "view", subjectId: view.id });
    return viewOf(viewer, requireOwn(viewer, await findView(tx, viewer, view.id)));
  });
}

/**
 * Changes one's own view, if nobody did meanwhile.
 * @throws Refusal `access.forbidden`, `explore.not_found`, `explore.not_yours`, `explore.changed_elsewhere`,
 * `explore.unknown_reader`
 */
export async function updateView(
  { stores, viewer }: Asker,
  { params: { id }, body }: OperationInput<Operations["updateView"]>,
): Promise<View> {
  requirePermission(viewer, "insight.read");
  const { revision, name = null, description = null, state, sharing = null } = body;

  return stores.postgres.transaction(async (tx) => {
    const row = requireOwn(viewer, await findView(tx, viewer, id));
    if (sharing !== null) await requireSharing(tx, viewer, row.sharing, sharing);
    const change = { id, revision, name, description, content: state, sharing };
    if (!(await updateViewRow(tx, change, stores.clock.now()))) throw new Refusal("explore.changed_elsewhere");
    if (sharing !== null)
      await tellShared(tx, { stores, viewer }, { kind: "view", row, sharing, link: `/explore?view=${id}` });
    await recordAudit(tx, viewer, { action: "explore.view_changed", subjectKind: "view", subjectId: id });
    return viewOf(viewer, requireOwn(viewer, await findView(tx, viewer, id)));
  });
}

/** Deletes one's own view; again changes nothing. @throws Refusal `explore.not_found`, `explore.not_yours` */
export async function deleteView({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "insight.read");
  await stores.postgres.transaction(async (tx) => {
    requireOwn(viewer, await findView(tx, viewer, id));
    await updateViewDeleted(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "explore.view_deleted", subjectKind: "view", subjectId: id });
  });
  return { ok: true };
}

/** Brings one's own deleted view back. @throws Refusal `explore.not_found` */
export async function restoreView({ stores, viewer }: Asker, id: string): Promise<View> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.transaction(async (tx) => {
    const owner = await findViewOwner(tx, id);
    if (owner?.ownerId !== viewer.id) throw new Refusal("explore.not_found");
    await updateViewDeleted(tx, id, null);
    await recordAudit(tx, viewer, { action: "explore.view_restored", subjectKind: "view", subjectId: id });
    return viewOf(viewer, requireOwn(viewer, await findView(tx, viewer, id)));
  });
}

/** A view of one's own, the same as this one. @throws Refusal as `readView` and `createView` */
export async function copyView(asker: Asker, id: string, name: string): Promise<View> {
  const { state, description } = await readView(asker, id);
  return createView(asker, { name, description, state });
}

/** Marks or unmarks a favourite. @throws Refusal `explore.not_found`, `access.users_only` */
export async function setFavourite(
  { stores, viewer }: Asker,
  viewId: string,
  isFavourite: boolean,
): Promise<{ ok: true }> {
  requirePermission(viewer, "insight.read");
  const userId = requireUser(viewer);
  await stores.postgres.transaction(async (tx) => {
    requireOpen(viewer, await findView(tx, viewer, viewId));
    await updateFavourite(tx, { userId, viewId, isFavourite });
  });
  return { ok: true };
}

/** Users to share with, by name. @throws Refusal `access.forbidden` */
export async function listReaders(
  { stores, viewer }: Asker,
  { query }: OperationInput<Operations["listReaders"]>,
): Promise<OperationOutput<Operations["listReaders"]>> {
  requirePermission(viewer, "insight.read");
  requireUser(viewer);
  const ids = query.ids?.split(",").filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) ?? null;
  const items = await stores.postgres.read((tx) => selectReaders(tx, { search: query.search ?? null, ids }));
  return { items, nextCursor: null };
}

async function findView(tx: Tx, viewer: Viewer, id: string): Promise<ViewRow | undefined> {
  return (await selectViewsById(tx, [id], readerOf(viewer).userId))[0];
}

function viewOf(viewer: Viewer, row: ViewRow): View {
  return { ...toldTo(viewer, row), state: row.state, isFavourite: row.isFavourite };
}
