import { z } from "zod";

import { productLanguages } from "#kit/language";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Role } from "../contract.ts";
import { invitationState } from "../rules/invitations.ts";
import { acceptInvitationRow, findInvitation, lockInvitation, type InvitationRow } from "../store/invitations.ts";
import { findPolicy } from "../store/policy.ts";
import { insertUser } from "../store/users.ts";
import { noteUser } from "./audit-user.ts";
import type { Answer, Knock } from "./door.ts";
import { enter } from "./enter.ts";
import { lasting } from "./grants.ts";
import { hashGoodPassword } from "./password-check.ts";
import { idInToken, isSameSecret, linkToken } from "./secrets.ts";

/** Tells whoever invited that the invited one has come; a slice to the right of this one does it. */
export type TellInviter = (
  tx: Tx,
  stores: Pick<Stores, "clock">,
  telling: { readonly to: string; readonly name: string; readonly invitationId: string },
) => Promise<void>;

/** Connects the telling; the composition root does. */
export function registerTellInviter(tell: TellInviter): void {
  tellInviter = tell;
}

let tellInviter: TellInviter = () => Promise.resolve();

interface OpenedInvitation {
  readonly email: string;
  readonly invitedBy: string | null;
  readonly roles: Role[];
  readonly expiresAt: string;
}

/**
 * What an invitation link opens.
 * @throws Refusal `access.invitation_unknown`, `access.invitation_expired`, `access.invitation_used`,
 * `access.invitation_revoked`
 */
export async function readInvitation(stores: Stores, token: string): Promise<OpenedInvitation> {
  const row = await stores.postgres.read((tx) => invitationOf(tx, stores, token));
  return {
    email: row.email,
    invitedBy: row.invitedBy,
    roles: [...new Set(row.grants.map(({ role }) => role))],
    expiresAt: row.expiresAt.toISOString(),
  };
}

const bodySchema = z.object({
  token: z.string().min(40).max(200),
  name: z.string().trim().min(1).max(120),
  password: z.string().min(1).max(1000),
  language: z.enum(productLanguages),
});

/**
 * Accepts an invitation: makes the user with the roles of the invitation and signs them in. Accepting twice at the same
 * moment makes one user; the second is told that the link was used.
 * @throws Refusal as `readInvitation`, `access.weak_password`, `access.user_exists`, `request.invalid`
 */
export async function acceptInvitation(knock: Knock): Promise<Answer> {
  const { stores } = knock;
  const parsed = bodySchema.safeParse(knock.body);
  if (!parsed.success) throw new Refusal("request.invalid", {}, fieldsOf(parsed.error));
  const { token, name, password, language } = parsed.data;
  const { email, policy } = await stores.postgres.read(async (tx) => ({
    email: (await invitationOf(tx, stores, token)).email,
    policy: await findPolicy(tx),
  }));
  const passwordHash = await hashGoodPassword(password, { name, email }, policy);

  const userId = await stores.postgres.transaction(async (tx) => {
    const row = await invitationOf(tx, stores, token, lockInvitation);
    return createInvited(tx, stores, row, { name, language, passwordHash });
  });
  return enter(knock, userId);
}

/** Makes the user of an invitation that is locked and open. @throws Refusal `access.user_exists` */
export async function createInvited(
  tx: Tx,
  stores: Stores,
  row: InvitationRow,
  who: { readonly name: string; readonly language: string | null; readonly passwordHash: string | null },
): Promise<string> {
  const { clock, random } = stores;
  const now = clock.now();
  const id = random.uuid();
  const givenBy = row.invitedById ?? "invitation";
  const grants = row.grants.map(({ role, units }) => lasting(role, units, now, givenBy));
  const user = { id, credentialId: random.uuid(), email: row.email, grants, now, ...who };
  if (!(await insertUser(tx, user))) throw new Refusal("access.user_exists");

  await acceptInvitationRow(tx, { id: row.id, userId: id, now });
  await noteUser(tx, stores, { userId: id, action: "access.invitation_accepted", details: { invitation: row.id } });
  if (row.invitedById !== null)
    await tellInviter(tx, stores, { to: row.invitedById, name: who.name, invitationId: row.id });
  return id;
}

/** The open invitation of a token. @throws Refusal as `readInvitation` */
export async function invitationOf(
  tx: Tx,
  { config, clock }: Stores,
  token: string,
  find: typeof findInvitation = findInvitation,
): Promise<InvitationRow> {
  const id = idInToken(token);
  const row = id === undefined ? undefined : await find(tx, id);
  if (row === undefined || !isSameSecret(token, linkToken(config, "invitation", row.id, row.generation)))
    throw new Refusal("access.invitation_unknown");
  const state = invitationState(row, clock.now());
  if (state === "open") return row;
  throw new Refusal(
    { expired: "access.invitation_expired", accepted: "access.invitation_used", revoked: "access.invitation_revoked" }[
      state
    ],
  );
}

function fieldsOf(error: z.ZodError) {
  return error.issues.map((issue) => ({ field: issue.path.join("."), code: issue.code, message: issue.message }));
}
