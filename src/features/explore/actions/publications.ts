import { absentUser, recordAudit, requirePermission, unitScope } from "#feature/access";
import { readSettings } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import type { Dashboard, exploreOperations, Publication, PublicationWish } from "../contract.ts";
import { cardName, isPublishable } from "../rules.ts";
import { isSameScope, stateOf } from "../rules/publishing.ts";
import { findDashboard } from "../store/dashboards.ts";
import {
  countPublications,
  findPublication,
  insertPublication,
  selectPublications,
  updateRevoked,
  type PublicationRow,
} from "../store/publications.ts";
import { localDay } from "./card-summary.ts";
import { readDashboard } from "./dashboards.ts";
import { baseOf } from "./digest-letter.ts";
import { requireOwn, requireUser, type Asker } from "./keeping.ts";
import { tokenOf } from "./link-token.ts";

type Operations = typeof exploreOperations;

const mostPublications = 50;

/** Public pages of one's own dashboard. @throws Refusal `access.forbidden`, `explore.not_found`, `explore.not_yours` */
export async function listPublications(
  asker: Asker,
  dashboardId: string,
): Promise<{ items: Publication[]; nextCursor: null }> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "views.share");
  const rows = await stores.postgres.read(async (tx) => {
    requireOwn(viewer, await findDashboard(tx, dashboardId));
    return selectPublications(tx, dashboardId);
  });
  const today = await todayOf(stores);
  return { items: rows.map((row) => toldOf(asker, row, { today, publisher: viewer })), nextCursor: null };
}

/**
 * Publishes chosen cards as they stand now.
 * @throws Refusal `access.forbidden`, `access.users_only`, `explore.not_found`, `explore.not_yours`,
 * `explore.not_publishable`, `explore.too_many`
 */
export async function createPublication(
  asker: Asker,
  { params: { id: dashboardId }, body }: OperationInput<Operations["createPublication"]>,
): Promise<Publication> {
  const { stores, viewer } = asker;
  const draft = await draftOf(asker, dashboardId, body);
  const row = await stores.postgres.transaction(async (tx) => {
    if ((await countPublications(tx, dashboardId)) >= mostPublications)
      throw new Refusal("explore.too_many", { most: mostPublications });
    await insertPublication(tx, draft, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "explore.published",
      subjectKind: "dashboard",
      subjectId: dashboardId,
      details: {
        publication: draft.id,
        cards: draft.cards.map(cardName),
        least: draft.least,
        languages: draft.languages,
        expiresOn: draft.expiresOn,
      },
    });
    return findPublication(tx, draft.id);
  });
  if (row === undefined) throw new Error("a publication that was written is not there");
  return toldOf(asker, row, { today: await todayOf(stores), publisher: viewer });
}

/** What would be published: the cards as they stand on the dashboard, with the scope of whoever asks. Writes nothing. */
export async function draftOf(
  asker: Asker,
  dashboardId: string,
  { title, intro, cards: chosen, languages, least, expiresOn }: PublicationWish,
): Promise<Omit<PublicationRow, "createdAt" | "revokedAt" | "isKept">> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "views.share");
  const ownerId = requireUser(viewer);
  const dashboard = await readDashboard(asker, dashboardId);
  await stores.postgres.read(async (tx) => requireOwn(viewer, await findDashboard(tx, dashboardId)));
  const cards = requirePublishable(dashboard, chosen);
  return {
    id: stores.random.uuid(),
    dashboardId,
    ownerId,
    title,
    intro,
    cards,
    languages,
    least,
    scope: scopeOf(viewer),
    expiresOn,
  };
}

/** Closes a public page; again changes nothing. @throws Refusal `access.forbidden`, `explore.not_found` */
export async function revokePublication(asker: Asker, id: string): Promise<{ ok: true }> {
  await setRevoked(asker, id, asker.stores.clock.now());
  return { ok: true };
}

/** Opens a revoked page again. @throws Refusal `access.forbidden`, `explore.not_found` */
export async function restorePublication(asker: Asker, id: string): Promise<Publication> {
  const row = await setRevoked(asker, id, null);
  return toldOf(asker, row, { today: await todayOf(asker.stores), publisher: asker.viewer });
}

async function setRevoked({ stores, viewer }: Asker, id: string, at: Date | null): Promise<PublicationRow> {
  requirePermission(viewer, "views.share");
  return stores.postgres.transaction(async (tx) => {
    const row = await findPublication(tx, id);
    if (row === undefined || row.ownerId !== viewer.id) throw new Refusal("explore.not_found");
    if (await updateRevoked(tx, id, at))
      await recordAudit(tx, viewer, {
        action: at === null ? "explore.publication_restored" : "explore.publication_revoked",
        subjectKind: "dashboard",
        subjectId: row.dashboardId,
        details: { publication: id },
      });
    return { ...row, revokedAt: at };
  });
}

/** An open publication with whoever published it, and what that user may read now. */
export interface OpenPublication {
  readonly row: PublicationRow;
  readonly publisher: Viewer;
}

/**
 * The publication, if it is open: neither revoked nor expired, its dashboard kept, and its publisher still there, still
 * allowed to publish and reading the same units as then. Null when it is there and not open; undefined when it is not.
 */
export async function openPublication(stores: Stores, id: string): Promise<OpenPublication | null | undefined> {
  const row = await stores.postgres.read((tx) => findPublication(tx, id));
  if (row === undefined) return undefined;
  const publisher = (await absentUser(stores, row.ownerId))?.viewer;
  if (publisher === undefined) return null;
  return currentState(row, publisher, await todayOf(stores)) === "open" ? { row, publisher } : null;
}

function currentState(row: PublicationRow, publisher: Viewer, today: string): Publication["state"] {
  const mayPublish = publisher.permissions.has("views.share") && publisher.permissions.has("insight.read");
  const isAllowed = row.isKept && mayPublish && isSameScope(row.scope, scopeOf(publisher));
  return stateOf({ isRevoked: row.revokedAt !== null, isAllowed, expiresOn: row.expiresOn, today });
}

/** Units whose figures a viewer may read; null: all. */
function scopeOf(viewer: Viewer): readonly string[] | null {
  const units = unitScope(viewer, "insight.read");
  return units === "all" ? null : units;
}

function requirePublishable(dashboard: Dashboard, chosen: readonly string[]): Dashboard["cards"] {
  const wanted = new Set(chosen);
  const cards = dashboard.cards.filter(({ id }) => wanted.has(id));
  const wrong = cards.find((card) => !isPublishable(card));
  if (wrong !== undefined || cards.length < wanted.size)
    throw new Refusal("explore.not_publishable", { name: wrong === undefined ? "?" : cardName(wrong) });
  return cards;
}

function toldOf(
  asker: Asker,
  row: PublicationRow,
  { today, publisher }: { readonly today: string; readonly publisher: Viewer },
): Publication {
  const { id, title, cards, languages, least, expiresOn, createdAt } = row;
  return {
    id,
    title,
    cards: cards.map(cardName),
    languages: [...languages],
    least,
    expiresOn,
    createdAt: createdAt.toISOString(),
    state: currentState(row, publisher, today),
    link: `${baseOf(asker)}/results/${tokenOf(asker.stores.config, "publication", id)}`,
  };
}

async function todayOf({ postgres, clock }: Stores): Promise<string> {
  return localDay(clock.now(), await postgres.read(readSettings));
}
