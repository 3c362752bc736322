import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { roles } from "./roles.ts";

/** The rules of coming in that hold for everybody. */
export const policySchema = z.strictObject({
  /** A password has at least so many characters. */
  passwordMinLength: z.number().int().min(10).max(20),
  /** A session ends after so many minutes without use … */
  sessionIdleMinutes: z.number().int().min(15).max(43_200),
  /** … and after so many minutes in any case. */
  sessionAbsoluteMinutes: z.number().int().min(60).max(43_200),
  /** Roles that need a second factor when they come in by password. */
  twoFactorRoles: z.array(z.enum(roles)).max(roles.length),
  /** A device may be trusted for so many days; with 0 the second factor is asked for every time. */
  trustedDeviceDays: z.number().int().min(0).max(90),
  /** An invitation is open for so many days. */
  invitationDays: z.number().int().min(1).max(30),
});
export type Policy = z.infer<typeof policySchema>;

const ok = z.object({ ok: z.literal(true) });

/** What everybody may know before signing in, the rules, mail, and the unlocking of accounts. */
export const signInOperations = {
  readSignIn: defineOperation({
    id: "access.readSignIn",
    method: "get",
    path: "/api/v1/sign-in",
    permission: "public",
    summary: "Ways to sign in here: single sign-on and its name, reset by mail, how long a password is",
    output: z.object({
      singleSignOn: z.object({ label: z.string() }).nullable(),
      resetsByMail: z.boolean(),
      passwordMinLength: z.number().int(),
    }),
    errors: [],
  }),
  requestPasswordReset: defineOperation({
    id: "access.requestPasswordReset",
    method: "post",
    path: "/api/v1/password-resets",
    permission: "public",
    summary: "Mail a link to set a new password; the answer is the same whether somebody has this address or not",
    body: z.strictObject({ email: z.email().max(254) }),
    output: ok,
    errors: ["access.no_mail", "access.too_many_attempts"],
  }),
  readPolicy: defineOperation({
    id: "access.readPolicy",
    method: "get",
    path: "/api/v1/sign-in/policy",
    permission: "access.manage",
    summary: "Rules of sign-in, and whether mail goes out",
    output: z.object({
      policy: policySchema,
      mail: z.object({ isConfigured: z.boolean(), hasPublicUrl: z.boolean() }),
    }),
    errors: [],
  }),
  updatePolicy: defineOperation({
    id: "access.updatePolicy",
    method: "put",
    path: "/api/v1/sign-in/policy",
    permission: "access.manage",
    reach: "everywhere",
    summary: "Change the rules of sign-in",
    body: policySchema,
    output: policySchema,
    errors: ["access.installation_only"],
  }),
  sendTestMail: defineOperation({
    id: "access.sendTestMail",
    method: "post",
    path: "/api/v1/sign-in/test-mail",
    permission: "access.manage",
    summary: "Send a mail to one's own address, to see whether mail works",
    output: ok,
    errors: ["access.no_mail", "access.mail_failed", "access.users_only", "access.too_many_attempts"],
  }),
  listLocks: defineOperation({
    id: "access.listLocks",
    method: "get",
    path: "/api/v1/sign-in/locks",
    permission: "access.manage",
    summary: "Accounts that are locked now because of wrong passwords or codes, and until when",
    output: z.object({ items: z.array(z.object({ userId: z.string(), until: z.string() })) }),
    errors: [],
  }),
  unlockUser: defineOperation({
    id: "access.unlockUser",
    method: "delete",
    path: "/api/v1/sign-in/locks/{id}",
    permission: "access.manage",
    summary: "Unlock an account at once",
    params: z.object({ id: z.uuid() }),
    output: ok,
    errors: ["access.not_found"],
  }),
} as const;

/** Why somebody could not come in. */
export const signInErrors = {
  "access.wrong_credentials": { status: 401, message: "E-mail address or password is wrong." },
  "access.wrong_password": { status: 422, message: "The current password is wrong." },
  "access.weak_password": {
    status: 422,
    message:
      "Choose another password: at least {min} and at most 200 characters, not one that many people use, and not made of your own name or address.",
  },
  "access.invalid_sign_in": { status: 400, message: "Send an e-mail address and a password." },
  "access.too_many_attempts": { status: 429, message: "Too many attempts. Try again in {seconds} seconds." },
  "access.untrusted_origin": {
    status: 403,
    message:
      "This request comes from an address this installation does not know. Set HOLOS_PUBLIC_URL to the address people use.",
  },
  "access.user_disabled": { status: 403, message: "This account is disabled. Ask an owner to enable it." },
  "access.no_mail": { status: 409, message: "No mail server is configured here. Ask an owner for a new password." },
  "access.mail_failed": { status: 503, message: "The mail could not be sent: {reason}" },
  "access.reset_link_dead": {
    status: 410,
    message: "This link was used, replaced by a newer one, or has expired. Ask for a new one on the sign-in page.",
  },
  "access.installation_only": {
    status: 403,
    message: "This concerns the whole organisation; your rights hold for some units only.",
  },
} as const satisfies ErrorTable;
