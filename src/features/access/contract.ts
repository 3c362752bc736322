import { z } from "zod";

import { productLanguages } from "#kit/language";
import { defineOperation, permissions, type ErrorTable } from "#kit/operation";

/** IANA time zone known to this runtime, e.g. `Europe/Kyiv`. */
export const timeZoneSchema = z.string().min(1).max(64).refine(isTimeZone, { message: "unknown time zone" });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const setupSchema = z.strictObject({
  organisation: z.string().trim().min(1).max(120),
  ownerName: z.string().trim().min(1).max(120),
  ownerEmail: z.email().max(254),
  ownerPassword: z.string().min(10).max(200),
  languages: z.array(z.string().min(2).max(35)).min(1).max(20),
  timeZone: timeZoneSchema,
});
export type Setup = z.infer<typeof setupSchema>;

/** What somebody is here; what each may do is a table in rules. */
export const roles = [
  "owner",
  "tx-lead",
  "analyst",
  "unit-manager",
  "loop-agent",
  "function-head",
  "employee",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(["user", "api-key", "system", "anonymous"]),
  permissions: z.array(z.enum(permissions)),
  units: z.union([z.literal("all"), z.array(z.string())]),
  language: z.enum(productLanguages),
});

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(permissions)),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** A new user, as the command line asks for one. Without a password one is generated and told once. */
export const newUserSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  role: z.enum(roles),
  password: z.string().min(10).max(200).optional(),
});
export type NewUser = z.infer<typeof newUserSchema>;

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
});
export type User = z.infer<typeof userSchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const none = z.strictObject({});

export const accessOperations = {
  readSetup: defineOperation({
    id: "access.readSetup",
    method: "get",
    path: "/api/v1/setup",
    permission: "public",
    summary: "Whether this installation still needs its first set-up",
    output: z.object({ needed: z.boolean(), version: z.string() }),
    errors: [],
  }),
  setUp: defineOperation({
    id: "access.setUp",
    method: "post",
    path: "/api/v1/setup",
    permission: "public",
    summary: "First set-up: organisation, owner, languages, time zone. Works once.",
    body: setupSchema,
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.already_set_up"],
  }),
  readMe: defineOperation({
    id: "access.readMe",
    method: "get",
    path: "/api/v1/me",
    permission: "signed-in",
    summary: "Who is signed in and what they may do",
    output: meSchema,
    errors: [],
  }),
  updateMe: defineOperation({
    id: "access.updateMe",
    method: "patch",
    path: "/api/v1/me",
    permission: "signed-in",
    summary: "Change one's own name or language",
    body: z.strictObject({
      name: z.string().trim().min(1).max(120).optional(),
      language: z.enum(productLanguages).optional(),
    }),
    output: meSchema,
    errors: ["access.users_only"],
  }),
  listApiKeys: defineOperation({
    id: "access.listApiKeys",
    method: "get",
    path: "/api/v1/api-keys",
    permission: "access.manage",
    summary: "API keys, newest first; the secret itself is never shown again",
    query: none,
    output: z.object({ items: z.array(apiKeySchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  createApiKey: defineOperation({
    id: "access.createApiKey",
    method: "post",
    path: "/api/v1/api-keys",
    permission: "access.manage",
    summary: "Create an API key with scopes; the answer holds the secret once",
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      scopes: z.array(z.enum(permissions)).min(1),
      expiresAt: z.iso.datetime().nullable().optional(),
    }),
    output: z.object({ key: apiKeySchema, secret: z.string() }),
    errors: ["access.scope_beyond_own"],
  }),
  revokeApiKey: defineOperation({
    id: "access.revokeApiKey",
    method: "delete",
    path: "/api/v1/api-keys/{id}",
    permission: "access.manage",
    summary: "Revoke an API key at once",
    params: z.object({ id: z.uuid() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.not_found"],
  }),
  listAudit: defineOperation({
    id: "access.listAudit",
    method: "get",
    path: "/api/v1/audit",
    permission: "audit.read",
    summary: "What people and keys changed, newest first",
    query: z.object({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      action: z.string().max(80).optional(),
    }),
    output: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
} as const;

export const accessErrors = {
  "access.already_set_up": { status: 409, message: "This installation is set up already. Sign in instead." },
  "access.not_signed_in": { status: 401, message: "Sign in, or send an API key, to do this." },
  "access.forbidden": { status: 403, message: "You may not do this: it needs the permission {permission}." },
  "access.not_found": { status: 404, message: "There is no such thing, or you may not see it." },
  "access.scope_beyond_own": { status: 403, message: "A key may not do more than its maker may." },
  "access.users_only": { status: 403, message: "Only a person who signed in can do this; an API key cannot." },
  "access.key_refused": { status: 401, message: "This API key is unknown, revoked or has expired." },
  "access.bad_cursor": { status: 400, message: "This cursor is not one of ours. Start from the first page." },
  "access.wrong_credentials": { status: 401, message: "E-mail address or password is wrong." },
  "access.wrong_password": { status: 422, message: "The current password is wrong." },
  "access.weak_password": { status: 422, message: "A password has at least 10 and at most 200 characters." },
  "access.invalid_sign_in": { status: 400, message: "Send an e-mail address and a password." },
  "access.too_many_attempts": { status: 429, message: "Too many attempts. Try again in {seconds} seconds." },
  "access.untrusted_origin": {
    status: 403,
    message:
      "This request comes from an address this installation does not know. Set HOLOS_PUBLIC_URL to the address people use.",
  },
  "access.user_disabled": { status: 403, message: "This account is disabled. Ask an owner to enable it." },
  "access.user_exists": { status: 409, message: "There is a user with this e-mail address already." },
  "access.unknown_user": { status: 404, message: "There is no user with this e-mail address." },
  "access.last_owner": { status: 409, message: "This is the last owner; make another one first." },
} as const satisfies ErrorTable;
