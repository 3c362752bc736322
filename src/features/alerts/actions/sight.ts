import { unitScope } from "#feature/access";
import { unitsInScope } from "#feature/organisation";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Sight } from "../store/alerts.ts";

/** Which alerts a viewer may see: of units whose figures, or whose answers, they may see. */
export async function sightOf(tx: Tx, viewer: Viewer): Promise<Sight> {
  return {
    figures: await unitsInScope(tx, viewer, "insight.read"),
    answers: viewer.permissions.has("answers.read") ? await unitsInScope(tx, viewer, "answers.read") : [],
  };
}

/** Whether everything of these units lies within what the viewer may set alerts for; null is the whole organisation. */
export function mayWrite(scope: "all" | readonly string[], units: readonly string[] | null): boolean {
  return scope === "all" || (units !== null && units.every((id) => scope.includes(id)));
}

/** Units of which the viewer may set alerts, with all below them; none without the right. */
export async function writeScope(tx: Tx, viewer: Viewer): Promise<"all" | readonly string[]> {
  return viewer.permissions.has("alerts.write") ? unitsInScope(tx, viewer, "alerts.write") : [];
}

/** The units that a watch of this viewer is limited to: their own, the highest of them; null when there is no limit. */
export function ownUnits(viewer: Viewer): readonly string[] | null {
  const scope = unitScope(viewer, "alerts.write");
  return scope === "all" ? null : scope;
}
