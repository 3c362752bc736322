import { z } from "zod";

import { defineOperation } from "#kit/operation";

/** One place where somebody is signed in. */
export const sessionSchema = z.object({
  id: z.string(),
  /** E.g. "Firefox"; null when the browser does not say. */
  browser: z.string().nullable(),
  /** E.g. "Windows". */
  system: z.string().nullable(),
  isPhone: z.boolean(),
  method: z.enum(["password", "sign-on"]),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Where one is signed in, and ending that. */
export const sessionOperations = {
  listSessions: defineOperation({
    id: "access.listSessions",
    method: "get",
    path: "/api/v1/me/sessions",
    permission: "signed-in",
    summary: "Where one is signed in, last used first",
    output: z.object({ items: z.array(sessionSchema) }),
    errors: ["access.users_only"],
  }),
  endSession: defineOperation({
    id: "access.endSession",
    method: "delete",
    path: "/api/v1/me/sessions/{id}",
    permission: "signed-in",
    summary: "End one of one's own sessions at once",
    params: z.object({ id: z.uuid() }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["access.users_only", "access.not_found"],
  }),
  endOtherSessions: defineOperation({
    id: "access.endOtherSessions",
    method: "delete",
    path: "/api/v1/me/sessions",
    permission: "signed-in",
    summary: "End all of one's own sessions but this one",
    output: z.object({ ended: z.number().int() }),
    errors: ["access.users_only"],
  }),
} as const;
