import { z } from "zod";

import type { ErrorTable } from "#kit/operation";

import { roles } from "./roles.ts";

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

export const userErrors = {
  "access.user_exists": { status: 409, message: "There is a user with this e-mail address already." },
  "access.unknown_user": { status: 404, message: "There is no user with this e-mail address." },
  "access.last_owner": { status: 409, message: "This is the last owner; make another one first." },
} as const satisfies ErrorTable;
