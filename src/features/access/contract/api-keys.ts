import { z } from "zod";

import { defineOperation, permissions, type ErrorTable } from "#kit/operation";

import { roles, unitsSchema } from "./roles.ts";

/** `suspended`: whoever made it may do none of this any more. */
export const apiKeyStates = ["active", "suspended", "expired", "revoked"] as const;

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  /** The role it was bound to; null when only scopes were named. */
  role: z.enum(roles).nullable(),
  scopes: z.array(z.enum(permissions)),
  /** `own`: wherever its maker may. */
  units: z.union([z.literal("own"), z.array(z.object({ id: z.string(), name: z.string() }))]),
  maker: z.string(),
  state: z.enum(apiKeyStates),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

const byId = z.object({ id: z.uuid() });

/** Keys by which other programs come in. */
export const apiKeyOperations = {
  listApiKeys: defineOperation({
    id: "access.listApiKeys",
    method: "get",
    path: "/api/v1/api-keys",
    permission: "access.manage",
    summary: "API keys, newest first; the secret itself is never shown again",
    query: z.strictObject({}),
    output: z.object({ items: z.array(apiKeySchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  createApiKey: defineOperation({
    id: "access.createApiKey",
    method: "post",
    path: "/api/v1/api-keys",
    permission: "access.manage",
    summary:
      "Create an API key for a role, for scopes, or for some scopes of a role, in units; the answer holds the secret once",
    body: z
      .strictObject({
        name: z.string().trim().min(1).max(80),
        role: z.enum(roles).optional(),
        scopes: z.array(z.enum(permissions)).min(1).optional(),
        units: unitsSchema.optional(),
        expiresAt: z.iso.datetime().nullable().optional(),
      })
      .refine(({ role, scopes }) => role !== undefined || scopes !== undefined, {
        path: ["role"],
        message: "name a role or scopes",
      }),
    output: z.object({ key: apiKeySchema, secret: z.string() }),
    errors: ["access.scope_beyond_own", "access.scope_beyond_role", "access.users_only", "access.unknown_unit"],
  }),
  adoptApiKey: defineOperation({
    id: "access.adoptApiKey",
    method: "post",
    path: "/api/v1/api-keys/{id}/adopt",
    permission: "access.manage",
    summary: "Answer for a key whose maker left: it works again, within one's own rights",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.not_found", "access.users_only", "access.scope_beyond_own"],
  }),
  revokeApiKey: defineOperation({
    id: "access.revokeApiKey",
    method: "delete",
    path: "/api/v1/api-keys/{id}",
    permission: "access.manage",
    summary: "Revoke an API key at once",
    params: byId,
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.not_found"],
  }),
} as const;

export const apiKeyErrors = {
  "access.scope_beyond_own": { status: 403, message: "A key may not do more than its maker may." },
  "access.scope_beyond_role": { status: 422, message: "The role {role} does not hold these: {scopes}." },
  "access.key_refused": { status: 401, message: "This API key is unknown, revoked or has expired." },
  "access.key_suspended": {
    status: 403,
    message: "Whoever made this API key may do none of this any more. Ask an owner to take the key over.",
  },
} as const satisfies ErrorTable;
