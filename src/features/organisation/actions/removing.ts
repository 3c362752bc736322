import { recordAudit, requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import { lockTree } from "../store/references.ts";
import { deleteReferences, listAbove, listCodes, listIds, listNeeded } from "../store/removal.ts";
import { bumpTree } from "../store/units.ts";

/** Ids of references by kind and code; those that are unknown are missing. */
export const referenceIds = listIds;

/** Codes of references by id. */
export const referenceCodes = listCodes;

/**
 * Takes references away for good, for seeds. Kept are those in `keep` and everything above them, units that others stand
 * below, and units that somebody's rights are bound to.
 * @returns how many went and how many stayed
 * @throws Refusal `access.forbidden`
 */
export async function removeReferences(
  tx: Tx,
  viewer: Viewer,
  { ids, keep }: { readonly ids: readonly string[]; readonly keep: readonly string[] },
): Promise<{ readonly gone: number; readonly kept: number }> {
  requirePermission(viewer, "organisation.write");
  await lockTree(tx, "unit");
  const kept = new Set([...(await listNeeded(tx, ids)), ...(await listAbove(tx, keep))]);
  const gone = ids.filter((id) => !kept.has(id));
  const count = await deleteReferences(tx, gone);
  await bumpTree(tx);
  const details = { count, kept: ids.length - gone.length };
  await recordAudit(tx, viewer, {
    action: "organisation.references_removed",
    subjectKind: "reference",
    subjectId: "many",
    details,
  });
  return { gone: count, kept: ids.length - gone.length };
}
