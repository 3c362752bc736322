import { permissions, type Operation, type Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";

import { permissionsOf } from "../rules.ts";
import type { ApiKeyRow } from "../store/api-keys.ts";
import type { UserRow } from "../store/users.ts";

type ViewerParts = Pick<Viewer, "kind" | "id" | "name" | "units" | "language"> & {
  readonly permissions: readonly Permission[];
};

/** The product itself, at work for this reason (`"projector"`, `"command line"`); may do everything. */
export function systemViewer(reason: string): Viewer {
  return createViewer({ kind: "system", id: reason, name: reason, permissions, units: "all", language: "en" });
}

/** Somebody nobody knows; may do what is public and sees no unit. */
export function anonymousViewer(language: string): Viewer {
  return createViewer({ kind: "anonymous", id: "anonymous", name: "", permissions: [], units: [], language });
}

/** A user with exactly these rights, for tests only: no session stands behind it. */
export function viewerForTest(
  of: { readonly permissions?: readonly Permission[]; readonly units?: Viewer["units"]; readonly id?: string } = {},
): Viewer {
  const id = of.id ?? "00000000-0000-7000-8000-000000000001";
  const held = of.permissions ?? permissions;
  return createViewer({ kind: "user", id, name: "Test", permissions: held, units: of.units ?? "all", language: "en" });
}

/**
 * Lets the viewer pass or refuses. Every action begins with it.
 * @throws Refusal `access.not_signed_in` when nobody is signed in, `access.forbidden` when the permission is missing
 */
export function requirePermission(viewer: Viewer, permission: Operation["permission"]): void {
  if (permission === "public") return;
  if (viewer.kind === "anonymous") throw new Refusal("access.not_signed_in");
  if (permission !== "signed-in" && !viewer.permissions.has(permission))
    throw new Refusal("access.forbidden", { permission });
}

/** Which organisation units the viewer sees: all, or the listed ones and everything below them. */
export function unitScope(viewer: Viewer): Viewer["units"] {
  return viewer.units;
}

/** The viewer a signed-in user is. */
export function viewerOfUser(user: UserRow, language: string): Viewer {
  return createViewer({
    kind: "user",
    id: user.id,
    name: user.name,
    permissions: permissionsOf(user.role),
    units: user.unitIds ?? "all",
    language: user.language ?? language,
  });
}

/** The viewer an API key is. */
export function viewerOfKey(key: ApiKeyRow, language: string): Viewer {
  const { id, name } = key;
  return createViewer({ kind: "api-key", id, name, permissions: key.scopes, units: key.unitIds ?? "all", language });
}

/** The only place where a viewer comes into being. */
function createViewer(parts: ViewerParts): Viewer {
  return Object.freeze({ ...parts, permissions: new Set(parts.permissions) }) as unknown as Viewer;
}
