import { z } from "zod";

import { defineOperation, permissions, type ErrorTable } from "#kit/operation";

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
} as const;

export const apiKeyErrors = {
  "access.scope_beyond_own": { status: 403, message: "A key may not do more than its maker may." },
  "access.key_refused": { status: 401, message: "This API key is unknown, revoked or has expired." },
} as const satisfies ErrorTable;
