import { hashPassword } from "better-auth/crypto";

import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { NewUser, User } from "../contract.ts";
import {
  deleteSessions,
  findUserByEmail,
  insertUser,
  listUserRows,
  lockActiveOwners,
  updateDisabled,
  updatePassword,
  type UserRow,
} from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * Adds a user. Without a password one is generated and comes back, this once.
 * @throws Refusal `access.forbidden`, `access.user_exists`
 */
export async function addUser(
  { stores, viewer }: Asker,
  wanted: NewUser,
): Promise<{ id: string; password: string | null }> {
  requirePermission(viewer, "access.manage");
  const password = wanted.password ?? stores.random.token(12);
  const passwordHash = await hashPassword(password);
  const id = stores.random.uuid();

  await stores.postgres.transaction(async (tx) => {
    const { name, email, role } = wanted;
    const now = stores.clock.now();
    const user = { id, credentialId: stores.random.uuid(), name, email, role, language: null, passwordHash, now };
    if (!(await insertUser(tx, user))) throw new Refusal("access.user_exists");
    await recordAudit(tx, viewer, {
      action: "access.user_added",
      subjectKind: "user",
      subjectId: id,
      details: { role },
    });
  });
  return { id, password: wanted.password === undefined ? password : null };
}

/** Every user, in the order they came. @throws Refusal `access.forbidden` */
export async function listUsers({ stores, viewer }: Asker): Promise<User[]> {
  requirePermission(viewer, "access.manage");
  return stores.postgres.read(listUserRows);
}

/**
 * Gives the user a new password and signs them out everywhere. Without one it is generated and comes back, this once.
 * @throws Refusal `access.forbidden`, `access.unknown_user`, `access.weak_password`
 */
export async function resetPassword(
  { stores, viewer }: Asker,
  wanted: { readonly email: string; readonly password?: string | undefined },
): Promise<{ password: string | null }> {
  requirePermission(viewer, "access.manage");
  const password = wanted.password ?? stores.random.token(12);
  if (password.length < 10 || password.length > 200) throw new Refusal("access.weak_password");
  const passwordHash = await hashPassword(password);

  await stores.postgres.transaction(async (tx) => {
    const user = await requireUser(tx, wanted.email);
    await updatePassword(tx, user.id, passwordHash);
    await deleteSessions(tx, user.id);
    await recordAudit(tx, viewer, { action: "access.password_reset", subjectKind: "user", subjectId: user.id });
  });
  return { password: wanted.password === undefined ? password : null };
}

/**
 * Bars the user from signing in and ends their sessions at once. The last owner stays.
 * @throws Refusal `access.forbidden`, `access.unknown_user`, `access.last_owner`
 */
export async function disableUser({ stores, viewer }: Asker, email: string): Promise<void> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const owners = await lockActiveOwners(tx);
    const user = await requireUser(tx, email);
    if (owners.length === 1 && owners[0] === user.id) throw new Refusal("access.last_owner");
    await updateDisabled(tx, user.id, stores.clock.now());
    await deleteSessions(tx, user.id);
    await recordAudit(tx, viewer, { action: "access.user_disabled", subjectKind: "user", subjectId: user.id });
  });
}

/** Lets a disabled user sign in again. @throws Refusal `access.forbidden`, `access.unknown_user` */
export async function enableUser({ stores, viewer }: Asker, email: string): Promise<void> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const user = await requireUser(tx, email);
    await updateDisabled(tx, user.id, null);
    await recordAudit(tx, viewer, { action: "access.user_enabled", subjectKind: "user", subjectId: user.id });
  });
}

async function requireUser(tx: Tx, email: string): Promise<UserRow> {
  const user = await findUserByEmail(tx, email);
  if (user === undefined) throw new Refusal("access.unknown_user");
  return user;
}
