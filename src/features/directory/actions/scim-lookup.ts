import { readSettings, resolveReferences } from "#feature/organisation";
import { staffById, staffIdsByEmail } from "#feature/workforce";
import type { Staff } from "#feature/workforce/contract";
import type { Tx } from "#platform/postgres";

import { ScimProblem } from "../scim/problem.ts";
import { userResource } from "../scim/resource.ts";
import type { Json } from "../scim/user.ts";
import { findIdsTold, findScimUsers } from "../store/scim.ts";
import type { DirectoryCall } from "./access.ts";

type Member = Staff & { readonly id: string };

/** What a user may be found by. */
export type CalledBy = "userName" | "externalId" | "id" | "email";

/** One user in sight of the viewer. @throws ScimProblem 404 */
export async function userIn(tx: Tx, call: DirectoryCall, id: string): Promise<Json> {
  const { items } = isId(id) ? await staffById(tx, call, { ids: [id], offset: 0, limit: 1 }) : { items: [] };
  const [resource] = await resourcesOf(tx, call, items);
  if (resource === undefined) throw new ScimProblem(404, "There is no such user.");
  return resource;
}

/** Members of staff as users. */
export async function resourcesOf(tx: Tx, call: DirectoryCall, members: readonly Member[]): Promise<readonly Json[]> {
  const ids = members.map(({ id }) => id);
  const told = new Map((await findScimUsers(tx, ids)).map((row) => [row.id, row]));
  const codes = [...new Set(members.flatMap(({ manager }) => manager?.code ?? []))];
  const leaders = await employeeIds(tx, codes);
  const today = await todayOf(tx, call);
  return members.map((member) => userResource(member, told.get(member.id) ?? {}, { leaders, today }));
}

/**
 * Ids of members of staff by what a provider calls them, or what they are called here while no provider has said
 * anything: code and address.
 */
export async function findIdsCalled(tx: Tx, by: CalledBy, value: string): Promise<readonly string[]> {
  if (by === "id") return isId(value) ? [value.toLowerCase()] : [];
  if (by === "email") return staffIdsByEmail(tx, [value]);
  const told = await findIdsTold(tx, by, value);
  const own = [...(await employeeIds(tx, [value])).values()];
  if (by === "userName") own.push(...(await staffIdsByEmail(tx, [value])));
  const known = new Map((await findScimUsers(tx, own)).map((row) => [row.id, row[by]]));
  return [...new Set([...told, ...own.filter((id) => (known.get(id) ?? null) === null)])];
}

/** Id of the member of staff with this code, in sight or not known. */
export async function memberOf(tx: Tx, call: DirectoryCall, code: string): Promise<Member | undefined> {
  const ids = [...(await employeeIds(tx, [code])).values()];
  return (await staffById(tx, call, { ids, offset: 0, limit: 1 })).items[0];
}

/** By code; names do not count. */
async function employeeIds(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await resolveReferences(
    tx,
    codes.map((code) => ({ kind: "employee", code })),
  );
  const pairs = codes.flatMap((code): [string, string][] => {
    const reference = found.get(`employee:${code}`);
    return reference?.code.toLowerCase() === code.toLowerCase() ? [[code, reference.id]] : [];
  });
  return new Map(pairs);
}

/** The day it is where the organisation is. */
export async function todayOf(tx: Tx, { stores }: Pick<DirectoryCall, "stores">): Promise<string> {
  const { timeZone } = await readSettings(tx);
  const parts = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", parts).format(stores.clock.now());
}

/** Whether the text has the shape of an id. */
export function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
