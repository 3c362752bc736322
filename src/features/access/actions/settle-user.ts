import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { InvitedGrant } from "../contract.ts";
import { isSameGrant, type RoleInUnits } from "../rules/grants.ts";
import { invitationState } from "../rules/invitations.ts";
import { rolesOfClaims, type Claims, type SignedOn } from "../rules/sign-on.ts";
import { deleteGrants, insertGrants } from "../store/grants.ts";
import type { InvitationRow } from "../store/invitations.ts";
import { findUserIdOfSubject, linkSubject, lockSubject } from "../store/single-sign-on.ts";
import { findUser, findUserByEmail, insertUser, listLastingOwners, lockOwners, type UserRow } from "../store/users.ts";
import { createInvited } from "./accept-invitation.ts";
import { noteUser } from "./audit-user.ts";
import { inForce } from "./grants.ts";
import type { Provider } from "./single-sign-on.ts";

/** Somebody for whom the provider vouches, perhaps with an invitation in hand. */
export interface Arrival {
  readonly provider: Provider;
  readonly claims: Claims;
  readonly who: SignedOn;
  readonly invitation: InvitationRow | undefined;
}

/**
 * The user behind a sign-on: who is linked with the subject, else who has the address (which is verified), else a new
 * one where the settings or an invitation allow it. Their roles from the sign-on become what the provider says now.
 * @throws Refusal `access.sign_on_unknown`, `access.sign_on_other_address`, `access.sign_on_no_role`,
 * `access.sign_on_failed`, `access.user_disabled`, those of the invitation
 */
export async function settleUser(tx: Tx, stores: Stores, arrival: Arrival): Promise<string> {
  const { provider, claims, who } = arrival;
  await lockSubject(tx, who.email);
  await lockOwners(tx);
  const wanted = rolesOfClaims(claims, provider.settings);

  const userId = await findOrCreate(tx, stores, arrival, wanted);

  const user = await findUser(tx, userId);
  if (user === undefined || user.disabledAt !== null) throw new Refusal("access.user_disabled");
  await syncGrants(tx, stores, user, wanted);
  const settled = await findUser(tx, userId);
  if (settled === undefined || inForce(settled, stores.clock.now()).length === 0)
    throw new Refusal("access.sign_on_no_role");
  return userId;
}

async function findOrCreate(
  tx: Tx,
  stores: Stores,
  { provider, who, invitation }: Arrival,
  wanted: readonly InvitedGrant[],
): Promise<string> {
  const { issuer } = provider.client;
  const linked = await findUserIdOfSubject(tx, issuer, who.subject);
  if (linked !== undefined) return linked;

  const userId =
    (await findUserByEmail(tx, who.email))?.id ??
    (invitation === undefined
      ? await createBySignOn(tx, stores, { provider, who, wanted })
      : await createByInvitation(tx, stores, invitation, who));
  const link = { id: stores.random.uuid(), userId, issuer, subject: who.subject };
  if (!(await linkSubject(tx, link))) throw new Refusal("access.sign_on_failed");
  await noteUser(tx, stores, { userId, action: "access.sign_on_linked" });
  return userId;
}

async function createByInvitation(tx: Tx, stores: Stores, row: InvitationRow, who: SignedOn): Promise<string> {
  const state = invitationState(row, stores.clock.now());
  if (state === "accepted") throw new Refusal("access.invitation_used");
  if (state !== "open") throw new Refusal(`access.invitation_${state}`);
  if (row.email !== who.email) throw new Refusal("access.sign_on_other_address");
  return createInvited(tx, stores, row, { name: who.name, language: row.language, passwordHash: null });
}

async function createBySignOn(
  tx: Tx,
  stores: Stores,
  { provider, who, wanted }: Pick<Arrival, "provider" | "who"> & { readonly wanted: readonly InvitedGrant[] },
): Promise<string> {
  if (!provider.settings.createsUsers) throw new Refusal("access.sign_on_unknown");
  if (wanted.length === 0) throw new Refusal("access.sign_on_no_role");
  const id = stores.random.uuid();
  const { name, email } = who;
  const now = stores.clock.now();
  const user = {
    id,
    credentialId: stores.random.uuid(),
    name,
    email,
    grants: [],
    language: null,
    passwordHash: null,
    now,
  };
  if (!(await insertUser(tx, user))) throw new Refusal("access.sign_on_failed");
  await noteUser(tx, stores, { userId: id, action: "access.user_added", details: { by: "sign-on" } });
  return id;
}

/** What the sign-on gave before and the provider says no more goes; the last owner of everything stays one. */
async function syncGrants(tx: Tx, { clock }: Stores, user: UserRow, wanted: readonly InvitedGrant[]): Promise<void> {
  const now = clock.now();
  const held = user.grants.filter((grant) => grant.source === "sign-on" && grant.delegatedBy === null);
  const heldAs = held.map(({ id, role, unitIds }) => ({ id, grant: { role, units: unitIds ?? "all" } as RoleInUnits }));
  const given = wanted.filter((one) => !heldAs.some(({ grant }) => isSameGrant(grant, one)));
  const owners = await listLastingOwners(tx, now);
  const isLastOwner = owners.length === 1 && owners[0] === user.id;
  const taken = heldAs
    .filter(({ grant }) => !wanted.some((one) => isSameGrant(grant, one)))
    .filter(({ grant }) => !(isLastOwner && grant.role === "owner" && grant.units === "all"));
  if (given.length === 0 && taken.length === 0) return;

  const rows = given.map(({ role, units }) => ({
    userId: user.id,
    role,
    units,
    source: "sign-on" as const,
    startsAt: now,
    endsAt: null,
    givenBy: "sign-on",
  }));
  await deleteGrants(
    tx,
    taken.map(({ id }) => id),
  );
  await insertGrants(tx, rows, now);
  const details = { given, taken: taken.map(({ grant }) => grant) };
  await noteUser(tx, { clock }, { userId: user.id, action: "access.grants_by_sign_on", details });
}
