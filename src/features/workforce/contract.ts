import { z } from "zod";

import { daySchema } from "#feature/organisation/contract";
import { identitySchema } from "#feature/people/contract";
import { properTag } from "#kit/language";
import { defineOperation, type ErrorTable } from "#kit/operation";

const code = z.string().trim().min(1).max(120);
const languageTag = z
  .string()
  .min(2)
  .max(35)
  .refine((tag) => properTag(tag) !== undefined, { message: "a language tag such as uk or en-GB" });

/** What is to be known of a member of staff; what is left out stays, null clears. */
export const staffFactsSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  email: z.email().max(254).nullable().optional(),
  position: z.string().trim().max(200).optional(),
  /** Code of the unit. */
  unit: code.nullable().optional(),
  /** Code of the employee who leads them. */
  manager: code.nullable().optional(),
  hiredOn: daySchema.nullable().optional(),
  /** First day on which they no longer work here. */
  leftOn: daySchema.nullable().optional(),
  skills: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  languages: z.array(languageTag).max(20).optional(),
  /** The same human being among persons. */
  person: identitySchema.nullable().optional(),
  /** From which day on position and unit hold; for somebody new their hire date, otherwise today. */
  from: daySchema.optional(),
});
export type StaffFacts = z.infer<typeof staffFactsSchema>;

/** The same under a code, for many at once. */
export const staffWishSchema = staffFactsSchema.extend({ code });
export type StaffWish = z.infer<typeof staffWishSchema>;

const brief = z.object({ code: z.string(), name: z.string() });

export const staffSchema = z.object({
  code: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  position: z.string(),
  unit: brief.nullable(),
  manager: brief.nullable(),
  hiredOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
});
export type Staff = z.infer<typeof staffSchema>;

export const staffDetailSchema = staffSchema.extend({
  /** Oldest first; `to` is the first day on which it no longer holds, null without end. */
  posts: z.array(
    z.object({ from: z.string().nullable(), to: z.string().nullable(), unit: brief.nullable(), position: z.string() }),
  ),
  reports: z.array(brief),
  /** Units they are the manager of. */
  manages: z.array(brief),
  personId: z.string().nullable(),
});
export type StaffDetail = z.infer<typeof staffDetailSchema>;

export const staffOutcomeSchema = z.union([
  z.object({ ok: z.literal(true), code: z.string(), result: z.enum(["created", "changed", "unchanged"]) }),
  z.object({ ok: z.literal(false), errors: z.array(z.object({ field: z.string(), code: z.string() })) }),
]);
export type StaffOutcome = z.infer<typeof staffOutcomeSchema>;

/** Why somebody needs a look: see `listGaps`. */
export const gapKinds = ["no-manager", "manager-left", "unit-closed", "no-unit"] as const;

const byCode = z.object({ code });
const factErrors = [
  "workforce.unknown_unit",
  "workforce.unknown_manager",
  "workforce.manager_cycle",
  "workforce.left_before_hired",
  "workforce.email_taken",
  "workforce.name_needed",
] as const;

export const workforceOperations = {
  listStaff: defineOperation({
    id: "workforce.listStaff",
    method: "get",
    path: "/api/v1/staff",
    permission: "staff.read",
    summary: "Members of staff by name, within the viewer's units",
    query: z.strictObject({
      search: z.string().trim().max(100).optional(),
      /** Code of a unit; everybody there and below. */
      unit: code.optional(),
      state: z.enum(["active", "left", "all"]).default("active"),
      gap: z.enum(gapKinds).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(staffSchema), nextCursor: z.string().nullable(), total: z.number().int() }),
    errors: ["workforce.unknown_unit"],
  }),
  listGaps: defineOperation({
    id: "workforce.listGaps",
    method: "get",
    path: "/api/v1/staff/gaps",
    permission: "staff.read",
    summary: "How many active members of staff lack a manager or a unit, or have one that is gone (R10)",
    output: z.object({
      items: z.array(z.object({ kind: z.enum(gapKinds), count: z.number().int() })),
      nextCursor: z.null(),
    }),
    errors: [],
  }),
  readStaff: defineOperation({
    id: "workforce.readStaff",
    method: "get",
    path: "/api/v1/staff/{code}",
    permission: "staff.read",
    summary: "One member of staff with posts, reports and managed units",
    params: byCode,
    output: staffDetailSchema,
    errors: ["workforce.not_found"],
  }),
  putStaff: defineOperation({
    id: "workforce.putStaff",
    method: "put",
    path: "/api/v1/staff/{code}",
    permission: "staff.write",
    summary: "Create or change one member of staff; what is left out stays",
    params: byCode,
    body: staffFactsSchema,
    output: staffDetailSchema,
    errors: [...factErrors],
  }),
  putManyStaff: defineOperation({
    id: "workforce.putManyStaff",
    method: "post",
    path: "/api/v1/staff/batch",
    permission: "staff.write",
    summary: "Create or change up to 1,000 members of staff; each is judged by itself",
    body: z.strictObject({ staff: z.array(staffWishSchema).min(1).max(1000) }),
    output: z.object({ items: z.array(staffOutcomeSchema), nextCursor: z.null() }),
    errors: [],
  }),
  leave: defineOperation({
    id: "workforce.leave",
    method: "post",
    path: "/api/v1/staff/{code}/leave",
    permission: "staff.write",
    summary: "Somebody leaves from a day on; their reports go to a successor, or stay without a manager",
    params: byCode,
    body: z.strictObject({ on: daySchema, successor: code.nullable() }),
    output: staffDetailSchema,
    errors: ["workforce.not_found", ...factErrors],
  }),
} as const;

export const workforceErrors = {
  "workforce.not_found": { status: 404, message: "There is no such member of staff, or you may not see them." },
  "workforce.unknown_unit": { status: 422, message: "There is no unit with this code that you may use." },
  "workforce.unknown_manager": {
    status: 422,
    message: "There is no member of staff with this code to be the manager.",
  },
  "workforce.manager_cycle": { status: 422, message: "Nobody can be led by somebody below them, or by themselves." },
  "workforce.left_before_hired": { status: 422, message: "The day of leaving must come after the day of hiring." },
  "workforce.email_taken": { status: 422, message: "Another member of staff has this e-mail address." },
  "workforce.name_needed": { status: 422, message: "Somebody new needs a name." },
  "workforce.repeated_code": { status: 422, message: "This code stands twice; the first one counts." },
} as const satisfies ErrorTable;
