import { requirePermission, unitScope } from "#feature/access";
import { unitsInScope } from "#feature/organisation";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql, type Tx } from "#platform/postgres";

import { findPersonRows, rootOf, type PersonRow } from "../store/persons.ts";
import type { Sight } from "../store/visibility.ts";
import { answersOfPersons } from "./sources.ts";

/**
 * Whom the viewer sees by this permission. Colleagues: with `staff.read` what belongs to them as colleagues; what they
 * are as customers only with `people.write` and `staff.write` as well. See README, separation.
 */
export async function sightOf(tx: Tx, viewer: Viewer, permission: Permission = "people.read"): Promise<Sight> {
  const units = await unitsInScope(tx, viewer, permission);
  const answeredFrom = units === "all" ? undefined : await answersOfPersons()?.seenFrom(tx, units);
  return { units, answeredFrom: answeredFrom ?? (() => sql`false`), colleagues: colleaguesOf(viewer) };
}

function colleaguesOf(viewer: Viewer): Sight["colleagues"] {
  if (!viewer.permissions.has("staff.read")) return "none";
  return viewer.permissions.has("people.write") && viewer.permissions.has("staff.write") ? "whole" : "face";
}

/** Whether the viewer sees the whole organisation by this permission. */
export function seesEverything(viewer: Viewer, permission: Permission = "people.read"): boolean {
  return unitScope(viewer, permission) === "all";
}

/** A person whom the viewer sees, and how. */
export interface Seen {
  readonly row: PersonRow;
  readonly sight: Sight;
  /** Only what belongs to them as a colleague may be shown. */
  readonly isColleagueOnly: boolean;
}

/**
 * The person with this id, or the one they were merged into.
 * @throws Refusal `access.forbidden`, `people.not_found` also for those the viewer does not see
 */
export async function requireSeen(
  tx: Tx,
  viewer: Viewer,
  { id, permission = "people.read" }: { readonly id: string; readonly permission?: Permission },
): Promise<Seen> {
  requirePermission(viewer, permission);
  const sight = await sightOf(tx, viewer, permission);
  const row = await topRow(tx, id, sight);
  if (row === undefined) throw new Refusal("people.not_found");
  return { row, sight, isColleagueOnly: isFaceOnly(row, sight) };
}

/** Whoever is on top may be merged into somebody else between two statements; then it is asked for whoever is now. */
async function topRow(tx: Tx, id: string, sight: Sight): Promise<PersonRow | undefined> {
  let top: string | undefined;
  for (;;) {
    const now = await rootOf(tx, id);
    if (now === undefined || now === top) return undefined;
    const [row] = await findPersonRows(tx, [now], sight);
    if (row !== undefined) return row;
    top = now;
  }
}

/** The same for changing them: whose customer side is hidden cannot be changed either. */
export async function requireChangeable(tx: Tx, viewer: Viewer, id: string): Promise<Seen> {
  const seen = await requireSeen(tx, viewer, { id, permission: "people.write" });
  if (seen.isColleagueOnly) throw new Refusal("people.not_found");
  return seen;
}

/** Whether this person is shown as a colleague only. */
export function isFaceOnly({ roles }: Pick<PersonRow, "roles">, { colleagues }: Sight): boolean {
  return colleagues === "face" && roles.includes("employee") && roles.length > 1;
}
