import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { roles, unitsSchema } from "./roles.ts";

const name = z.string().trim().min(1).max(120);
const email = z.email().max(254);
const password = z.string().min(10).max(200);
const byId = z.object({ id: z.uuid() });

/** Where a grant comes from: somebody gave it, or the sign-on brought it along. */
export const grantSources = ["given", "sign-on"] as const;
export type GrantSource = (typeof grantSources)[number];

/** A new user, as the command line asks for one. Without a password one is generated and told once. */
export const newUserSchema = z.strictObject({
  name,
  email,
  role: z.enum(roles),
  units: unitsSchema.optional(),
  password: password.optional(),
});
export type NewUser = z.infer<typeof newUserSchema>;

/** A grant to be given. Without times it holds from now on. */
export const grantWishSchema = z.strictObject({
  role: z.enum(roles),
  units: unitsSchema,
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().nullable().optional(),
});
export type GrantWish = z.infer<typeof grantWishSchema>;

export const grantSchema = z.object({
  id: z.string(),
  role: z.string(),
  units: z.union([z.literal("all"), z.array(z.object({ id: z.string(), name: z.string() }))]),
  source: z.enum(grantSources),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  isInForce: z.boolean(),
  /** Who lent it during absence; null for one's own. */
  delegatedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type ShownGrant = z.infer<typeof grantSchema>;

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Own ones and those lent to them; what is over is left out. */
  grants: z.array(grantSchema),
  /** Code of the employee whom this user is. */
  employee: z.string().nullable(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
});
export type User = z.infer<typeof userSchema>;

/** A user with what would stop if they were disabled. */
export const userDetailSchema = userSchema.extend({
  /** Keys they made that still open something. */
  apiKeys: z.number().int(),
  /** Rights they lend or are lent, now or later. */
  delegations: z.number().int(),
  hasTwoFactor: z.boolean(),
  /** Until when nobody can sign in because of wrong attempts; null when they can. */
  lockedUntil: z.string().nullable(),
  /** Whether whoever asks may change everything about them. */
  mayChange: z.boolean(),
});

/** People who may sign in, and what each may do. */
export const userOperations = {
  listUsers: defineOperation({
    id: "access.listUsers",
    method: "get",
    path: "/api/v1/users",
    permission: "access.read",
    summary: "Users by name, with their grants; those of one's own units",
    query: z.strictObject({
      search: z.string().trim().max(120).optional(),
      role: z.enum(roles).optional(),
      unit: z.uuid().optional(),
      state: z.enum(["active", "disabled", "all"]).default("all"),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(userSchema), nextCursor: z.string().nullable() }),
    errors: ["access.bad_cursor"],
  }),
  readUser: defineOperation({
    id: "access.readUser",
    method: "get",
    path: "/api/v1/users/{id}",
    permission: "access.read",
    summary: "One user, with what stops when they leave",
    params: byId,
    output: userDetailSchema,
    errors: ["access.not_found"],
  }),
  createUser: defineOperation({
    id: "access.createUser",
    method: "post",
    path: "/api/v1/users",
    permission: "access.manage",
    summary: "Add a user; without a password one is generated and the answer holds it once",
    body: z.strictObject({ name, email, grants: z.array(grantWishSchema).max(50), password: password.optional() }),
    output: z.object({ id: z.string(), password: z.string().nullable() }),
    errors: [
      "access.user_exists",
      "access.role_needs_unit",
      "access.grant_beyond_own",
      "access.unknown_unit",
      "access.bad_period",
      "access.weak_password",
    ],
  }),
  setGrants: defineOperation({
    id: "access.setGrants",
    method: "put",
    path: "/api/v1/users/{id}/grants",
    permission: "access.manage",
    summary: "What a user may do from the next request on: exactly these grants",
    params: byId,
    body: z.strictObject({ grants: z.array(grantWishSchema).max(50) }),
    output: userDetailSchema,
    errors: [
      "access.not_found",
      "access.role_needs_unit",
      "access.grant_beyond_own",
      "access.unknown_unit",
      "access.last_owner",
      "access.bad_period",
    ],
  }),
  setUserState: defineOperation({
    id: "access.setUserState",
    method: "post",
    path: "/api/v1/users/{id}/state",
    permission: "access.manage",
    summary: "Disable a user: sessions, keys and lent rights end at once. Or enable again.",
    params: byId,
    body: z.strictObject({ state: z.enum(["active", "disabled"]) }),
    output: userDetailSchema,
    errors: ["access.not_found", "access.grant_beyond_own", "access.last_owner"],
  }),
  resetPassword: defineOperation({
    id: "access.resetPassword",
    method: "post",
    path: "/api/v1/users/{id}/password",
    permission: "access.manage",
    summary: "Give a user a new password and sign them out everywhere; a generated one is told once",
    params: byId,
    body: z.strictObject({ password: password.optional() }),
    output: z.object({ password: z.string().nullable() }),
    errors: ["access.not_found", "access.grant_beyond_own", "access.weak_password"],
  }),
  setEmployee: defineOperation({
    id: "access.setEmployee",
    method: "put",
    path: "/api/v1/users/{id}/employee",
    permission: "access.manage",
    summary: "Say which employee a user is, or none",
    params: byId,
    body: z.strictObject({ employee: z.string().trim().min(1).max(200).nullable() }),
    output: userDetailSchema,
    errors: ["access.not_found", "access.grant_beyond_own", "access.unknown_employee", "access.employee_taken"],
  }),
  listColleagues: defineOperation({
    id: "access.listColleagues",
    method: "get",
    path: "/api/v1/colleagues",
    permission: "signed-in",
    summary: "Names of active users, to choose who stands in",
    query: z.strictObject({ search: z.string().trim().max(120).default("") }),
    output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    errors: ["access.users_only"],
  }),
} as const;

export const userErrors = {
  "access.user_exists": { status: 409, message: "There is a user with this e-mail address already." },
  "access.unknown_user": { status: 404, message: "There is no user with this e-mail address." },
  "access.last_owner": {
    status: 409,
    message: "This is the last owner of the whole organisation. Make another one first.",
  },
  "access.role_needs_unit": { status: 422, message: "The role {role} holds for units: choose at least one." },
  "access.grant_beyond_own": {
    status: 403,
    message: "You can only give and take what you hold yourself, in your own units: not {role}.",
  },
  "access.unknown_unit": { status: 422, message: "There is no unit {unit}." },
  "access.bad_period": {
    status: 422,
    message: "The end has to come after the start and after now; rights are lent for a year at most.",
  },
  "access.unknown_employee": { status: 422, message: "There is no employee with the code {employee}." },
  "access.employee_taken": { status: 409, message: "Another user is this employee already." },
} as const satisfies ErrorTable;
