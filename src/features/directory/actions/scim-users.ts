import { requirePermission } from "#feature/access";
import { staffById } from "#feature/workforce";
import type { Tx } from "#platform/postgres";

import { readFilter, type ScimFilter } from "../scim/filter.ts";
import { patched } from "../scim/patch.ts";
import { invalidValue, ScimProblem } from "../scim/problem.ts";
import { versionIn } from "../scim/resource.ts";
import { readUser, replacing, schemas, type Json, type ScimUser } from "../scim/user.ts";
import type { DirectoryCall } from "./access.ts";
import { findIdsCalled, memberOf, resourcesOf, userIn, type CalledBy } from "./scim-lookup.ts";
import { addressIn, writeUser } from "./scim-writing.ts";

/** Which part of a list is wanted; `startIndex` counts from one. */
export interface ScimPage {
  readonly filter: string | undefined;
  readonly startIndex: number;
  readonly count: number;
}

/** What a client sends to change something; `match` is the version that it has seen. */
export interface ScimChange {
  readonly body: Json;
  readonly how: "put" | "patch";
  readonly match: string | undefined;
}

/** Users that fit, from a place on. @throws Refusal `access.forbidden`; ScimProblem 400 */
export async function listUsers(call: DirectoryCall, { filter, startIndex, count }: ScimPage): Promise<Json> {
  requirePermission(call.viewer, "staff.read");
  const read = filter === undefined ? undefined : readFilter(filter);
  if (filter !== undefined && read === undefined) throw notUnderstood();
  return call.stores.postgres.read(async (tx) => {
    const wanted = read === undefined ? {} : await wantedBy(tx, read);
    const page = { offset: Math.max(0, startIndex - 1), limit: Math.min(Math.max(0, count), 200) };
    const { items, total } = await staffById(tx, call, { ...wanted, ...page });
    const Resources = await resourcesOf(tx, call, items);
    return { schemas: [schemas.list], totalResults: total, startIndex, itemsPerPage: items.length, Resources };
  });
}

interface Wanted {
  readonly ids?: readonly string[];
  readonly state?: "active" | "left";
}

async function wantedBy(tx: Tx, filter: ScimFilter): Promise<Wanted> {
  if ("all" in filter) {
    const parts = await Promise.all(filter.all.map((part) => wantedBy(tx, part)));
    return parts.reduce((one, other) => both(one, other), {});
  }
  if ("any" in filter) {
    const parts = await Promise.all(filter.any.map((part) => wantedBy(tx, part)));
    if (parts.some(({ ids, state }) => ids === undefined || state !== undefined)) throw notUnderstood();
    return { ids: [...new Set(parts.flatMap(({ ids }) => ids ?? []))] };
  }
  const { attribute, value } = filter;
  if (attribute === "active") return { state: value === "true" ? "active" : "left" };
  const by = names[attribute];
  if (by === undefined) throw new ScimProblem(400, `Users cannot be found by ${attribute}.`, "invalidFilter");
  return { ids: await findIdsCalled(tx, by, value) };
}

function notUnderstood(): ScimProblem {
  return new ScimProblem(400, "This filter is not understood.", "invalidFilter");
}

const names: Readonly<Record<string, CalledBy>> = {
  username: "userName",
  externalid: "externalId",
  employeenumber: "externalId",
  id: "id",
  emails: "email",
  "emails.value": "email",
};

function both(one: Wanted, other: Wanted): Wanted {
  // Somebody cannot be active and have left.
  const isContrary = one.state !== undefined && other.state !== undefined && one.state !== other.state;
  if (isContrary) return { ids: [] };
  const state = one.state ?? other.state;
  const ids = one.ids === undefined ? other.ids : one.ids.filter((id) => other.ids?.includes(id) ?? true);
  return { ...(ids === undefined ? {} : { ids }), ...(state === undefined ? {} : { state }) };
}

/** One user. @throws ScimProblem 404 */
export async function readScimUser(call: DirectoryCall, id: string): Promise<Json> {
  requirePermission(call.viewer, "staff.read");
  return call.stores.postgres.read((tx) => userIn(tx, call, id));
}

/** Somebody new. @throws ScimProblem 400; 409 for whoever is there already, so that a client may send again */
export async function createScimUser(call: DirectoryCall, body: Json): Promise<Json> {
  requirePermission(call.viewer, "staff.write");
  const user = readUser(body);
  const { userName } = user;
  const code = user.employeeNumber ?? user.externalId ?? userName;
  if (!userName || !code) throw invalidValue("userName: it is needed.");
  return call.stores.postgres.transaction(
    async (tx) => {
      await requireFree(tx, call, { userName, code });
      const id = await writeUser(tx, call, { code, user, before: undefined });
      return userIn(tx, call, id);
    },
    { retries: 3 },
  );
}

async function requireFree(
  tx: Tx,
  call: DirectoryCall,
  { userName, code, but }: { readonly userName: string; readonly code?: string; readonly but?: string },
): Promise<void> {
  const called = (await findIdsCalled(tx, "userName", userName)).filter((id) => id !== but);
  const { total } = await staffById(tx, call, { ids: called, offset: 0, limit: 1 });
  const isThere = code !== undefined && (await memberOf(tx, call, code)) !== undefined;
  if (total > 0 || isThere) throw new ScimProblem(409, "There is such a user already.", "uniqueness");
}

/**
 * Somebody as wished (PUT: what is left out is cleared), or changed (PATCH).
 * @throws ScimProblem 400, 404, 409; 412 when they have changed since
 */
export async function changeScimUser(call: DirectoryCall, id: string, change: ScimChange): Promise<Json> {
  requirePermission(call.viewer, "staff.write");
  const { match } = change;
  return call.stores.postgres.transaction(
    async (tx) => {
      const before = await userIn(tx, call, id);
      if (match !== undefined && match !== "*" && match !== versionIn(before))
        throw new ScimProblem(412, "The user has changed since.");
      const { employeeNumber: code } = before[schemas.enterprise] as { employeeNumber: string };
      const user = wished(before, change);
      if (typeof user.employeeNumber === "string" && user.employeeNumber.toLowerCase() !== code.toLowerCase())
        throw new ScimProblem(400, "employeeNumber: it cannot be changed.", "mutability");
      if (user.userName !== undefined) await requireFree(tx, call, { userName: user.userName, but: id });
      await writeUser(tx, call, { code, user, before });
      return userIn(tx, call, id);
    },
    { retries: 3 },
  );
}

function wished(before: Json, { body, how }: ScimChange): ScimUser {
  if (how === "put") {
    const user = replacing(body);
    if (user.userName === undefined) throw invalidValue("userName: it is needed.");
    return { ...user, email: user.email ?? addressIn(user.userName) ?? null };
  }
  const operations = Object.entries(body).find(([key]) => key.toLowerCase() === "operations")?.[1];
  const after = patched(before, operations);
  if (after === undefined) throw new ScimProblem(400, "These operations are not understood.", "invalidSyntax");
  return onlyChanged(readUser(before), readUser(after));
}

function onlyChanged(before: ScimUser, after: ScimUser): ScimUser {
  const entries = Object.entries(after).filter(([key, value]) => before[key as keyof ScimUser] !== value);
  const changed = Object.fromEntries(entries) as ScimUser;
  const isNamed = changed.givenName !== undefined || changed.familyName !== undefined;
  const joined = [after.givenName, after.familyName].filter(Boolean).join(" ");
  return isNamed && changed.name === undefined && joined !== "" ? { ...changed, name: joined } : changed;
}

/** They leave today; nothing of them is erased. @throws ScimProblem 404 */
export async function deleteScimUser(call: DirectoryCall, id: string): Promise<void> {
  await changeScimUser(call, id, {
    how: "patch",
    match: undefined,
    body: { Operations: [{ op: "replace", path: "active", value: false }] },
  });
}
