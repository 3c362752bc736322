import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

/** How a person may be recognised. Values are normalised (lower-case e-mail, digits-only phone with +). */
export const identityKinds = ["email", "phone", "crm", "device", "employee"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const identitySchema = z.strictObject({ kind: z.enum(identityKinds), value: z.string().trim().min(1).max(254) });
export type Identity = z.infer<typeof identitySchema>;

export const personRoles = ["customer", "employee", "partner", "shopper"] as const;
export type PersonRole = (typeof personRoles)[number];

export const personSchema = z.object({
  id: z.string(),
  roles: z.array(z.enum(personRoles)),
  identities: z.array(identitySchema),
  createdAt: z.string(),
});

export const peopleOperations = {
  findPerson: defineOperation({
    id: "people.findPerson",
    method: "get",
    path: "/api/v1/people",
    permission: "people.read",
    summary: "Find a person by one of their identities",
    query: identitySchema,
    output: z.object({ items: z.array(personSchema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  exportPerson: defineOperation({
    id: "people.exportPerson",
    method: "get",
    path: "/api/v1/people/{id}/export",
    permission: "answers.erase",
    summary: "Everything held about one person, as one JSON document",
    params: z.object({ id: z.uuid() }),
    output: z.record(z.string(), z.unknown()),
    errors: ["people.not_found"],
  }),
  erasePerson: defineOperation({
    id: "people.erasePerson",
    method: "delete",
    path: "/api/v1/people/{id}",
    permission: "answers.erase",
    summary: "Erase one person: identities, texts and links go; scores stay without the person when keepScores is set",
    params: z.object({ id: z.uuid() }),
    query: z.object({ keepScores: z.stringbool().default(false) }),
    output: z.object({ answersErased: z.number().int(), answersKept: z.number().int() }),
    errors: ["people.not_found"],
  }),
} as const;

export const peopleErrors = {
  "people.not_found": { status: 404, message: "There is no such person, or you may not see them." },
} as const satisfies ErrorTable;
