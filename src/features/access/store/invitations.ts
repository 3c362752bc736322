import { isUniqueViolation, sql, type Tx } from "#platform/postgres";

import type { InvitedGrant } from "../contract.ts";

/** An invitation as it is kept. */
export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly grants: readonly InvitedGrant[];
  readonly language: "en" | "ru" | "uk";
  readonly generation: number;
  readonly invitedById: string | null;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly delivery: "link" | "waiting" | "sent" | "failed";
}

const columns = sql`i.id, i.email, i.grants, i.language, i.generation, i.invited_by as "invitedById",
  (select name from access_user where access_user.id = i.invited_by) as "invitedBy", i.created_at as "createdAt",
  i.sent_at as "sentAt", i.expires_at as "expiresAt", i.revoked_at as "revokedAt", i.accepted_at as "acceptedAt",
  i.delivery`;

/** Invitations, newest first. */
export async function listInvitationRows(
  tx: Tx,
  page: { readonly before: string | null; readonly limit: number },
): Promise<readonly InvitationRow[]> {
  return tx.query<InvitationRow>(sql`
    select ${columns} from access_invitation i
    where ${page.before}::uuid is null or i.id < ${page.before}::uuid order by i.id desc limit ${page.limit}`);
}

/** The invitation with this id. */
export function findInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return tx.maybeOne<InvitationRow>(sql`select ${columns} from access_invitation i where i.id = ${id}`);
}

/** The same, locked until the transaction ends: two who accept at once come one after the other. */
export function lockInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return tx.maybeOne<InvitationRow>(sql`select ${columns} from access_invitation i where i.id = ${id} for update`);
}

/** What a new invitation consists of. */
export type InvitationToInsert = Pick<
  InvitationRow,
  "id" | "email" | "grants" | "language" | "expiresAt" | "delivery"
> & { readonly invitedById: string | null; readonly now: Date };

/** Keeps an invitation; false when an open one to this address is there. One that has expired makes way. */
export async function insertInvitation(tx: Tx, invitation: InvitationToInsert): Promise<boolean> {
  const { id, email, grants, language, invitedById, expiresAt, delivery, now } = invitation;
  await tx.execute(sql`
    update access_invitation set revoked_at = expires_at
    where email = lower(${email}::text) and accepted_at is null and revoked_at is null and expires_at <= ${now}`);
  try {
    await tx.savepoint((inner) =>
      inner.execute(sql`
        insert into access_invitation (id, email, grants, language, invited_by, created_at, sent_at, expires_at, delivery)
        values (${id}, lower(${email}::text), ${sql.json(grants)}, ${language}, ${invitedById}, ${now}, ${now},
          ${expiresAt}, ${delivery})`),
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "access_invitation_open")) return false;
    throw error;
  }
}

/** A new link with a new end; the old link is none any more. */
export async function renewInvitation(
  tx: Tx,
  renewal: Pick<InvitationRow, "id" | "expiresAt" | "delivery"> & { readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update access_invitation set generation = generation + 1, sent_at = ${renewal.now},
      expires_at = ${renewal.expiresAt}, delivery = ${renewal.delivery}
    where id = ${renewal.id}`);
}

/** Takes the invitation back. */
export async function revokeInvitationRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update access_invitation set revoked_at = ${now} where id = ${id}`);
}

/** Notes who came by the invitation. */
export async function acceptInvitationRow(
  tx: Tx,
  accepted: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    update access_invitation set accepted_at = ${accepted.now}, accepted_user_id = ${accepted.userId}
    where id = ${accepted.id}`);
}

/** Notes what became of the mail, unless another one was sent since. */
export async function updateDelivery(
  tx: Tx,
  { id, generation, delivery }: Pick<InvitationRow, "id" | "generation" | "delivery">,
): Promise<void> {
  await tx.execute(sql`
    update access_invitation set delivery = ${delivery} where id = ${id} and generation = ${generation}`);
}
