import { z } from "zod";

import { properTag } from "#kit/language";
import { defineOperation } from "#kit/operation";

import { attributeValueSchema } from "./attribute.ts";
import { identitySchema, personRoles } from "./identity.ts";

export const consentChannels = ["any", "email", "sms", "phone", "messenger", "post", "device"] as const;
const contactChannels = ["email", "sms", "phone", "messenger", "post"] as const;

/** What is agreed to, in the organisation's own words: `research`, `marketing`. */
const purpose = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { message: "small letters, digits and -" });

/** One thing somebody said about being contacted, as it is recorded. */
export const consentWishSchema = z.strictObject({
  purpose,
  channel: z.enum(consentChannels).default("any"),
  state: z.enum(["given", "withdrawn"]),
  /** Where it was said: `contract`, `web form`, `call`. */
  source: z.string().trim().min(1).max(80),
  at: z.iso.datetime({ offset: true }).optional(),
  /** What proves it: the number of a document, the address of a recording. */
  evidence: z.string().trim().max(500).optional(),
});
export type ConsentWish = z.input<typeof consentWishSchema>;

export const consentSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  channel: z.enum(consentChannels),
  state: z.enum(["given", "withdrawn"]),
  source: z.string(),
  evidence: z.string().nullable(),
  at: z.string(),
  /** The newest of its purpose and channel. */
  isCurrent: z.boolean(),
});
export type Consent = z.infer<typeof consentSchema>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const preferencesSchema = z.strictObject({
  doNotContact: z.boolean().optional(),
  /** By which ways they want to be reached; left out: any. */
  channels: z.array(z.enum(contactChannels)).max(5).optional(),
  /** Not to be disturbed, in their own time. */
  quiet: z.strictObject({ from: clock, to: clock }).nullable().optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const personSchema = z.object({
  id: z.string(),
  roles: z.array(z.enum(personRoles)),
  identities: z.array(identitySchema),
  createdAt: z.string(),
  displayName: z.string().nullable(),
  language: z.string().nullable(),
  homeUnit: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const personDetailSchema = personSchema.extend({
  timeZone: z.string().nullable(),
  attributes: z.record(z.string(), attributeValueSchema),
  preferences: preferencesSchema,
  consents: z.array(consentSchema),
  accounts: z.array(z.object({ code: z.string(), name: z.string(), role: z.string() })),
  /** Whom they were found to be one with; those that may be undone. */
  merges: z.array(
    z.object({
      id: z.string(),
      mergedId: z.string(),
      name: z.string().nullable(),
      reason: z.string(),
      at: z.string(),
      survivorId: z.string(),
    }),
  ),
  /** Only what belongs to them as a colleague is shown. */
  isColleagueOnly: z.boolean(),
});
export type PersonDetail = z.infer<typeof personDetailSchema>;

const language = z
  .string()
  .min(2)
  .max(35)
  .refine((tag) => properTag(tag) !== undefined, { message: "a language tag such as uk or en-GB" });

/** What is to be known of a person; what is left out stays, null clears. */
const facts = {
  displayName: z.string().trim().min(1).max(200).nullable().optional(),
  language: language.nullable().optional(),
  timeZone: z.string().max(64).nullable().optional(),
  /** Code of the unit. */
  homeUnit: z.string().max(200).nullable().optional(),
  attributes: z.record(z.string().max(40), attributeValueSchema.nullable()).optional(),
  preferences: preferencesSchema.optional(),
  roles: z.array(z.enum(personRoles)).max(4).optional(),
};

export const personWishSchema = z.strictObject({
  /** By which the sender knows them, every time the same: CRM id, number of the employee. */
  key: identitySchema,
  identities: z.array(identitySchema).max(30).optional(),
  ...facts,
  consents: z.array(consentWishSchema).max(50).optional(),
});
export type PersonWish = z.input<typeof personWishSchema>;

export const personOutcomeSchema = z.union([
  z.object({ ok: z.literal(true), personId: z.string(), result: z.enum(["created", "changed", "unchanged"]) }),
  z.object({ ok: z.literal(false), errors: z.array(z.object({ field: z.string(), code: z.string() })) }),
]);
export type PersonOutcome = z.infer<typeof personOutcomeSchema>;

const one = z.object({ id: z.uuid() });
const fieldErrors = [
  "people.unknown_attribute",
  "people.wrong_value",
  "people.unknown_unit",
  "people.unknown_time_zone",
] as const;

export const personOperations = {
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
  searchPersons: defineOperation({
    id: "people.searchPersons",
    method: "get",
    path: "/api/v1/people/search",
    permission: "people.read",
    summary: "Persons by beginnings of name, e-mail, phone in any spelling or CRM id; without words the newest first",
    query: z.strictObject({
      q: z.string().trim().max(200).optional(),
      segment: z.uuid().optional(),
      role: z.enum(personRoles).optional(),
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({
      items: z.array(personSchema),
      nextCursor: z.string().nullable(),
      /** More fit than are shown; more letters narrow it down. */
      isCut: z.boolean(),
    }),
    errors: ["people.bad_cursor", "people.not_found"],
  }),
  readPerson: defineOperation({
    id: "people.readPerson",
    method: "get",
    path: "/api/v1/people/{id}",
    permission: "people.read",
    summary: "One person in full, also by the id of somebody merged into them",
    params: one,
    output: personDetailSchema,
    errors: ["people.not_found"],
  }),
  createPerson: defineOperation({
    id: "people.createPerson",
    method: "post",
    path: "/api/v1/people",
    permission: "people.write",
    summary: "Create or complete the person with this key; the same again changes nothing",
    body: personWishSchema,
    output: personDetailSchema,
    errors: [...fieldErrors],
  }),
  putPersons: defineOperation({
    id: "people.putPersons",
    method: "post",
    path: "/api/v1/people/batch",
    permission: "people.write",
    summary: "Create or complete up to 1,000 persons; each is judged by itself",
    body: z.strictObject({ persons: z.array(personWishSchema).min(1).max(1000) }),
    output: z.object({ items: z.array(personOutcomeSchema), nextCursor: z.null() }),
    errors: [],
  }),
  updatePerson: defineOperation({
    id: "people.updatePerson",
    method: "patch",
    path: "/api/v1/people/{id}",
    permission: "people.write",
    summary: "Change what is known of a person; null clears, what is left out stays",
    params: one,
    body: z.strictObject(facts),
    output: personDetailSchema,
    errors: ["people.not_found", ...fieldErrors],
  }),
  addIdentity: defineOperation({
    id: "people.addIdentity",
    method: "post",
    path: "/api/v1/people/{id}/identities",
    permission: "people.write",
    summary: "Add an identity; one that somebody else has is noted as shared and may be a duplicate",
    params: one,
    body: identitySchema,
    output: z.object({ result: z.enum(["added", "known", "shared", "merged"]) }),
    errors: ["people.not_found"],
  }),
  removeIdentity: defineOperation({
    id: "people.removeIdentity",
    method: "delete",
    path: "/api/v1/people/{id}/identities",
    permission: "people.write",
    summary: "Take an identity away; answers that came by it stay",
    params: one,
    query: identitySchema,
    output: z.object({ ok: z.literal(true) }),
    errors: ["people.not_found", "people.last_identity"],
  }),
  recordConsent: defineOperation({
    id: "people.recordConsent",
    method: "post",
    path: "/api/v1/people/{id}/consents",
    permission: "people.write",
    summary: "Record that consent was given or withdrawn; the history only grows",
    params: one,
    body: consentWishSchema,
    output: z.object({ ok: z.literal(true) }),
    errors: ["people.not_found", "people.in_the_future"],
  }),
  exportPerson: defineOperation({
    id: "people.exportPerson",
    method: "get",
    path: "/api/v1/people/{id}/export",
    permission: "answers.erase",
    summary: "Everything held about one person, as one JSON document",
    params: one,
    output: z.record(z.string(), z.unknown()),
    errors: ["people.not_found"],
  }),
  erasePerson: defineOperation({
    id: "people.erasePerson",
    method: "delete",
    path: "/api/v1/people/{id}",
    permission: "answers.erase",
    summary: "Erase one person: identities, texts and links go; scores stay without the person when keepScores is set",
    params: one,
    query: z.object({ keepScores: z.stringbool().default(false) }),
    output: z.object({ answersErased: z.number().int(), answersKept: z.number().int() }),
    errors: ["people.not_found"],
  }),
} as const;
