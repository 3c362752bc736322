import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Card, Dashboard, exploreOperations } from "../contract.ts";
import { mayOpen } from "../rules/handing-on.ts";
import {
  countDashboards,
  findDashboard,
  findDashboardOwner,
  insertDashboard,
  selectDashboards,
  updateDashboardDeleted,
  updateDashboardRow,
  type DashboardRow,
} from "../store/dashboards.ts";
import { selectViewsById } from "../store/views.ts";
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

/** Dashboards the viewer may open, newest first. @throws Refusal `access.forbidden` */
export async function listDashboards(
  { stores, viewer }: Asker,
  { query }: OperationInput<Operations["listDashboards"]>,
): Promise<OperationOutput<Operations["listDashboards"]>> {
  requirePermission(viewer, "insight.read");
  const { search = null, cursor = null, limit } = query;

  const found = await stores.postgres.read((tx) =>
    selectDashboards(tx, { ...readerOf(viewer), search, before: cursor, limit: limit + 1 }),
  );

  const items = found.slice(0, limit).map((row) => ({ ...toldTo(viewer, row), cards: row.cards.length }));
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * One dashboard with its views. Whoever may open it may open its owner's views on it; views of others as far as they are
 * shared with the viewer.
 * @throws Refusal `access.forbidden`, `explore.not_found`
 */
export function readDashboard({ stores, viewer }: Asker, id: string): Promise<Dashboard> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read((tx) => dashboardOf(tx, viewer, id));
}

/**
 * A new dashboard.
 * @throws Refusal `access.forbidden`, `access.users_only`, `explore.too_many`, `explore.unknown_view`
 */
export async function createDashboard(
  { stores, viewer }: Asker,
  {
    name,
    description,
    cards,
  }: { readonly name: string; readonly description: string; readonly cards: readonly Card[] },
): Promise<Dashboard> {
  requirePermission(viewer, "insight.read");
  const dashboard = { id: stores.random.uuid(), ownerId: requireUser(viewer), name, description, cards };

  return stores.postgres.transaction(async (tx) => {
    if ((await countDashboards(tx, dashboard.ownerId)) >= mostKept)
      throw new Refusal("explore.too_many", { most: mostKept });
    await requireViews(tx, viewer, cards, []);
    await insertDashboard(tx, dashboard, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "explore.dashboard_created",
      subjectKind: "dashboard",
      subjectId: dashboard.id,
    });
    return dashboardOf(tx, viewer, dashboard.id);
  });
}

/**
 * Changes one's own dashboard, if nobody did meanwhile.
 * @throws Refusal `explore.not_found`, `explore.not_yours`, `explore.changed_elsewhere`, `explore.unknown_reader`,
 * `explore.unknown_view`
 */
export async function updateDashboard(
  { stores, viewer }: Asker,
  { params: { id }, body }: OperationInput<Operations["updateDashboard"]>,
): Promise<Dashboard> {
  requirePermission(viewer, "insight.read");
  const { revision, name = null, description = null, cards, sharing = null } = body;

  return stores.postgres.transaction(async (tx) => {
    const row = requireOwn(viewer, await findDashboard(tx, id));
    if (sharing !== null) await requireSharing(tx, viewer, row.sharing, sharing);
    if (cards !== undefined) await requireViews(tx, viewer, cards, row.cards);
    const change = { id, revision, name, description, content: cards, sharing };
    if (!(await updateDashboardRow(tx, change, stores.clock.now()))) throw new Refusal("explore.changed_elsewhere");
    if (sharing !== null)
      await tellShared(tx, { stores, viewer }, { kind: "dashboard", row, sharing, link: `/dashboards/${id}` });
    await recordAudit(tx, viewer, {
      action: "explore.dashboard_changed",
      subjectKind: "dashboard",
      subjectId: id,
      details: cards === undefined ? {} : { cards: cards.length },
    });
    return dashboardOf(tx, viewer, id);
  });
}

/** Deletes one's own dashboard; its mails stop. @throws Refusal `explore.not_found`, `explore.not_yours` */
export async function deleteDashboard({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "insight.read");
  await stores.postgres.transaction(async (tx) => {
    requireOwn(viewer, await findDashboard(tx, id));
    await updateDashboardDeleted(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "explore.dashboard_deleted", subjectKind: "dashboard", subjectId: id });
  });
  return { ok: true };
}

/** Brings one's own deleted dashboard back. @throws Refusal `explore.not_found` */
export async function restoreDashboard({ stores, viewer }: Asker, id: string): Promise<Dashboard> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.transaction(async (tx) => {
    const owner = await findDashboardOwner(tx, id);
    if (owner?.ownerId !== viewer.id) throw new Refusal("explore.not_found");
    await updateDashboardDeleted(tx, id, null);
    await recordAudit(tx, viewer, { action: "explore.dashboard_restored", subjectKind: "dashboard", subjectId: id });
    return dashboardOf(tx, viewer, id);
  });
}

/** New cards hold views one may open; those that stand there already stay, whatever became of them. */
async function requireViews(tx: Tx, viewer: Viewer, cards: readonly Card[], known: readonly Card[]): Promise<void> {
  const old = new Set(viewIdsOf(known));
  const added = [...new Set(viewIdsOf(cards))].filter((id) => !old.has(id));
  const found = await selectViewsById(tx, added, readerOf(viewer).userId);
  if (found.filter((row) => mayOpen(viewer, row)).length < added.length) throw new Refusal("explore.unknown_view");
}

async function dashboardOf(tx: Tx, viewer: Viewer, id: string): Promise<Dashboard> {
  const row = requireOpen(viewer, await findDashboard(tx, id));
  const views = await selectViewsById(tx, viewIdsOf(row.cards), readerOf(viewer).userId);
  const open = new Map(
    views
      .filter((view) => view.ownerId === row.ownerId || mayOpen(viewer, view))
      .map((view) => [view.id, { id: view.id, name: view.name, state: view.state }]),
  );
  return { ...toldTo(viewer, row), cards: cardsOf(row, open) };
}

function cardsOf({ cards }: DashboardRow, open: ReadonlyMap<string, ShownView>): Dashboard["cards"] {
  return cards.map((card) => ("viewId" in card ? { ...card, view: open.get(card.viewId) ?? null } : card));
}

type ShownView = Extract<Dashboard["cards"][number], { viewId: string }>["view"];

function viewIdsOf(cards: readonly Card[]): string[] {
  return cards.flatMap((card) => ("viewId" in card ? [card.viewId] : []));
}
