import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Delegation, delegationOperations } from "../contract.ts";
import { isInForce, isLendable, isOver } from "../rules/grants.ts";
import {
  insertDelegation,
  listDelegationRows,
  lockDelegation,
  revokeDelegationRow,
  type DelegationRow,
} from "../store/delegations.ts";
import { findUser, type UserRow } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { requireMayGiveAll } from "./grants.ts";
import { neighboursNow } from "./neighbours.ts";
import { requireVisibleUser } from "./user-view.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Wish = OperationInput<typeof delegationOperations.createDelegation>["body"];

/**
 * What one lends or is lent, newest first; with `access.read` that of a user one may see.
 * @throws Refusal `access.not_signed_in`, `access.users_only`, `access.not_found`
 */
export async function listDelegations(
  { stores, viewer }: Asker,
  userId: string | undefined,
): Promise<{ items: Delegation[]; nextCursor: null }> {
  requireUser(viewer);
  const rows = await stores.postgres.read(async (tx) => {
    if (userId !== undefined && userId !== viewer.id) await requireSeen(tx, viewer, userId);
    return listDelegationRows(tx, userId ?? viewer.id);
  });
  return { items: rows.map((row) => shownOf(row, stores.clock.now())), nextCursor: null };
}

/**
 * Lends grants for a time: it starts and ends by itself, is never more than the lender holds at that moment, cannot be
 * lent on, and ends for good when either is disabled. Both see it; who is lent to is told.
 * @throws Refusal `access.users_only`, `access.not_found`, `access.bad_period`, `access.nothing_to_lend`,
 * `access.delegate_oneself`, `access.grant_beyond_own`
 */
export async function createDelegation({ stores, viewer }: Asker, wish: Wish): Promise<Delegation> {
  requireUser(viewer);
  const now = stores.clock.now();
  const span = { startsAt: wish.startsAt === undefined ? now : new Date(wish.startsAt), endsAt: new Date(wish.endsAt) };
  if (!isLendable(span, now)) throw new Refusal("access.bad_period");
  const fromId = wish.from ?? viewer.id;
  if (fromId === wish.to) throw new Refusal("access.delegate_oneself");
  const id = stores.random.uuid();

  return stores.postgres.transaction(async (tx) => {
    const lender = await requireLender(tx, viewer, fromId);
    const taker = await requireActive(tx, wish.to);
    const grantIds = wish.grantIds === undefined ? null : [...new Set(wish.grantIds)];
    requireOwn(lender, grantIds, now);

    await insertDelegation(tx, { id, fromId, toId: taker.id, grantIds, ...span, madeBy: viewer.id, madeAt: now });
    const told = { delegationId: id, to: taker.id, fromName: lender.name, until: span.endsAt };
    await neighboursNow().tellDelegate(tx, stores, told);
    await recordAudit(tx, viewer, {
      action: "access.delegation_created",
      subjectKind: "delegation",
      subjectId: id,
      details: { from: fromId, to: taker.id, grants: grantIds ?? "all", ...span },
    });
    return shownOf(await requireDelegation(tx, id), now);
  });
}

/**
 * Ends it now. The lender, who was lent to, and whoever may manage the lender can. Ending it again changes nothing.
 * @throws Refusal `access.users_only`, `access.not_found`
 */
export async function revokeDelegation({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireUser(viewer);
  const now = stores.clock.now();
  await stores.postgres.transaction(async (tx) => {
    const row = await requireDelegation(tx, id);
    if (viewer.id !== row.fromId && viewer.id !== row.toId) await requireManaged(tx, viewer, row.fromId);
    if (row.revokedAt !== null || row.endsAt <= now) return;
    await revokeDelegationRow(tx, id, now);
    await recordAudit(tx, viewer, {
      action: "access.delegation_revoked",
      subjectKind: "delegation",
      subjectId: id,
      details: { from: row.fromId, to: row.toId },
    });
  });
  return { ok: true };
}

function requireUser(viewer: Viewer): void {
  requirePermission(viewer, "signed-in");
  if (viewer.kind === "api-key") throw new Refusal("access.users_only");
}

async function requireLender(tx: Tx, viewer: Viewer, id: string): Promise<UserRow> {
  if (id !== viewer.id) await requireManaged(tx, viewer, id);
  const lender = await requireActive(tx, id);
  if (id !== viewer.id) await requireMayGiveAll(tx, viewer, lender);
  return lender;
}

async function requireSeen(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  if (!viewer.permissions.has("access.read")) throw new Refusal("access.not_found");
  await requireVisibleUser(tx, viewer, id);
}

async function requireManaged(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  if (!viewer.permissions.has("access.manage")) throw new Refusal("access.not_found");
  await requireVisibleUser(tx, viewer, id);
}

async function requireActive(tx: Tx, id: string): Promise<UserRow> {
  const user = await findUser(tx, id);
  if (user === undefined || user.disabledAt !== null) throw new Refusal("access.not_found");
  return user;
}

async function requireDelegation(tx: Tx, id: string): Promise<DelegationRow> {
  const row = await lockDelegation(tx, id);
  if (row === undefined) throw new Refusal("access.not_found");
  return row;
}

function requireOwn(lender: UserRow, grantIds: readonly string[] | null, now: Date): void {
  const own = lender.grants.filter((grant) => grant.delegatedBy === null && !isOver(grant, now)).map(({ id }) => id);
  const isOwn = grantIds === null ? own.length > 0 : grantIds.every((id) => own.includes(id));
  if (!isOwn) throw new Refusal("access.nothing_to_lend");
}

function shownOf(row: DelegationRow, now: Date): Delegation {
  return {
    id: row.id,
    from: { id: row.fromId, name: row.fromName },
    to: { id: row.toId, name: row.toName },
    grantIds: row.grantIds === null ? null : [...row.grantIds],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    state: stateOf(row, now),
  };
}

function stateOf(row: DelegationRow, now: Date): Delegation["state"] {
  if (row.revokedAt !== null) return "revoked";
  if (isInForce(row, now)) return "active";
  return row.startsAt > now ? "planned" : "over";
}
