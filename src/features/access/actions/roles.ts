import type { OperationOutput } from "#kit/operation";
import type { Viewer } from "#kit/viewer";

import { roles, type roleOperations } from "../contract.ts";
import { permissionsOf, scopedRoles } from "../rules.ts";
import { requirePermission } from "./viewers.ts";

/** The table of roles. @throws Refusal `access.not_signed_in` */
export function readRoles(viewer: Viewer): OperationOutput<typeof roleOperations.readRoles> {
  requirePermission(viewer, "signed-in");
  const items = roles.map((role) => ({
    role,
    permissions: [...permissionsOf(role)],
    needsUnits: scopedRoles.has(role),
  }));
  return { items };
}
