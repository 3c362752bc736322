import { recordAudit, requireEverywhere } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import { deleteSurveys, listChanged } from "../store/removal.ts";

/**
 * Takes surveys away for good, with versions, links and comments: for seeds, whose surveys nobody has made their own.
 * Surveys whose words somebody changed stay. The caller has removed their responses.
 * @returns ids of those that are gone
 * @throws Refusal `access.forbidden`
 */
export async function removeSurveys(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<readonly string[]> {
  requireEverywhere(viewer, "surveys.write");
  const changed = new Set(await listChanged(tx, ids));
  const gone = ids.filter((id) => !changed.has(id));
  if (gone.length === 0) return [];
  await deleteSurveys(tx, gone);
  const details = { count: gone.length };
  await recordAudit(tx, viewer, { action: "surveys.removed", subjectKind: "survey", subjectId: "many", details });
  return gone;
}
