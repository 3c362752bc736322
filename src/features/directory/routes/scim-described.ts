import { schemas, type Json } from "../scim/user.ts";

/** A list of all there is. */
export function listOf(resources: readonly Json[]): Json {
  return {
    schemas: [schemas.list],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/** What of SCIM is spoken here. */
export const config: Json = {
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    { type: "oauthbearertoken", name: "API key", description: "An API key of Holos as a bearer token" },
  ],
};

/** What there is: users and groups. */
export const resourceTypes: readonly Json[] = [
  {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: "User",
    name: "User",
    endpoint: "/Users",
    schema: schemas.user,
    schemaExtensions: [{ schema: schemas.enterprise, required: false }],
  },
  {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: "Group",
    name: "Group",
    endpoint: "/Groups",
    schema: schemas.group,
    schemaExtensions: [{ schema: schemas.unit, required: false }],
  },
];

const text = (name: string) => ({
  name,
  type: "string",
  multiValued: false,
  required: name === "userName",
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
});

/** Attributes that are understood. */
export const described: readonly Json[] = [
  {
    id: schemas.user,
    name: "User",
    attributes: ["userName", "externalId", "displayName", "title", "preferredLanguage"].map(text),
  },
  { id: schemas.enterprise, name: "EnterpriseUser", attributes: ["employeeNumber", "department"].map(text) },
  { id: schemas.group, name: "Group", attributes: ["displayName"].map(text) },
];
