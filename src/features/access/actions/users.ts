import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { GrantWish, NewUser } from "../contract.ts";
import { revokeDelegationsOf } from "../store/delegations.ts";
import { findPolicy } from "../store/policy.ts";
import {
  deleteSessions,
  findUser,
  findUserByEmail,
  insertUser,
  listLastingOwners,
  lockOwners,
  updateDisabled,
  updateEmployee,
  updatePassword,
  type UserRow,
} from "../store/users.ts";
import { forgetKeys } from "./api-key-cache.ts";
import { recordAudit } from "./audit.ts";
import { checkWishes, requireMayGiveAll, requireOwnerStays } from "./grants.ts";
import { neighboursNow } from "./neighbours.ts";
import { hashGoodPassword } from "./password-check.ts";
import { requireVisibleUser, showUser } from "./user-view.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** What a new user is to be. */
export interface UserWish {
  readonly name: string;
  readonly email: string;
  readonly grants: readonly GrantWish[];
  readonly password?: string | undefined;
}

/**
 * Adds a user. Without a password one is generated and comes back, this once.
 * @throws Refusal `access.forbidden`, `access.user_exists`, `access.role_needs_unit`, `access.grant_beyond_own`,
 * `access.unknown_unit`, `access.bad_period`, `access.weak_password`
 */
export async function createUser(
  { stores, viewer }: Asker,
  wish: UserWish,
): Promise<{ id: string; password: string | null }> {
  requirePermission(viewer, "access.manage");
  const password = wish.password ?? stores.random.token(12);
  const policy = await stores.postgres.read(findPolicy);
  const passwordHash = await hashGoodPassword(password, wish, policy);
  const id = stores.random.uuid();

  await stores.postgres.transaction(async (tx) => {
    const { name, email } = wish;
    const now = stores.clock.now();
    const grants = await checkWishes(tx, viewer, wish.grants, now);
    const user = { id, credentialId: stores.random.uuid(), name, email, grants, language: null, passwordHash, now };
    if (!(await insertUser(tx, user))) throw new Refusal("access.user_exists");
    await recordAudit(tx, viewer, {
      action: "access.user_added",
      subjectKind: "user",
      subjectId: id,
      details: { grants: grants.map(({ role, units }) => ({ role, units })) },
    });
  });
  return { id, password: wish.password === undefined ? password : null };
}

/** The same with one role, as the command line and seeds ask. @throws Refusal as `createUser` */
export function addUser(asker: Asker, wanted: NewUser): Promise<{ id: string; password: string | null }> {
  const { name, email, role, units = "all", password } = wanted;
  return createUser(asker, { name, email, grants: [{ role, units }], password });
}

/**
 * Gives the user a new password and signs them out everywhere. Without one it is generated and comes back, this once.
 * @throws Refusal `access.forbidden`, `access.unknown_user`, `access.not_found`, `access.grant_beyond_own`,
 * `access.weak_password`
 */
export async function resetPassword(
  { stores, viewer }: Asker,
  wanted: Who & { readonly password?: string | undefined },
): Promise<{ password: string | null }> {
  requirePermission(viewer, "access.manage");
  const password = wanted.password ?? stores.random.token(12);
  const { owner, policy } = await stores.postgres.read(async (tx) => ({
    owner: await requireChangeable(tx, viewer, wanted),
    policy: await findPolicy(tx),
  }));
  const hash = await hashGoodPassword(password, owner, policy);

  await stores.postgres.transaction(async (tx) => {
    const user = await requireChangeable(tx, viewer, wanted);
    await updatePassword(tx, user.id, { credentialId: stores.random.uuid(), hash });
    await deleteSessions(tx, user.id);
    await recordAudit(tx, viewer, { action: "access.password_reset", subjectKind: "user", subjectId: user.id });
  });
  return { password: wanted.password === undefined ? password : null };
}

/**
 * Bars the user from everything at once: sessions end, what they lent or were lent ends for good, their keys are
 * suspended until somebody takes them over. The last owner stays. Doing it again changes nothing.
 * @throws Refusal `access.forbidden`, `access.unknown_user`, `access.not_found`, `access.grant_beyond_own`,
 * `access.last_owner`
 */
export async function disableUser({ stores, viewer }: Asker, who: string | Who): Promise<void> {
  requirePermission(viewer, "access.manage");
  const now = stores.clock.now();
  await stores.postgres.transaction(async (tx) => {
    await lockOwners(tx);
    const user = await requireChangeable(tx, viewer, whoOf(who));
    if (user.disabledAt !== null) return;
    const owners = await listLastingOwners(tx, now);
    await updateDisabled(tx, user.id, now);
    await requireOwnerStays(tx, { owners, id: user.id, now });
    await deleteSessions(tx, user.id);
    const delegations = await revokeDelegationsOf(tx, user.id, now);
    const details = { delegations };
    await recordAudit(tx, viewer, {
      action: "access.user_disabled",
      subjectKind: "user",
      subjectId: user.id,
      details,
    });
  });
  forgetKeys(stores.postgres);
}

/**
 * Lets a disabled user sign in again; their keys work again, what was lent does not come back.
 * @throws Refusal `access.forbidden`, `access.unknown_user`, `access.not_found`, `access.grant_beyond_own`
 */
export async function enableUser({ stores, viewer }: Asker, who: string | Who): Promise<void> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const user = await requireChangeable(tx, viewer, whoOf(who));
    if (user.disabledAt === null) return;
    await updateDisabled(tx, user.id, null);
    await recordAudit(tx, viewer, { action: "access.user_enabled", subjectKind: "user", subjectId: user.id });
  });
  forgetKeys(stores.postgres);
}

/** Disables or enables, and shows the user. @throws Refusal as `disableUser` and `enableUser` */
export async function setUserState(
  asker: Asker,
  id: string,
  state: "active" | "disabled",
): ReturnType<typeof showUser> {
  await (state === "disabled" ? disableUser(asker, { id }) : enableUser(asker, { id }));
  return asker.stores.postgres.read((tx) => showUser(tx, asker.viewer, id, asker.stores.clock.now()));
}

/**
 * Says which employee a user is; null for none.
 * @throws Refusal `access.not_found`, `access.grant_beyond_own`, `access.unknown_employee`, `access.employee_taken`
 */
export async function setEmployee(
  { stores, viewer }: Asker,
  id: string,
  code: string | null,
): ReturnType<typeof showUser> {
  requirePermission(viewer, "access.manage");
  return stores.postgres.transaction(async (tx) => {
    await requireChangeable(tx, viewer, { id });
    const employee = code === null ? null : await neighboursNow().employeeCode(tx, code);
    if (employee === undefined) throw new Refusal("access.unknown_employee", { employee: code });
    if (!(await updateEmployee(tx, id, employee))) throw new Refusal("access.employee_taken");
    await recordAudit(tx, viewer, {
      action: "access.employee_set",
      subjectKind: "user",
      subjectId: id,
      details: { isLinked: employee !== null },
    });
    return showUser(tx, viewer, id, stores.clock.now());
  });
}

/** A user by address, as the command line names one, or by id. */
export type Who = { readonly email: string } | { readonly id: string };

function whoOf(who: string | Who): Who {
  return typeof who === "string" ? { email: who } : who;
}

async function requireChangeable(tx: Tx, viewer: Viewer, who: Who): Promise<UserRow> {
  const user = "id" in who ? await findUser(tx, who.id) : await findUserByEmail(tx, who.email);
  if (user === undefined) throw new Refusal("id" in who ? "access.not_found" : "access.unknown_user");
  await requireVisibleUser(tx, viewer, user.id);
  await requireMayGiveAll(tx, viewer, user);
  return user;
}
