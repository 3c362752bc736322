import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { personSchema } from "./person.ts";

const code = z.string().trim().min(1).max(200);
const place = z.object({ code });

const accountBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Code of the account above. */
  parent: code.nullable().default(null),
  /** Revenue of a year with this account. */
  revenue: z
    .strictObject({ amount: z.number().min(0).max(1e15), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable()
    .default(null),
  /** The user who looks after it. */
  ownerId: z.uuid().nullable().default(null),
});

export const accountSchema = accountBody.extend({
  id: z.string(),
  code,
  ownerName: z.string().nullable(),
  parentName: z.string().nullable(),
  contacts: z.number().int(),
});
export type Account = z.infer<typeof accountSchema>;

export const accountDetailSchema = accountSchema.extend({
  people: z.array(z.object({ person: personSchema, role: z.string(), since: z.string() })),
  children: z.array(z.object({ code, name: z.string() })),
});
export type AccountDetail = z.infer<typeof accountDetailSchema>;

const contactPlace = place.extend({ personId: z.uuid() });

export const accountOperations = {
  listAccounts: defineOperation({
    id: "people.listAccounts",
    method: "get",
    path: "/api/v1/accounts",
    permission: "people.read",
    summary: "Accounts by name; only those who see everything see accounts",
    query: z.strictObject({
      q: z.string().trim().max(100).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(accountSchema), nextCursor: z.string().nullable() }),
    errors: ["people.bad_cursor"],
  }),
  readAccount: defineOperation({
    id: "people.readAccount",
    method: "get",
    path: "/api/v1/accounts/{code}",
    permission: "people.read",
    summary: "One account with its contacts",
    params: place,
    output: accountDetailSchema,
    errors: ["people.not_found"],
  }),
  putAccount: defineOperation({
    id: "people.putAccount",
    method: "put",
    path: "/api/v1/accounts/{code}",
    permission: "people.write",
    summary: "Create or change the account with this code; answers that come with the code belong to it",
    params: place,
    body: accountBody,
    output: accountDetailSchema,
    errors: ["people.unknown_account", "people.unknown_owner", "people.account_cycle", "people.whole_only"],
  }),
  deleteAccount: defineOperation({
    id: "people.deleteAccount",
    method: "delete",
    path: "/api/v1/accounts/{code}",
    permission: "people.write",
    summary: "Remove an account; its contacts stay persons, its answers stay under its code",
    params: place,
    output: z.object({ ok: z.literal(true) }),
    errors: ["people.not_found"],
  }),
  putContact: defineOperation({
    id: "people.putContact",
    method: "put",
    path: "/api/v1/accounts/{code}/contacts/{personId}",
    permission: "people.write",
    summary: "A person speaks for an account, in this role",
    params: contactPlace,
    body: z.strictObject({ role: z.string().trim().min(1).max(80) }),
    output: accountDetailSchema,
    errors: ["people.not_found"],
  }),
  removeContact: defineOperation({
    id: "people.removeContact",
    method: "delete",
    path: "/api/v1/accounts/{code}/contacts/{personId}",
    permission: "people.write",
    summary: "A person no longer speaks for an account",
    params: contactPlace,
    output: accountDetailSchema,
    errors: ["people.not_found"],
  }),
} as const;
