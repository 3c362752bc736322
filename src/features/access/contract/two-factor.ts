import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

/** What an authenticator app needs; shown once, while the second factor is set up. */
export const enrolmentSchema = z.object({
  /** Base32 (RFC 4648), to be typed where a picture cannot be read. */
  secret: z.string(),
  /** `otpauth://` address. */
  uri: z.string(),
  /** The same as a QR code: rows of modules, true is dark. */
  picture: z.array(z.array(z.boolean())),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

const code = z.string().trim().min(6).max(20);
const password = z.string().min(1).max(200);
const backupCodes = z.object({ backupCodes: z.array(z.string()) });

/** One's own second factor; the manager's way out when a phone is lost. */
export const twoFactorOperations = {
  readTwoFactor: defineOperation({
    id: "access.readTwoFactor",
    method: "get",
    path: "/api/v1/me/two-factor",
    permission: "signed-in",
    summary: "Whether one's second factor is on, whether a role demands it, and how many backup codes are left",
    output: z.object({
      isOn: z.boolean(),
      isRequired: z.boolean(),
      /** False for those who come by single sign-on only. */
      hasPassword: z.boolean(),
      backupCodesLeft: z.number().int(),
      trustedDevices: z.number().int(),
    }),
    errors: ["access.users_only"],
  }),
  beginTwoFactor: defineOperation({
    id: "access.beginTwoFactor",
    method: "post",
    path: "/api/v1/me/two-factor",
    permission: "signed-in",
    summary: "Begin to set up a second factor; it counts once a code confirms it",
    body: z.strictObject({ password }),
    output: enrolmentSchema,
    errors: ["access.users_only", "access.wrong_password", "access.too_many_attempts", "access.two_factor_on"],
  }),
  confirmTwoFactor: defineOperation({
    id: "access.confirmTwoFactor",
    method: "post",
    path: "/api/v1/me/two-factor/confirmation",
    permission: "signed-in",
    summary: "Switch the second factor on with a first code; answers the backup codes, this once",
    body: z.strictObject({ code }),
    output: backupCodes,
    errors: ["access.users_only", "access.wrong_code", "access.too_many_attempts", "access.two_factor_not_begun"],
  }),
  renewBackupCodes: defineOperation({
    id: "access.renewBackupCodes",
    method: "post",
    path: "/api/v1/me/two-factor/backup-codes",
    permission: "signed-in",
    summary: "Replace the backup codes; the old ones count no more",
    body: z.strictObject({ password }),
    output: backupCodes,
    errors: ["access.users_only", "access.wrong_password", "access.too_many_attempts", "access.two_factor_not_begun"],
  }),
  endTwoFactor: defineOperation({
    id: "access.endTwoFactor",
    method: "post",
    path: "/api/v1/me/two-factor/end",
    permission: "signed-in",
    summary: "Switch one's second factor off and forget trusted devices",
    body: z.strictObject({ password }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.users_only", "access.wrong_password", "access.too_many_attempts", "access.two_factor_required"],
  }),
  resetTwoFactor: defineOperation({
    id: "access.resetTwoFactor",
    method: "delete",
    path: "/api/v1/users/{id}/two-factor",
    permission: "access.manage",
    summary: "Take the second factor off somebody who lost it, and end their sessions",
    params: z.object({ id: z.uuid() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.not_found"],
  }),
} as const;

export const twoFactorErrors = {
  "access.wrong_code": {
    status: 422,
    message: "This code is not right, or was used already. Wait for the next one and try again.",
  },
  "access.challenge_over": { status: 401, message: "This took too long. Sign in with your password again." },
  "access.two_factor_on": { status: 409, message: "The second factor is on already. Switch it off first." },
  "access.two_factor_not_begun": { status: 409, message: "No second factor is being set up. Begin again." },
  "access.two_factor_required": { status: 409, message: "Your role needs a second factor; it cannot be switched off." },
} as const satisfies ErrorTable;
