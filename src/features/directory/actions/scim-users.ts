import { createHash } from "node:crypto";

import { requirePermission } from "#feature/access";
import { readSettings } from "#feature/organisation";
import { putStaff, staffById } from "#feature/workforce";
import type { Staff, StaffWish } from "#feature/workforce/contract";
import type { Tx } from "#platform/postgres";

import { readFilter, type ScimFilter } from "../scim/filter.ts";
import { patched } from "../scim/patch.ts";
import { readUser, schemas, type Json, type ScimUser } from "../scim/user.ts";
import { findIdOfCode, findIdsCalled, findScimUsers, findUnitCode, putScimUser, type ScimRow } from "../store/scim.ts";
import type { DirectoryCall } from "./access.ts";

/** A refusal as SCIM words it. */
export class ScimProblem extends Error {
  readonly status: number;
  readonly scimType: string | undefined;
  constructor(status: number, detail: string, scimType?: string) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

type Member = Staff & { readonly id: string };

/** Users that fit, from a place on. */
export async function listUsers(
  call: DirectoryCall,
  {
    filter,
    startIndex,
    count,
  }: { readonly filter: string | undefined; readonly startIndex: number; readonly count: number },
): Promise<Json> {
  requirePermission(call.viewer, "staff.read");
  const read = filter === undefined ? undefined : readFilter(filter);
  if (filter !== undefined && read === undefined)
    throw new ScimProblem(400, "This filter is not understood.", "invalidFilter");
  return call.stores.postgres.read(async (tx) => {
    const wanted = read === undefined ? {} : await wantedBy(tx, read);
    const page = { offset: Math.max(0, startIndex - 1), limit: Math.min(Math.max(0, count), 200) };
    const { items, total } = await staffById(tx, call, { ...wanted, ...page });
    const resources = await resourcesOf(tx, call, items);
    return {
      schemas: [schemas.list],
      totalResults: total,
      startIndex,
      itemsPerPage: items.length,
      Resources: resources,
    };
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
    if (parts.some(({ ids }) => ids === undefined))
      throw new ScimProblem(400, "This filter is not understood.", "invalidFilter");
    return { ids: [...new Set(parts.flatMap(({ ids }) => ids ?? []))] };
  }
  const { attribute, value } = filter;
  if (attribute === "active") return { state: value === "true" ? "active" : "left" };
  const by = names[attribute];
  if (by === undefined) throw new ScimProblem(400, `Users cannot be found by ${attribute}.`, "invalidFilter");
  return { ids: await findIdsCalled(tx, by, value) };
}

const names: Readonly<Record<string, "userName" | "externalId" | "id" | "email">> = {
  username: "userName",
  externalid: "externalId",
  employeenumber: "externalId",
  id: "id",
  emails: "email",
  "emails.value": "email",
};

function both(one: Wanted, other: Wanted): Wanted {
  const state = one.state ?? other.state;
  const ids = one.ids === undefined ? other.ids : one.ids.filter((id) => other.ids?.includes(id) ?? true);
  return { ...(ids === undefined ? {} : { ids }), ...(state === undefined ? {} : { state }) };
}

/** One user. @throws ScimProblem 404 */
export async function readScimUser(call: DirectoryCall, id: string): Promise<Json> {
  requirePermission(call.viewer, "staff.read");
  return call.stores.postgres.read((tx) => userIn(tx, call, id));
}

async function userIn(tx: Tx, call: DirectoryCall, id: string): Promise<Json> {
  const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  const { items } = isId ? await staffById(tx, call, { ids: [id], offset: 0, limit: 1 }) : { items: [] };
  const [resource] = await resourcesOf(tx, call, items);
  if (resource === undefined) throw new ScimProblem(404, "There is no such user.");
  return resource;
}

/** Somebody new; 409 for whoever is there already, so that a client may send again. */
export async function createScimUser(call: DirectoryCall, body: Json): Promise<Json> {
  requirePermission(call.viewer, "staff.write");
  const user = readUser(body);
  const code = user.employeeNumber ?? user.externalId ?? user.userName;
  if (!user.userName || !code) throw new ScimProblem(400, "userName is needed.", "invalidValue");
  return call.stores.postgres.transaction(
    async (tx) => {
      const taken = [
        ...(await findIdsCalled(tx, "userName", user.userName ?? "")),
        ...((await findIdOfCode(tx, code)) ? ["taken"] : []),
      ];
      if (taken.length > 0) throw new ScimProblem(409, "There is such a user already.", "uniqueness");
      const id = await write(tx, call, { code, user, before: undefined });
      return userIn(tx, call, id);
    },
    { retries: 3 },
  );
}

/** Somebody as wished (PUT), or changed (PATCH). `match` is the version the client has seen. */
export async function changeScimUser(
  call: DirectoryCall,
  id: string,
  { body, how, match }: { readonly body: Json; readonly how: "put" | "patch"; readonly match: string | undefined },
): Promise<Json> {
  requirePermission(call.viewer, "staff.write");
  return call.stores.postgres.transaction(
    async (tx) => {
      const before = await userIn(tx, call, id);
      if (match !== undefined && match !== "*" && match !== versionIn(before))
        throw new ScimProblem(412, "The user has changed since.");
      const operations = Object.entries(body).find(([key]) => key.toLowerCase() === "operations")?.[1];
      const after = how === "put" ? body : patched(before, operations);
      if (after === undefined) throw new ScimProblem(400, "These operations are not understood.", "invalidSyntax");
      const enterprise = before[schemas.enterprise] as { employeeNumber: string };
      const changed = how === "put" ? readUser(after) : onlyChanged(readUser(before), readUser(after));
      await write(tx, call, { code: enterprise.employeeNumber, user: changed, before });
      return userIn(tx, call, id);
    },
    { retries: 3 },
  );
}

function onlyChanged(before: ScimUser, after: ScimUser): ScimUser {
  const entries = Object.entries(after).filter(([key, value]) => before[key as keyof ScimUser] !== value);
  const changed = Object.fromEntries(entries) as ScimUser;
  const isNamed = changed.givenName !== undefined || changed.familyName !== undefined;
  const joined = [after.givenName, after.familyName].filter(Boolean).join(" ");
  return isNamed && changed.name === undefined && joined !== "" ? { ...changed, name: joined } : changed;
}

/** They leave today; nothing of them is erased. */
export async function deleteScimUser(call: DirectoryCall, id: string): Promise<void> {
  await changeScimUser(call, id, {
    how: "patch",
    match: undefined,
    body: { Operations: [{ op: "replace", path: "active", value: false }] },
  });
}

interface Writing {
  readonly code: string;
  readonly user: ScimUser;
  readonly before: Json | undefined;
}

async function write(tx: Tx, call: DirectoryCall, { code, user, before }: Writing): Promise<string> {
  const wish = await wishOf(tx, call, { code, user, before });
  const [outcome] = await putStaff(tx, call, [wish]);
  if (outcome?.ok !== true) {
    const [first] = outcome?.errors ?? [];
    const isTaken = first?.code === "workforce.email_taken";
    throw new ScimProblem(
      isTaken ? 409 : 400,
      `${first?.field}: ${first?.code}`,
      isTaken ? "uniqueness" : "invalidValue",
    );
  }
  const id = await findIdOfCode(tx, code);
  if (id === undefined) throw new Error("A member of staff was put and is not there");
  const [held] = await findScimUsers(tx, [id]);
  const row: ScimRow = {
    id,
    userName: user.userName ?? held?.userName ?? (before?.["userName"] as string | undefined) ?? code,
    externalId: user.externalId === undefined ? (held?.externalId ?? null) : user.externalId,
    givenName: user.givenName === undefined ? (held?.givenName ?? null) : user.givenName,
    familyName: user.familyName === undefined ? (held?.familyName ?? null) : user.familyName,
    updatedAt: call.stores.clock.now(),
  };
  await putScimUser(tx, row);
  return id;
}

async function wishOf(tx: Tx, call: DirectoryCall, { code, user, before }: Writing): Promise<StaffWish> {
  const email = user.email ?? (user.userName?.includes("@") && before === undefined ? user.userName : user.email);
  const unit =
    typeof user.department === "string" ? ((await findUnitCode(tx, user.department)) ?? undefined) : user.department;
  const manager = typeof user.manager === "string" ? await codeOfManager(tx, call, user.manager) : user.manager;
  const parts = {
    name: user.name ?? (before === undefined ? user.userName : undefined),
    email,
    position: user.title === null ? "" : user.title,
    unit,
    manager,
    leftOn: await leftOnOf(tx, call, { user, before }),
    languages:
      user.language === undefined ? undefined : user.language === null ? [] : [user.language.replaceAll("_", "-")],
  };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { code, ...Object.fromEntries(given) };
}

/** By their id; a code is understood as well. Nobody while they have not come yet: providers send managers in any order. */
async function codeOfManager(tx: Tx, call: DirectoryCall, text: string): Promise<string | undefined> {
  const ids = /^[\da-f-]{36}$/i.test(text) ? [text] : [await findIdOfCode(tx, text)].filter((id) => id !== undefined);
  const { items } = await staffById(tx, call, { ids, offset: 0, limit: 1 });
  return items[0]?.code;
}

async function leftOnOf(
  tx: Tx,
  { stores }: DirectoryCall,
  { user, before }: Pick<Writing, "user" | "before">,
): Promise<string | null | undefined> {
  const isActive = before === undefined ? true : before["active"] === true;
  if (user.active === undefined || user.active === isActive) return undefined;
  if (user.active) return null;
  const { timeZone } = await readSettings(tx);
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    stores.clock.now(),
  );
}

async function resourcesOf(tx: Tx, { stores }: DirectoryCall, members: readonly Member[]): Promise<readonly Json[]> {
  const told = new Map(
    (
      await findScimUsers(
        tx,
        members.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const leaders = new Map<string, string>();
  for (const code of new Set(members.flatMap(({ manager }) => manager?.code ?? []))) {
    const id = await findIdOfCode(tx, code);
    if (id !== undefined) leaders.set(code, id);
  }
  const { timeZone } = await readSettings(tx);
  const today = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(stores.clock.now());
  return members.map((member) => resourceOf(member, told.get(member.id), { leaders, today }));
}

function resourceOf(
  member: Member,
  told: ScimRow | undefined,
  { leaders, today }: { readonly leaders: ReadonlyMap<string, string>; readonly today: string },
): Json {
  const { id, code, name, email, position, unit, manager, leftOn, languages } = member;
  const words = { formatted: name, givenName: told?.givenName ?? undefined, familyName: told?.familyName ?? undefined };
  const leader = manager === null ? undefined : { value: leaders.get(manager.code), displayName: manager.name };
  const resource = {
    schemas: [schemas.user, schemas.enterprise],
    id,
    externalId: told?.externalId ?? code,
    userName: told?.userName ?? email ?? code,
    name: words,
    displayName: name,
    ...(email === null ? {} : { emails: [{ value: email, type: "work", primary: true }] }),
    ...(position === "" ? {} : { title: position }),
    ...(languages[0] === undefined ? {} : { preferredLanguage: languages[0] }),
    active: leftOn === null || leftOn > today,
    [schemas.enterprise]: { employeeNumber: code, department: unit?.code, manager: leader },
  };
  const version = `W/"${createHash("sha1").update(JSON.stringify(resource)).digest("base64url")}"`;
  return { ...resource, meta: { resourceType: "User", location: `/scim/v2/Users/${id}`, version } };
}

/** The version of a resource, for ETag and If-Match. */
export function versionIn(resource: Json): string {
  return (resource["meta"] as { version: string }).version;
}
