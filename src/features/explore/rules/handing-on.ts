import type { Viewer } from "#kit/viewer";

import type { Sharing } from "../contract.ts";

/** What may be handed on: whose it is, and to whom it was given. */
export interface Owned {
  readonly ownerId: string;
  readonly sharing: Sharing;
}

/** Whether the viewer may open it: it is theirs, or was given to them, to one of their roles, or to everybody. */
export function mayOpen(viewer: Pick<Viewer, "id" | "grants">, { ownerId, sharing }: Owned): boolean {
  const roles = rolesOf(viewer);
  return (
    ownerId === viewer.id ||
    sharing.everybody ||
    sharing.users.includes(viewer.id) ||
    sharing.roles.some((role) => roles.includes(role))
  );
}

/** The roles a viewer holds, for units or for all. */
export function rolesOf({ grants }: Pick<Viewer, "grants">): readonly string[] {
  return [...new Set((grants ?? []).map(({ role }) => role))];
}

/** Users, roles and everybody that the new sharing adds to the old. */
export function newlyGiven(before: Sharing, after: Sharing): { everybody: boolean; users: readonly string[] } {
  return {
    everybody: after.everybody && !before.everybody,
    users: after.users.filter((id) => !before.users.includes(id)),
  };
}
