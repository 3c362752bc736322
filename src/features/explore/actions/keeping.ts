import { recordAudit } from "#feature/access";
import { notify } from "#feature/notices";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Sharing } from "../contract.ts";
import { mayOpen, newlyGiven, rolesOf } from "../rules/handing-on.ts";
import { selectUserIds, type KeptQuery, type KeptRow } from "../store/kept.ts";

/** Who asks, and where. */
export type Asker = Pick<Call, "stores" | "viewer">;

/** Most views, and most dashboards, that one user keeps. */
export const mostKept = 500;

/** Views belong to people. @throws Refusal `access.users_only` */
export function requireUser(viewer: Viewer): string {
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
  return viewer.id;
}

/** What lists are narrowed by: whoever is no user owns nothing. */
export function readerOf(viewer: Viewer): Pick<KeptQuery, "userId" | "roles"> {
  const nobody = "00000000-0000-0000-0000-000000000000";
  return { userId: viewer.kind === "user" ? viewer.id : nobody, roles: rolesOf(viewer) };
}

/** What is not there and what is not shared answer alike. @throws Refusal `explore.not_found` */
export function requireOpen<Row extends KeptRow>(viewer: Viewer, row: Row | undefined): Row {
  if (row === undefined || !mayOpen(viewer, row)) throw new Refusal("explore.not_found");
  return row;
}

/** @throws Refusal `explore.not_found`, `explore.not_yours` */
export function requireOwn<Row extends KeptRow>(viewer: Viewer, row: Row | undefined): Row {
  const open = requireOpen(viewer, row);
  if (open.ownerId !== viewer.id) throw new Refusal("explore.not_yours", { name: open.ownerName });
  return open;
}

/** How a row is told: its sharing in full to its owner only. */
export function toldTo(viewer: Viewer, row: KeptRow) {
  const isOwn = row.ownerId === viewer.id;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    owner: { id: row.ownerId, name: row.ownerName },
    isOwn,
    sharing: isOwn ? row.sharing : { ...row.sharing, users: [] },
    revision: row.revision,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/**
 * Whether it may be shared like this: with everybody only by who may, with users that exist.
 * @throws Refusal `access.forbidden`, `explore.unknown_reader`
 */
export async function requireSharing(tx: Tx, viewer: Viewer, before: Sharing, after: Sharing): Promise<void> {
  const given = newlyGiven(before, after);
  if (given.everybody && !viewer.permissions.has("views.share"))
    throw new Refusal("access.forbidden", { permission: "views.share" });
  if ((await selectUserIds(tx, given.users)).length < new Set(given.users).size)
    throw new Refusal("explore.unknown_reader");
}

/** What was shared, and how. */
interface Shared {
  readonly kind: "view" | "dashboard";
  readonly row: KeptRow;
  readonly sharing: Sharing;
  readonly link: string;
}

/** Tells the named users that something was shared with them, once, and writes it into the trail. */
export async function tellShared(
  tx: Tx,
  { stores, viewer }: Asker,
  { kind, row, sharing, link }: Shared,
): Promise<void> {
  const { users } = newlyGiven(row.sharing, sharing);
  await notify(tx, stores, {
    to: users,
    kind: "view_shared",
    params: { name: viewer.name, title: row.name },
    link,
    key: `explore.shared:${row.id}`,
  });
  await recordAudit(tx, viewer, {
    action: "explore.shared",
    subjectKind: kind,
    subjectId: row.id,
    details: { everybody: sharing.everybody, roles: sharing.roles, users: sharing.users.length },
  });
}
