import type { Context, Hono } from "hono";

import { requirePermission } from "#feature/access";
import { readTree } from "#feature/organisation";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";

import type { DirectoryCall } from "../actions/access.ts";
import {
  changeScimUser,
  createScimUser,
  deleteScimUser,
  listUsers,
  readScimUser,
  ScimProblem,
  versionIn,
} from "../actions/scim-users.ts";
import { readFilter } from "../scim/filter.ts";
import { schemas, type Json } from "../scim/user.ts";
import type { DirectoryFilesOptions } from "./files.ts";

const mediaType = "application/scim+json";

/** Bounds how often one caller may call, as for every other operation. */
export interface ScimOptions extends DirectoryFilesOptions {
  readonly limit: (viewer: Viewer, context: Context) => void;
}

/**
 * Adds SCIM 2.0 (RFC 7644) under `/scim/v2`: Users are members of staff, Groups are units. For API keys as bearer tokens,
 * with `staff.read`, `staff.write` and `organisation.read`.
 */
export function mountScim(app: Hono, options: ScimOptions): void {
  const on = (method: string, path: string, run: (call: DirectoryCall, context: Context) => Promise<Answer>) =>
    app.on(method, `/scim/v2${path}`, (context) => serve(context, options, run));
  const id = (context: Context) => context.req.param("id") ?? "";
  const match = (context: Context) => context.req.header("if-match");

  on("GET", "/ServiceProviderConfig", async () => ({ body: config }));
  on("GET", "/ResourceTypes", async () => ({ body: listOf(resourceTypes) }));
  on("GET", "/Schemas", async () => ({ body: listOf(described) }));
  on("GET", "/Users", async (call, context) => ({ body: await listUsers(call, pageOf(context)) }));
  on("POST", "/Users", async (call, context) => ({
    status: 201,
    body: await createScimUser(call, await bodyOf(context)),
  }));
  on("GET", "/Users/:id", async (call, context) => ({ body: await readScimUser(call, id(context)) }));
  for (const how of ["put", "patch"] as const)
    on(how.toUpperCase(), "/Users/:id", async (call, context) => ({
      body: await changeScimUser(call, id(context), { body: await bodyOf(context), how, match: match(context) }),
    }));
  on("DELETE", "/Users/:id", async (call, context) => {
    await deleteScimUser(call, id(context));
    return { status: 204 };
  });
  on("GET", "/Groups", async (call, context) => ({ body: await listGroups(call, pageOf(context)) }));
  on("GET", "/Groups/:id", async (call, context) => ({ body: await readGroup(call, id(context)) }));
}

interface Answer {
  readonly status?: 201 | 204;
  readonly body?: Json;
}

async function serve(
  context: Context,
  { stores, viewerOf, limit }: ScimOptions,
  run: (call: DirectoryCall, context: Context) => Promise<Answer>,
): Promise<Response> {
  try {
    const viewer = await viewerOf(context);
    limit(viewer, context);
    requirePermission(viewer, neededFor(context));
    const { status = 200, body } = await run({ stores, viewer }, context);
    if (body === undefined) return new Response(null, { status });
    const isResource = typeof body["meta"] === "object";
    const headers = { "content-type": mediaType, ...(isResource && "id" in body ? { etag: versionIn(body) } : {}) };
    return new Response(JSON.stringify(body), { status, headers });
  } catch (error) {
    const told = problemOf(error);
    if (told === undefined) throw error;
    const body = {
      schemas: [schemas.error],
      status: String(told.status),
      detail: told.message,
      scimType: told.scimType,
    };
    return new Response(JSON.stringify(body), { status: told.status, headers: { "content-type": mediaType } });
  }
}

/** Whoever may not is told so before what they sent is read. */
function neededFor({ req }: Context): Permission | "signed-in" {
  if (req.method === "GET") return "signed-in";
  return req.path.startsWith("/scim/v2/Groups") ? "organisation.write" : "staff.write";
}

function problemOf(error: unknown): ScimProblem | undefined {
  if (error instanceof ScimProblem) return error;
  if (!(error instanceof Refusal)) return undefined;
  const status = {
    "access.not_signed_in": 401,
    "access.key_refused": 401,
    "access.key_suspended": 401,
    "access.forbidden": 403,
    "request.too_many": 429,
  }[error.code];
  return status === undefined ? undefined : new ScimProblem(status, error.code);
}

async function bodyOf(context: Context): Promise<Json> {
  const body: unknown = await context.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ScimProblem(400, "The body must be a JSON object.", "invalidSyntax");
  return body as Json;
}

function pageOf(context: Context): { filter: string | undefined; startIndex: number; count: number } {
  const whole = (name: string, otherwise: number) => {
    const number = Number(context.req.query(name) ?? otherwise);
    return Number.isSafeInteger(number) ? number : otherwise;
  };
  return {
    filter: context.req.query("filter"),
    startIndex: Math.max(1, whole("startIndex", 1)),
    count: whole("count", 100),
  };
}

async function listGroups(
  call: DirectoryCall,
  { filter, startIndex, count }: { filter: string | undefined; startIndex: number; count: number },
): Promise<Json> {
  const all = await groupsOf(call);
  const test = filter === undefined ? undefined : readFilter(filter);
  if (filter !== undefined && (test === undefined || !("attribute" in test)))
    throw new ScimProblem(400, "This filter is not understood.", "invalidFilter");
  const key =
    test !== undefined && "attribute" in test
      ? { displayname: "displayName", externalid: "externalId", id: "id" }[test.attribute]
      : undefined;
  const value = test !== undefined && "attribute" in test ? test.value : "";
  const found = test === undefined ? all : all.filter((group) => key !== undefined && group[key] === value);
  const page = found.slice(startIndex - 1, startIndex - 1 + Math.min(Math.max(0, count), 200));
  return { ...listOf(page), totalResults: found.length, startIndex, itemsPerPage: page.length };
}

async function readGroup(call: DirectoryCall, id: string): Promise<Json> {
  const group = (await groupsOf(call)).find((one) => one["id"] === id);
  if (group === undefined) throw new ScimProblem(404, "There is no such group.");
  return group;
}

async function groupsOf(call: DirectoryCall): Promise<readonly Json[]> {
  const { ids, codes, names, parents } = await readTree(call);
  return ids.map((id, row) => {
    const parent = parents[row] ?? -1;
    const above = parent < 0 ? null : { value: ids[parent], externalId: codes[parent] };
    const version = `W/"${Buffer.from(`${codes[row]} ${names[row]} ${above?.value ?? ""}`).toString("base64url")}"`;
    return {
      schemas: [schemas.group, schemas.unit],
      id,
      externalId: codes[row],
      displayName: names[row],
      [schemas.unit]: { parent: above },
      meta: { resourceType: "Group", location: `/scim/v2/Groups/${id}`, version },
    };
  });
}

function listOf(resources: readonly Json[]): Json {
  return {
    schemas: [schemas.list],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

const config: Json = {
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

const resourceTypes: readonly Json[] = [
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

const described: readonly Json[] = [
  {
    id: schemas.user,
    name: "User",
    attributes: ["userName", "externalId", "displayName", "title", "preferredLanguage"].map(text),
  },
  { id: schemas.enterprise, name: "EnterpriseUser", attributes: ["employeeNumber", "department"].map(text) },
  { id: schemas.group, name: "Group", attributes: ["displayName"].map(text) },
];
