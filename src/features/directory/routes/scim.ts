import type { Context, Hono } from "hono";

import { requirePermission } from "#feature/access";
import { accessErrors } from "#feature/access/contract";
import { organisationErrors } from "#feature/organisation/contract";
import { workforceErrors } from "#feature/workforce/contract";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { platformErrors, problemOf as problemFrom } from "#platform/http/problem";

import type { DirectoryCall } from "../actions/access.ts";
import { changeScimGroup, createScimGroup, listGroups, readScimGroup } from "../actions/scim-groups.ts";
import {
  changeScimUser,
  createScimUser,
  deleteScimUser,
  listUsers,
  readScimUser,
  type ScimPage,
} from "../actions/scim-users.ts";
import { invalidValue, ScimProblem } from "../scim/problem.ts";
import { versionIn } from "../scim/resource.ts";
import { schemas, type Json } from "../scim/user.ts";
import type { DirectoryFilesOptions } from "./files.ts";
import { config, described, listOf, resourceTypes } from "./scim-described.ts";

const mediaType = "application/scim+json";

/** Bounds how often one caller may call, as for every other operation. */
export interface ScimOptions extends DirectoryFilesOptions {
  readonly limit: (viewer: Viewer, context: Context) => void;
}

/**
 * Adds SCIM 2.0 (RFC 7644) under `/scim/v2`: Users are members of staff, Groups are units. For API keys as bearer tokens,
 * with `staff.read`, `staff.write`, `organisation.read` and `organisation.write`. Every refusal has the body of a SCIM
 * error. Groups are not deleted: units have a history.
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
  on("GET", "/Groups/:id", async (call, context) => ({ body: await readScimGroup(call, id(context)) }));
  on("POST", "/Groups", async (call, context) => ({
    status: 201,
    body: await createScimGroup(call, await bodyOf(context)),
  }));
  for (const how of ["put", "patch"] as const)
    on(how.toUpperCase(), "/Groups/:id", async (call, context) => ({
      body: await changeScimGroup(call, id(context), { body: await bodyOf(context), how, match: match(context) }),
    }));
  on("DELETE", "/Groups/:id", async () => {
    throw new ScimProblem(501, "Units have a history and are not deleted. Close them in Holos.");
  });
  on("GET", "/*", async () => {
    throw new ScimProblem(404, "There is nothing at this address.");
  });
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
  const [field] = error.fields;
  const told = field === undefined ? error : new Refusal(field.code, error.params);
  const texts = { errors, language: "en", instance: "", requestId: "" };
  const problem = problemFrom(told, texts) ?? problemFrom(error, texts);
  if (problem === undefined) return undefined;
  const { status, detail } = problem;
  // SCIM knows no 422.
  return status === 422 ? invalidValue(detail) : new ScimProblem(status, detail);
}

const errors = { ...platformErrors, ...accessErrors, ...organisationErrors, ...workforceErrors };

async function bodyOf(context: Context): Promise<Json> {
  const body: unknown = await context.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ScimProblem(400, "The body must be a JSON object.", "invalidSyntax");
  return body as Json;
}

function pageOf(context: Context): ScimPage {
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
