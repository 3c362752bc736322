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

/** The page somebody lands on after signing in; without a choice the one of their role. */
export const homePages = ["overview", "morning", "explore", "own-work", "answers", "surveys", "audit"] as const;
export type HomePage = (typeof homePages)[number];

export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(["user", "api-key", "system", "anonymous"]),
  permissions: z.array(z.enum(permissions)),
  units: z.union([z.literal("all"), z.array(z.string())]),
  language: z.enum(productLanguages),
  /** Roles of the grants in force. */
  roles: z.array(z.string()),
  /** Code of the employee whom this user is. */
  employee: z.string().nullable(),
  /** Null: the organisation's zone. */
  timeZone: z.string().nullable(),
  /** Null: the first page of the role. */
  home: z.enum(homePages).nullable(),
});

/** First set-up, and what somebody may know and change about themselves. */
export const accountOperations = {
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
    errors: ["access.already_set_up", "access.weak_password"],
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
    summary: "Change one's own name, language, time zone or first page",
    body: z.strictObject({
      name: z.string().trim().min(1).max(120).optional(),
      language: z.enum(productLanguages).optional(),
      timeZone: timeZoneSchema.nullable().optional(),
      home: z.enum(homePages).nullable().optional(),
    }),
    output: meSchema,
    errors: ["access.users_only"],
  }),
} as const;

export const accountErrors = {
  "access.already_set_up": { status: 409, message: "This installation is set up already. Sign in instead." },
  "access.not_signed_in": { status: 401, message: "Sign in, or send an API key, to do this." },
  "access.forbidden": { status: 403, message: "You may not do this: it needs the permission {permission}." },
  "access.not_found": { status: 404, message: "There is no such thing, or you may not see it." },
  "access.users_only": { status: 403, message: "Only a person who signed in can do this; an API key cannot." },
  "access.no_employee": {
    status: 409,
    message: "Your account is not linked to an employee yet, so nothing can be shown about your work. Ask an owner.",
  },
} as const satisfies ErrorTable;
