import type { z } from "zod";

import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { ShownGrant, User, userDetailSchema } from "../contract.ts";
import { isInForce, isOver, mayGive } from "../rules/grants.ts";
import { countKeysOf } from "../store/api-keys.ts";
import { findLock } from "../store/attempts.ts";
import { listDelegationRows } from "../store/delegations.ts";
import type { GrantRow } from "../store/grants.ts";
import { findTwoFactor } from "../store/two-factor.ts";
import { listUserNames, listUserRows, type ListedUser, type UserQuery } from "../store/user-list.ts";
import { findUser } from "../store/users.ts";
import { neighboursNow } from "./neighbours.ts";
import { unitScope } from "./viewers.ts";

/** Nobody in particular, everybody in sight. */
export const everybody: Omit<UserQuery, "within" | "limit"> = {
  search: null,
  role: null,
  unitAndAbove: null,
  isDisabled: null,
  id: null,
  after: null,
};

/** Units whose users the viewer sees, everything below included; null for all. */
export async function sightOf(tx: Tx, viewer: Viewer, permission: Permission): Promise<readonly string[] | null> {
  const scope = unitScope(viewer, permission);
  if (scope === "all") return null;
  const within = new Set(scope);
  const ancestors = await neighboursNow().unitAncestors(tx);
  const below = [...ancestors].filter(([, above]) => above.some((unit) => within.has(unit))).map(([unit]) => unit);
  return [...new Set([...scope, ...below])];
}

/** The user, if the viewer may see them; unknown and out of sight answer alike. @throws Refusal `access.not_found` */
export async function requireVisibleUser(tx: Tx, viewer: Viewer, id: string): Promise<ListedUser> {
  const within = await sightOf(tx, viewer, viewer.permissions.has("access.read") ? "access.read" : "access.manage");
  const [row] = await listUserRows(tx, { ...everybody, id, within, limit: 1 });
  if (row === undefined) throw new Refusal("access.not_found");
  return row;
}

/** A user with everything that a page about them shows. */
export async function showUser(
  tx: Tx,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<z.infer<typeof userDetailSchema>> {
  const row = await requireVisibleUser(tx, viewer, id);
  const [shown] = await showUsers(tx, [row], now);
  const user = await findUser(tx, id);
  if (shown === undefined || user === undefined) throw new Refusal("access.not_found");

  const delegations = await listDelegationRows(tx, id);
  const ancestors = await neighboursNow().unitAncestors(tx);
  const mayChange =
    viewer.permissions.has("access.manage") &&
    user.grants.every((grant) =>
      mayGive(viewer.grants, { role: grant.role as never, units: grant.unitIds ?? "all" }, ancestors),
    );
  return {
    ...shown,
    apiKeys: await countKeysOf(tx, id, now),
    delegations: delegations.filter((one) => one.revokedAt === null && one.endsAt > now).length,
    hasTwoFactor: (await findTwoFactor(tx, id))?.isConfirmed === true,
    lockedUntil: (await findLock(tx, id))?.toISOString() ?? null,
    mayChange,
  };
}

/** Users as the contract shows them, with names of units and lenders. */
export async function showUsers(tx: Tx, rows: readonly ListedUser[], now: Date): Promise<User[]> {
  const held = new Map<string, readonly GrantRow[]>();
  for (const { id } of rows) {
    const grants = (await findUser(tx, id))?.grants ?? [];
    held.set(
      id,
      grants.filter((grant) => !isOver(grant, now)),
    );
  }
  const all = [...held.values()].flat();
  const units = await neighboursNow().unitNames(tx, [...new Set(all.flatMap((grant) => grant.unitIds ?? []))]);
  const lenders = [...new Set(all.flatMap((grant) => grant.delegatedBy ?? []))];
  const names = new Map([...units, ...(await listUserNames(tx, lenders)).map(({ id, name }) => [id, name] as const)]);
  return rows.map((row) => ({
    ...row,
    grants: (held.get(row.id) ?? []).map((grant) => showGrant(grant, names, now)),
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }));
}

function showGrant(grant: GrantRow, names: ReadonlyMap<string, string>, now: Date): ShownGrant {
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  return {
    id: grant.id,
    role: grant.role,
    units: grant.unitIds === null ? "all" : grant.unitIds.map(named),
    source: grant.source,
    startsAt: grant.startsAt.toISOString(),
    endsAt: grant.endsAt?.toISOString() ?? null,
    isInForce: isInForce(grant, now),
    delegatedBy: grant.delegatedBy === null ? null : named(grant.delegatedBy),
  };
}
