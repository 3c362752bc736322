import type { ProductLanguage } from "#kit/language";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import { enqueue } from "#platform/jobs";
import { MailProblem } from "#platform/mail";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Invitation, InvitedGrant } from "../contract.ts";
import { mayGive, type Ancestors } from "../rules/grants.ts";
import { invitationState } from "../rules/invitations.ts";
import {
  findInvitation,
  insertInvitation,
  listInvitationRows,
  lockInvitation,
  renewInvitation,
  revokeInvitationRow,
  updateDelivery,
  type InvitationRow,
} from "../store/invitations.ts";
import { findPolicy } from "../store/policy.ts";
import { findUserByEmail } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { checkWishes } from "./grants.ts";
import { invitationMail, mailBase } from "./mails.ts";
import { neighboursNow } from "./neighbours.ts";
import { linkToken } from "./secrets.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer" | "language">;
interface Invited {
  readonly invitation: Invitation;
  readonly link: string | null;
}

/** Whom to invite, to what. */
export interface InvitationWish {
  readonly email: string;
  readonly grants: readonly InvitedGrant[];
  readonly language?: ProductLanguage | undefined;
  readonly deliver?: "mail" | "link" | undefined;
}

/** Name of the job that writes the mail. */
export const mailInvitationJob = "access.mail-invitation";

/**
 * Invites somebody, with roles no wider than one's own. By mail where mail is configured; otherwise the link comes back.
 * @throws Refusal `access.forbidden`, `access.user_exists`, `access.already_invited`, `access.grant_beyond_own`,
 * `access.role_needs_unit`, `access.unknown_unit`, `access.no_mail`
 */
export async function invite({ stores, viewer, language }: Asker, wish: InvitationWish): Promise<Invited> {
  requirePermission(viewer, "access.manage");
  const delivery = deliveryOf(stores, wish.deliver);
  const id = stores.random.uuid();

  const row = await stores.postgres.transaction(async (tx) => {
    const now = stores.clock.now();
    await checkWishes(tx, viewer, wish.grants, now);
    if ((await findUserByEmail(tx, wish.email)) !== undefined) throw new Refusal("access.user_exists");

    const isNew = await insertInvitation(tx, {
      id,
      email: wish.email,
      grants: wish.grants,
      language: wish.language ?? (language as ProductLanguage),
      invitedById: viewer.kind === "user" ? viewer.id : null,
      expiresAt: await endOfInvitation(tx, now),
      delivery,
      now,
    });
    if (!isNew) throw new Refusal("access.already_invited");
    await recordAudit(tx, viewer, deed("access.invited", id, { grants: wish.grants }));
    return sendOut(tx, id, delivery);
  });
  return invitedOf(stores, row);
}

/**
 * Sends a new link; the old one dies.
 * @throws Refusal `access.forbidden`, `access.not_found`, `access.invitation_closed`, `access.grant_beyond_own`,
 * `access.no_mail`
 */
export async function resendInvitation(
  { stores, viewer }: Asker,
  id: string,
  deliver: "mail" | "link" | undefined,
): Promise<Invited> {
  requirePermission(viewer, "access.manage");
  const delivery = deliveryOf(stores, deliver);
  const row = await stores.postgres.transaction(async (tx) => {
    const now = stores.clock.now();
    const found = await requireOpen(tx, viewer, id);
    await checkWishes(tx, viewer, found.grants, now);
    await renewInvitation(tx, { id, expiresAt: await endOfInvitation(tx, now), delivery, now });
    await recordAudit(tx, viewer, deed("access.invitation_resent", id));
    return sendOut(tx, id, delivery);
  });
  return invitedOf(stores, row);
}

/** Takes an invitation back. @throws Refusal `access.forbidden`, `access.not_found`, `access.invitation_closed` */
export async function revokeInvitation({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    await requireOpen(tx, viewer, id);
    await revokeInvitationRow(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, deed("access.invitation_revoked", id));
  });
  return { ok: true };
}

/** Invitations that whoever asks could have made, newest first. @throws Refusal `access.forbidden` */
export async function listInvitations(
  { stores, viewer }: Asker,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Invitation[]; nextCursor: string | null }> {
  requirePermission(viewer, "access.manage");
  const { rows, ancestors } = await stores.postgres.read(async (tx) => ({
    rows: await listInvitationRows(tx, { before: cursor ?? null, limit: limit + 1 }),
    ancestors: await neighboursNow().unitAncestors(tx),
  }));
  const page = rows.slice(0, limit);
  const now = stores.clock.now();
  return {
    items: page.filter((row) => isWithinReach(viewer, row, ancestors)).map((row) => shownOf(row, now)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Writes the mail of an invitation, unless it was sent anew, closed or is over. @throws MailProblem to be tried again */
export async function mailInvitation(
  stores: Stores,
  { id, generation, isLastTry }: { readonly id: string; readonly generation: number; readonly isLastTry: boolean },
): Promise<void> {
  const row = await stores.postgres.read((tx) => findInvitation(tx, id));
  if (row === undefined || row.generation !== generation || row.delivery === "sent") return;
  if (invitationState(row, stores.clock.now()) !== "open") return;
  const note = (delivery: "sent" | "failed") =>
    stores.postgres.transaction((tx) => updateDelivery(tx, { id, generation, delivery }));
  const link = mailBase(stores.config) + pathOf(stores, row);
  const until = new Intl.DateTimeFormat(row.language, { dateStyle: "long", timeZone: "UTC" }).format(row.expiresAt);
  try {
    await stores.mail.send({
      to: row.email,
      ...invitationMail(row.language, { link, invitedBy: row.invitedBy, until }),
    });
  } catch (error) {
    if (isLastTry || (error instanceof MailProblem && !error.isTemporary)) return note("failed");
    throw error;
  }
  await note("sent");
}

function deliveryOf({ mail }: Stores, wanted: "mail" | "link" | undefined): "waiting" | "link" {
  if (wanted === "mail" && !mail.isConfigured) throw new Refusal("access.no_mail");
  return wanted === "link" || !mail.isConfigured ? "link" : "waiting";
}

async function endOfInvitation(tx: Tx, now: Date): Promise<Date> {
  return new Date(now.getTime() + (await findPolicy(tx)).invitationDays * 86_400_000);
}

async function sendOut(tx: Tx, id: string, delivery: "waiting" | "link"): Promise<InvitationRow> {
  const row = await findInvitation(tx, id);
  if (row === undefined) throw new Error("An invitation vanished within its own transaction");
  if (delivery === "waiting")
    await enqueue(tx, mailInvitationJob, { id, generation: row.generation }, { maxAttempts: mailTries });
  return row;
}

/** Over about an hour; afterwards whoever invited sees that the mail failed and hands over the link. */
export const mailTries = 8;

/** Not within reach is like not there. @throws Refusal `access.not_found`, `access.invitation_closed` */
async function requireOpen(tx: Tx, viewer: Viewer, id: string): Promise<InvitationRow> {
  const row = await lockInvitation(tx, id);
  if (row === undefined || !isWithinReach(viewer, row, await neighboursNow().unitAncestors(tx)))
    throw new Refusal("access.not_found");
  if (row.acceptedAt !== null || row.revokedAt !== null) throw new Refusal("access.invitation_closed");
  return row;
}

function isWithinReach(viewer: Viewer, { grants }: InvitationRow, ancestors: Ancestors): boolean {
  return viewer.kind === "system" || grants.every((grant) => mayGive(viewer.grants, grant, ancestors));
}

function invitedOf(stores: Stores, row: InvitationRow): Invited {
  const link = row.delivery === "link" ? pathOf(stores, row) : null;
  return { invitation: shownOf(row, stores.clock.now()), link };
}

/** Behind the hash, so that the token is in no server's log and no referrer. */
function pathOf({ config }: Stores, { id, generation }: InvitationRow): string {
  return `/invitation#${linkToken(config, "invitation", id, generation)}`;
}

function shownOf(row: InvitationRow, now: Date): Invitation {
  const { id, email, language, delivery, invitedBy } = row;
  return {
    id,
    email,
    language,
    delivery,
    invitedBy,
    grants: [...row.grants],
    state: invitationState(row, now),
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
  };
}

function deed(action: string, subjectId: string, details: Readonly<Record<string, unknown>> = {}) {
  return { action, subjectKind: "invitation", subjectId, details };
}
