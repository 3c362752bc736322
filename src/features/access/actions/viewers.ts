import type { Condition } from "#kit/condition";
import { permissions, type Operation, type Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";

import { permissionsOf } from "../rules.ts";
import { isInForce } from "../rules/grants.ts";
import type { GrantRow } from "../store/grants.ts";
import type { UserRow } from "../store/users.ts";

type ViewerParts = Pick<Viewer, "kind" | "id" | "name" | "language"> & {
  readonly grants: readonly GrantParts[];
  readonly employee?: string | null;
};

/** A grant before it is a viewer's. */
export interface GrantParts {
  readonly role: string;
  readonly permissions: readonly Permission[];
  readonly units: Viewer["units"];
  readonly delegatedBy?: string;
}

/** The product itself, at work for this reason (`"projector"`, `"command line"`); may do everything. */
export function systemViewer(reason: string): Viewer {
  return createViewer({
    kind: "system",
    id: reason,
    name: reason,
    grants: [{ role: "system", permissions, units: "all" }],
    language: "en",
  });
}

/** Somebody nobody knows; may do what is public and sees no unit. */
export function anonymousViewer(language: string): Viewer {
  return createViewer({ kind: "anonymous", id: "anonymous", name: "", grants: [], language });
}

/** The same viewer with the same rights, spoken to in this language. */
export function speaking(viewer: Viewer, language: string): Viewer {
  return { ...viewer, language };
}

/** A user with exactly these rights, for tests only: no session stands behind it. */
export function viewerForTest(
  of: {
    readonly permissions?: readonly Permission[];
    readonly units?: Viewer["units"];
    readonly id?: string;
    readonly employee?: string;
    /** Instead of `permissions` and `units`: several grants. */
    readonly grants?: readonly GrantParts[];
  } = {},
): Viewer {
  const id = of.id ?? "00000000-0000-7000-8000-000000000001";
  const one = { role: "test", permissions: of.permissions ?? permissions, units: of.units ?? "all" } as const;
  const { employee = null, grants = [one] } = of;
  return createViewer({ kind: "user", id, name: "Test", grants, employee, language: "en" });
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

/**
 * Lets pass whoever holds the permission for the whole organisation. For what belongs to no unit and concerns everybody:
 * surveys, imports, settings, rules of sign-in. Whoever holds it for some units only would write for the others too.
 * @throws Refusal `access.not_signed_in`, `access.forbidden` without the permission, `access.installation_only` when it
 * holds for some units only
 */
export function requireEverywhere(viewer: Viewer, permission: Permission): void {
  requirePermission(viewer, permission);
  if (unitScope(viewer, permission) !== "all") throw new Refusal("access.installation_only");
}

/** For which organisation units the viewer holds the permission: all, or the listed ones and everything below them. */
export function unitScope(viewer: Viewer, permission: Permission): Viewer["units"] {
  return unitsOf(viewer.grants.filter((grant) => grant.permissions.has(permission)));
}

/**
 * For "what customers said about my work": a viewer who may read, together with the condition that must go with every
 * question it asks. Never hand this viewer on without the condition.
 * @throws Refusal `access.forbidden` without `own.read`, `access.no_employee` when the user is linked to no employee
 */
export function ownWorkOf(viewer: Viewer): { readonly viewer: Viewer; readonly where: Condition } {
  requirePermission(viewer, "own.read");
  const { employee } = viewer;
  if (employee === null) throw new Refusal("access.no_employee");
  const grants = [{ role: "own-work", permissions: ["insight.read", "answers.read"], units: "all" }] as const;
  const { kind, id, name, language } = viewer;
  return {
    viewer: createViewer({ kind, id, name, grants, employee, language }),
    where: {
      all: [
        { field: "employee", op: "in", value: [employee] },
        { field: "programme", op: "nin", value: ["employee"] },
      ],
    },
  };
}

/** The viewer a signed-in user is at this moment: the grants in force, own and lent. Expiry is a matter of the clock. */
export function viewerOfUser(user: UserRow, language: string, now: Date): Viewer {
  return createViewer({
    kind: "user",
    id: user.id,
    name: user.name,
    grants: user.grants.filter((grant) => isInForce(grant, now)).map(grantOf),
    employee: user.employee,
    language: user.language ?? language,
  });
}

/** A grant as a viewer holds it. */
export function grantOf({ role, unitIds, delegatedBy }: GrantRow): GrantParts {
  const grant = { role, permissions: permissionsOf(role), units: unitIds ?? "all" } as const;
  return delegatedBy === null ? grant : { ...grant, delegatedBy };
}

/** The viewer an API key is. */
export function viewerOfKey(
  key: { readonly id: string; readonly name: string },
  grants: readonly GrantParts[],
  language: string,
): Viewer {
  return createViewer({ kind: "api-key", id: key.id, name: key.name, grants, language });
}

/** The only place where a viewer comes into being. */
function createViewer({ kind, id, name, language, ...parts }: ViewerParts): Viewer {
  const grants = parts.grants.map((grant) => ({ ...grant, permissions: new Set(grant.permissions) }));
  return Object.freeze({
    kind,
    id,
    name,
    grants,
    permissions: new Set(grants.flatMap((grant) => [...grant.permissions])),
    units: unitsOf(grants),
    employee: parts.employee ?? null,
    language,
  }) as unknown as Viewer;
}

function unitsOf(grants: readonly { readonly units: Viewer["units"] }[]): Viewer["units"] {
  const units = grants.map((grant) => grant.units);
  return units.includes("all") ? "all" : [...new Set(units.flat())];
}
