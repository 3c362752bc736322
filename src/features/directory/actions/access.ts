import { requirePermission, unitScope } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { directoryKinds, permissionOf, type DirectoryKind } from "../contract.ts";
import { findImport, lockImport, type ImportRow } from "../store/imports.ts";

/** Who asks, of which stores. */
export interface DirectoryCall {
  readonly stores: Stores;
  readonly viewer: Viewer;
}

/** Kinds of which the viewer sees every import, and those of which only their own: who has some units only. */
export function kindsSeen(viewer: Viewer): {
  readonly kinds: readonly DirectoryKind[];
  readonly kindsOfOwn: readonly DirectoryKind[];
} {
  const held = directoryKinds.filter((kind) => viewer.permissions.has(permissionOf[kind]));
  const isWhole = (kind: DirectoryKind) => unitScope(viewer, permissionOf[kind]) === "all";
  return { kinds: held.filter(isWhole), kindsOfOwn: held.filter((kind) => !isWhole(kind)) };
}

/** The import, while the viewer may see it. @throws Refusal `access.not_signed_in`, `directory.not_found` */
export async function seenImport(
  tx: Tx,
  viewer: Viewer,
  id: string,
  how: "read" | "lock" = "read",
): Promise<ImportRow> {
  requirePermission(viewer, "signed-in");
  const row = await (how === "lock" ? lockImport(tx, id) : findImport(tx, id));
  const { kinds, kindsOfOwn } = kindsSeen(viewer);
  const isSeen =
    row !== undefined && (kinds.includes(row.kind) || (kindsOfOwn.includes(row.kind) && row.startedBy === viewer.id));
  if (!isSeen) throw new Refusal("directory.not_found");
  return row;
}

/** The same while its file is kept. */
export async function importWithFile(
  tx: Tx,
  viewer: Viewer,
  id: string,
  how: "read" | "lock" = "read",
): Promise<ImportRow> {
  const row = await seenImport(tx, viewer, id, how);
  if (row.fileRemovedAt !== null) throw new Refusal("directory.not_found");
  return row;
}
