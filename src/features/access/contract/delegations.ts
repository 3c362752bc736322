import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

export const delegationStates = ["planned", "active", "over", "revoked"] as const;

const party = z.object({ id: z.string(), name: z.string() });

export const delegationSchema = z.object({
  id: z.string(),
  from: party,
  to: party,
  /** Null: everything the lender holds at each moment. */
  grantIds: z.array(z.string()).nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  state: z.enum(delegationStates),
});
export type Delegation = z.infer<typeof delegationSchema>;

/** Who stands in for whom during absence. */
export const delegationOperations = {
  listDelegations: defineOperation({
    id: "access.listDelegations",
    method: "get",
    path: "/api/v1/delegations",
    permission: "signed-in",
    summary: "Rights one lends or is lent; with access.read those of any user one may see",
    query: z.strictObject({ user: z.uuid().optional() }),
    output: z.object({ items: z.array(delegationSchema), nextCursor: z.string().nullable() }),
    errors: ["access.users_only", "access.not_found"],
  }),
  createDelegation: defineOperation({
    id: "access.createDelegation",
    method: "post",
    path: "/api/v1/delegations",
    permission: "signed-in",
    summary: "Lend one's own grants, all or some, to another for a time; with access.manage those of another user",
    body: z.strictObject({
      from: z.uuid().optional(),
      to: z.uuid(),
      grantIds: z.array(z.uuid()).min(1).max(50).optional(),
      startsAt: z.iso.datetime().optional(),
      endsAt: z.iso.datetime(),
    }),
    output: delegationSchema,
    errors: [
      "access.users_only",
      "access.not_found",
      "access.bad_period",
      "access.nothing_to_lend",
      "access.delegate_oneself",
      "access.grant_beyond_own",
    ],
  }),
  revokeDelegation: defineOperation({
    id: "access.revokeDelegation",
    method: "delete",
    path: "/api/v1/delegations/{id}",
    permission: "signed-in",
    summary: "End it now: the lender, who was lent to, or an access manager",
    params: z.object({ id: z.uuid() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.users_only", "access.not_found"],
  }),
} as const;

export const delegationErrors = {
  "access.nothing_to_lend": {
    status: 422,
    message: "Only grants of one's own can be lent: what was lent to you cannot be lent on.",
  },
  "access.delegate_oneself": { status: 422, message: "Choose somebody else to stand in." },
} as const satisfies ErrorTable;
