import { z } from "zod";

import { productLanguages } from "#kit/language";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { roles, unitsSchema } from "./roles.ts";

/** A role, and the units it holds for. */
export const invitedGrantSchema = z.strictObject({
  role: z.enum(roles),
  units: unitsSchema,
});
export type InvitedGrant = z.infer<typeof invitedGrantSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  grants: z.array(invitedGrantSchema),
  language: z.enum(productLanguages),
  state: z.enum(["open", "expired", "accepted", "revoked"]),
  /** `link`: to be handed over by hand; the others are what became of the mail. */
  delivery: z.enum(["link", "waiting", "sent", "failed"]),
  invitedBy: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  acceptedAt: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

const invited = z.object({
  invitation: invitationSchema,
  /** Path to append to the address of this installation; null when it went out by mail. Not shown again. */
  link: z.string().nullable(),
});

const token = z.string().min(40).max(200);
const deliver = z.enum(["mail", "link"]).optional();
const byId = z.object({ id: z.uuid() });

/** Asking people in by a link that works once. */
export const invitationOperations = {
  listInvitations: defineOperation({
    id: "access.listInvitations",
    method: "get",
    path: "/api/v1/invitations",
    permission: "access.manage",
    summary: "Invitations that are open or were closed in the last 90 days, newest first",
    query: z.strictObject({
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(invitationSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  invite: defineOperation({
    id: "access.invite",
    method: "post",
    path: "/api/v1/invitations",
    permission: "access.manage",
    summary: "Invite somebody by e-mail address, with roles no wider than one's own",
    body: z.strictObject({
      email: z.email().max(254),
      grants: z.array(invitedGrantSchema).min(1).max(20),
      language: z.enum(productLanguages).optional(),
      /** Without it: by mail where mail is configured, else by link. */
      deliver,
    }),
    output: invited,
    errors: [
      "access.user_exists",
      "access.already_invited",
      "access.grant_beyond_own",
      "access.role_needs_unit",
      "access.unknown_unit",
      "access.no_mail",
    ],
  }),
  resendInvitation: defineOperation({
    id: "access.resendInvitation",
    method: "post",
    path: "/api/v1/invitations/{id}/resend",
    permission: "access.manage",
    summary: "Send a new link with a new end; the old link dies",
    params: byId,
    body: z.strictObject({ deliver }),
    output: invited,
    errors: ["access.not_found", "access.invitation_closed", "access.grant_beyond_own", "access.no_mail"],
  }),
  revokeInvitation: defineOperation({
    id: "access.revokeInvitation",
    method: "delete",
    path: "/api/v1/invitations/{id}",
    permission: "access.manage",
    summary: "Take an open invitation back; its link dies at once",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.not_found", "access.invitation_closed"],
  }),
  readInvitation: defineOperation({
    id: "access.readInvitation",
    method: "post",
    path: "/api/v1/invitations/open",
    permission: "public",
    summary: "What an invitation link opens, before it is accepted",
    body: z.strictObject({ token }),
    output: z.object({
      email: z.string(),
      invitedBy: z.string().nullable(),
      roles: z.array(z.enum(roles)),
      expiresAt: z.string(),
    }),
    errors: [
      "access.invitation_unknown",
      "access.invitation_expired",
      "access.invitation_used",
      "access.invitation_revoked",
    ],
  }),
} as const;

export const invitationErrors = {
  "access.already_invited": {
    status: 409,
    message: "There is an open invitation to this address already. Send it again or take it back.",
  },
  "access.invitation_closed": { status: 409, message: "This invitation was accepted or taken back. Make a new one." },
  "access.invitation_unknown": {
    status: 404,
    message: "This link is incomplete or was replaced by a newer one. Use the newest mail, or ask for a new link.",
  },
  "access.invitation_expired": { status: 410, message: "This invitation has expired. Ask for a new link." },
  "access.invitation_used": { status: 410, message: "This invitation was accepted already. Sign in instead." },
  "access.invitation_revoked": { status: 410, message: "This invitation was taken back. Ask whoever invited you." },
} as const satisfies ErrorTable;
