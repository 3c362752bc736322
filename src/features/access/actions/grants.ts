import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { GrantWish, Role } from "../contract.ts";
import {
  isInForce,
  isOver,
  isSameGrant,
  lacksUnits,
  mayGive,
  type Ancestors,
  type RoleInUnits,
  type Span,
  type Units,
} from "../rules/grants.ts";
import { deleteGrants, insertGrants, updateGrantSpan, type GrantRow, type GrantToInsert } from "../store/grants.ts";
import { findUser, listLastingOwners, lockOwners, type UserRow } from "../store/users.ts";
import { forgetKeys } from "./api-key-cache.ts";
import { recordAudit } from "./audit.ts";
import { knowsUnits, neighboursNow } from "./neighbours.ts";
import { requireVisibleUser, showUser } from "./user-view.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type NewGrant = Omit<GrantToInsert, "userId">;

/** A grant given from now on, without end. */
export function lasting(role: Role, units: Units, now: Date, givenBy: string): NewGrant {
  return { role, units, source: "given", startsAt: now, endsAt: null, givenBy };
}

/**
 * Replaces what a user holds by exactly these grants; those that stay keep their identity, and what the sign-on brought
 * along is changed by the sign-on alone. Holds from the user's next request on.
 * @throws Refusal `access.not_found`, `access.role_needs_unit`, `access.grant_beyond_own`, `access.unknown_unit`,
 * `access.last_owner`, `access.bad_period`
 */
export async function setGrants(
  { stores, viewer }: Asker,
  id: string,
  wishes: readonly GrantWish[],
): ReturnType<typeof showUser> {
  requirePermission(viewer, "access.manage");
  const now = stores.clock.now();

  const shown = await stores.postgres.transaction(async (tx) => {
    await lockOwners(tx);
    await requireVisibleUser(tx, viewer, id);
    const user = await findUser(tx, id);
    if (user === undefined) throw new Refusal("access.not_found");
    const held = user.grants.filter((one) => one.delegatedBy === null && one.source === "given");
    const owners = await listLastingOwners(tx, now);

    const change = await planChange(tx, { viewer, held, wishes, now });
    await deleteGrants(
      tx,
      change.taken.map((one) => one.id),
    );
    await insertGrants(
      tx,
      change.given.map((one) => ({ ...one, userId: id })),
      now,
    );
    for (const { id: grantId, ...span } of change.respanned) await updateGrantSpan(tx, grantId, span);

    await requireOwnerStays(tx, { owners, id, now });
    await recordAudit(tx, viewer, {
      action: "access.grants_changed",
      subjectKind: "user",
      subjectId: id,
      details: { given: change.given.map(auditOf), taken: change.taken.map((one) => auditOf(roleInUnits(one))) },
    });
    return showUser(tx, viewer, id, now);
  });
  forgetKeys(stores.postgres);
  return shown;
}

/** What a wish gives, after checking that whoever asks may give it. @throws Refusal as `setGrants` */
export async function checkWishes(
  tx: Tx,
  viewer: Viewer,
  wishes: readonly GrantWish[],
  now: Date,
): Promise<NewGrant[]> {
  return (await planChange(tx, { viewer, held: [], wishes, now })).given;
}

/** The last of those who own everything stays. @param owners before the change @throws Refusal `access.last_owner` */
export async function requireOwnerStays(
  tx: Tx,
  { owners, id, now }: { readonly owners: readonly string[]; readonly id: string; readonly now: Date },
): Promise<void> {
  if (!owners.includes(id)) return;
  if ((await listLastingOwners(tx, now)).length === 0) throw new Refusal("access.last_owner");
}

/** Whoever changes the account itself could act as the user, so must hold all that the user holds. */
export async function requireMayGiveAll(tx: Tx, viewer: Viewer, user: Pick<UserRow, "grants">): Promise<void> {
  const ancestors = await neighboursNow().unitAncestors(tx);
  for (const grant of user.grants) requireMayGive(viewer, roleInUnits(grant), ancestors);
}

interface Asked {
  readonly viewer: Viewer;
  readonly held: readonly GrantRow[];
  readonly wishes: readonly GrantWish[];
  readonly now: Date;
}

async function planChange(tx: Tx, { viewer, held, wishes, now }: Asked) {
  const ancestors = await neighboursNow().unitAncestors(tx);
  const wanted = wishes.map((wish) => wantedOf(wish, viewer, now));
  for (const one of wanted) requireSensible(one, ancestors);

  const taken = held.filter((row) => !isOver(row, now) && !wanted.some((one) => isSameGrant(one, roleInUnits(row))));
  const kept = (one: RoleInUnits) => held.find((row) => isSameGrant(one, roleInUnits(row)));
  const given = wanted.filter((one) => kept(one) === undefined);
  const respanned = wishes.flatMap((wish, index) => {
    const one = wanted[index];
    const row = one === undefined ? undefined : kept(one);
    return one === undefined || row === undefined ? [] : respanOf(row, wish, one);
  });

  const touched = [...given, ...taken.map(roleInUnits), ...respanned.map(({ id }) => roleInUnits(rowOf(held, id)))];
  for (const one of touched) requireMayGive(viewer, one, ancestors);
  return { given, taken, respanned };
}

/** A wish that names no times leaves those of a grant that is held already. */
function respanOf(row: GrantRow, wish: GrantWish, wanted: Span): (Span & { readonly id: string })[] {
  const startsAt = wish.startsAt === undefined ? row.startsAt : wanted.startsAt;
  const endsAt = wish.endsAt === undefined ? row.endsAt : wanted.endsAt;
  const isSame = startsAt.getTime() === row.startsAt.getTime() && endsAt?.getTime() === row.endsAt?.getTime();
  return isSame ? [] : [{ id: row.id, startsAt, endsAt }];
}

function rowOf(held: readonly GrantRow[], id: string): GrantRow {
  const row = held.find((one) => one.id === id);
  if (row === undefined) throw new Error(`No grant ${id} among those held`);
  return row;
}

function wantedOf(wish: GrantWish, viewer: Viewer, now: Date): NewGrant {
  const units = wish.units === "all" ? "all" : [...new Set(wish.units)];
  const startsAt = wish.startsAt === undefined ? now : new Date(wish.startsAt);
  const endsAt = wish.endsAt === undefined || wish.endsAt === null ? null : new Date(wish.endsAt);
  if (endsAt !== null && (endsAt <= startsAt || endsAt <= now)) throw new Refusal("access.bad_period");
  return { role: wish.role, units, source: "given", startsAt, endsAt, givenBy: viewer.id };
}

function requireSensible(wanted: RoleInUnits, ancestors: Ancestors): void {
  if (lacksUnits(wanted)) throw new Refusal("access.role_needs_unit", { role: wanted.role });
  if (wanted.units === "all" || !knowsUnits()) return;
  const unknown = wanted.units.find((unit) => !ancestors.has(unit));
  if (unknown !== undefined) throw new Refusal("access.unknown_unit", { unit: unknown });
}

function requireMayGive(viewer: Viewer, wanted: RoleInUnits, ancestors: Ancestors): void {
  if (!mayGive(viewer.grants, wanted, ancestors)) throw new Refusal("access.grant_beyond_own", { role: wanted.role });
}

/** A role this version does not know holds nothing, so anybody may take it away. */
function roleInUnits({ role, unitIds }: Pick<GrantRow, "role" | "unitIds">): RoleInUnits {
  return { role: role as Role, units: unitIds ?? "all" };
}

function auditOf({ role, units }: RoleInUnits): { readonly role: Role; readonly units: Units } {
  return { role, units };
}

/** Which of the grants hold at this moment. */
export function inForce(user: Pick<UserRow, "grants">, now: Date): readonly GrantRow[] {
  return user.grants.filter((grant) => isInForce(grant, now));
}
