import { z } from "zod";

/** How a person may be recognised. Values are normalised (lower-case e-mail, digits-only phone with +). */
export const identityKinds = ["email", "phone", "crm", "device", "employee", "messenger"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const identitySchema = z.strictObject({ kind: z.enum(identityKinds), value: z.string().trim().min(1).max(254) });
export type Identity = z.infer<typeof identitySchema>;

export const personRoles = ["customer", "employee", "partner", "shopper"] as const;
export type PersonRole = (typeof personRoles)[number];
