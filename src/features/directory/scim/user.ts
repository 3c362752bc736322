/** Schemas of RFC 7643. */
export const schemas = {
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  enterprise: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  group: "urn:ietf:params:scim:schemas:core:2.0:Group",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  patch: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
  unit: "urn:holos:scim:2.0:Unit",
} as const;

export type Json = Readonly<Record<string, unknown>>;

/** What an identity provider says of somebody; what it left out is undefined, what it took away is null. */
export interface ScimUser {
  readonly userName?: string | undefined;
  readonly externalId?: string | null | undefined;
  readonly employeeNumber?: string | null | undefined;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly active?: boolean | undefined;
  readonly department?: string | null | undefined;
  readonly manager?: string | null | undefined;
  readonly language?: string | null | undefined;
}

/** A user as it is sent. Total: what has another shape than it should is left out. */
export function readUser(body: Json): ScimUser {
  const held = lower(body);
  const name = lower(held["name"]);
  const more = lower(held[schemas.enterprise.toLowerCase()]);
  const manager = typeof more["manager"] === "object" ? lower(more["manager"])["value"] : more["manager"];
  const given = textOf(name["givenname"]);
  const family = textOf(name["familyname"]);
  const joined = [given, family].filter(Boolean).join(" ");
  return {
    userName: textOf(held["username"]) ?? undefined,
    externalId: textOf(held["externalid"]),
    employeeNumber: textOf(more["employeenumber"]),
    givenName: given,
    familyName: family,
    name: textOf(held["displayname"]) || textOf(name["formatted"]) || joined || undefined,
    email: emailOf(held["emails"]),
    title: textOf(held["title"]),
    active: activeOf(held["active"]),
    department: textOf(more["department"]),
    manager: more["manager"] === null ? null : textOf(manager),
    language: textOf(held["preferredlanguage"]),
  };
}

const core = ["externalId", "givenName", "familyName", "email", "title", "language"] as const;
const enterprise = ["department", "manager"] as const;

/**
 * A user who is replaced: what is left out is cleared (RFC 7644, 3.5.1). Unit and manager only by clients that speak of
 * the enterprise extension at all; whether somebody is active is never cleared.
 */
export function replacing(body: Json): ScimUser {
  const held = lower(body);
  const urn = schemas.enterprise.toLowerCase();
  const told = Array.isArray(held["schemas"]) ? held["schemas"].map((one) => String(one).toLowerCase()) : [];
  const isExtended = urn in held || told.includes(urn);
  const cleared = Object.fromEntries([...core, ...(isExtended ? enterprise : [])].map((key) => [key, null]));
  const given = Object.entries(readUser(body)).filter(([, value]) => value !== undefined);
  return { ...cleared, ...Object.fromEntries(given) };
}

/** What is said of a unit. */
export interface ScimGroup {
  readonly name: string | undefined;
  readonly externalId: string | undefined;
  /** Id or code of the unit above; null for none, undefined where nothing is said. */
  readonly parent: string | null | undefined;
  readonly hasMembers: boolean;
}

/** A group as it is sent. Total, like `readUser`. */
export function readGroup(body: Json): ScimGroup {
  const held = lower(body);
  const more = lower(held[schemas.unit.toLowerCase()]);
  const parent = lower(more["parent"]);
  const isObject = typeof more["parent"] === "object" && more["parent"] !== null;
  const { members } = held;
  return {
    name: textOf(held["displayname"]) ?? undefined,
    externalId: textOf(held["externalid"]) ?? undefined,
    parent: isObject ? (textOf(parent["value"]) ?? textOf(parent["externalid"])) : textOf(more["parent"]),
    hasMembers: Array.isArray(members) ? members.length > 0 : typeof members === "object" && members !== null,
  };
}

/** Attribute names are not case sensitive (RFC 7643, 2.1). */
export function lower(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toLowerCase(), held]));
}

function textOf(value: unknown): string | null | undefined {
  if (value === null || value === "") return null;
  return typeof value === "string" || typeof value === "number" ? String(value).trim().slice(0, 254) : undefined;
}

/** Some providers send booleans as words. */
function activeOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return typeof value === "string" && /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : undefined;
}

function emailOf(value: unknown): string | null | undefined {
  if (!Array.isArray(value)) return value === null ? null : undefined;
  const all = value.map(lower);
  const best = all.find(({ primary }) => primary === true) ?? all.find(({ type }) => type === "work") ?? all[0];
  return best === undefined ? null : textOf(best["value"]);
}
