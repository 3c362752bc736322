import { z } from "zod";

import { defineOperation, permissions } from "#kit/operation";

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

/** The units something holds for: every one, or the listed ones with everything below them. */
export const unitsSchema = z.union([z.literal("all"), z.array(z.uuid()).min(1).max(500)]);

/** The table of roles. */
export const roleOperations = {
  readRoles: defineOperation({
    id: "access.readRoles",
    method: "get",
    path: "/api/v1/roles",
    permission: "signed-in",
    summary: "What each role may do, and which roles hold for units only",
    output: z.object({
      items: z.array(
        z.object({
          role: z.enum(roles),
          permissions: z.array(z.enum(permissions)),
          /** Given with at least one unit. */
          needsUnits: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
} as const;
