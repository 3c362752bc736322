import { requirePermission } from "#feature/access";
import { putUnits, readTree } from "#feature/organisation";

import { readFilter } from "../scim/filter.ts";
import { patched } from "../scim/patch.ts";
import { invalidValue, ScimProblem } from "../scim/problem.ts";
import { groupResource, versionIn } from "../scim/resource.ts";
import { readGroup, schemas, type Json, type ScimGroup } from "../scim/user.ts";
import type { DirectoryCall } from "./access.ts";
import type { ScimChange, ScimPage } from "./scim-users.ts";

/** Units in sight that fit, from a place on. @throws Refusal `access.forbidden`; ScimProblem 400 */
export async function listGroups(call: DirectoryCall, { filter, startIndex, count }: ScimPage): Promise<Json> {
  const all = await groupsOf(call);
  const found = filter === undefined ? all : all.filter(testOf(filter));
  const Resources = found.slice(startIndex - 1, startIndex - 1 + Math.min(Math.max(0, count), 200));
  return {
    schemas: [schemas.list],
    totalResults: found.length,
    startIndex,
    itemsPerPage: Resources.length,
    Resources,
  };
}

function testOf(filter: string): (group: Json) => boolean {
  const test = readFilter(filter);
  const key = test !== undefined && "attribute" in test ? keys[test.attribute] : undefined;
  if (test === undefined || !("attribute" in test) || key === undefined)
    throw new ScimProblem(400, "This filter is not understood.", "invalidFilter");
  const value = test.value.toLowerCase();
  return (group) => String(group[key]).toLowerCase() === value;
}

const keys: Readonly<Record<string, string>> = { displayname: "displayName", externalid: "externalId", id: "id" };

/** One unit. @throws ScimProblem 404 */
export async function readScimGroup(call: DirectoryCall, id: string): Promise<Json> {
  const group = (await groupsOf(call)).find((one) => one["id"] === id.toLowerCase());
  if (group === undefined) throw new ScimProblem(404, "There is no such group.");
  return group;
}

/**
 * A new unit: `externalId` (else `displayName`) is its code, the extension names the unit above.
 * @throws ScimProblem 400; 409 for one that is there already
 */
export async function createScimGroup(call: DirectoryCall, body: Json): Promise<Json> {
  requirePermission(call.viewer, "organisation.write");
  const group = readGroup(body);
  requireNoMembers(group);
  const { name } = group;
  const code = group.externalId ?? name;
  if (name === undefined || code === undefined) throw invalidValue("displayName: it is needed.");
  const groups = await groupsOf(call);
  const isThere = groups.some((one) => one["externalId"] === code || isCalled(one, code));
  if (isThere) throw new ScimProblem(409, "There is such a group already.", "uniqueness");
  const parentCode = codeOfParent(groups, group.parent) ?? null;
  await call.stores.postgres.transaction((tx) => putUnits(tx, call.viewer, [{ code, name, parentCode }]), {
    retries: 3,
  });
  return groupCalled(call, code);
}

/** Another name or another unit above. @throws ScimProblem 400, 404; 412 when it has changed since */
export async function changeScimGroup(call: DirectoryCall, id: string, change: ScimChange): Promise<Json> {
  requirePermission(call.viewer, "organisation.write");
  const { body, how, match } = change;
  const groups = await groupsOf(call);
  const before = await readScimGroup(call, id);
  if (match !== undefined && match !== "*" && match !== versionIn(before))
    throw new ScimProblem(412, "The group has changed since.");
  const operations = Object.entries(body).find(([key]) => key.toLowerCase() === "operations")?.[1];
  const after = how === "put" ? body : patched(before, operations);
  if (after === undefined) throw new ScimProblem(400, "These operations are not understood.", "invalidSyntax");
  const group = readGroup(after);
  requireNoMembers(group);
  const { name } = group;
  if (name === undefined) throw invalidValue("displayName: it is needed.");
  const code = String(before["externalId"]);
  if (group.externalId !== undefined && group.externalId.toLowerCase() !== code.toLowerCase())
    throw new ScimProblem(400, "externalId: the code of a unit is changed in Holos.", "mutability");
  // Without the extension a client knows nothing of the tree: the unit stays where it is.
  const above = group.parent === undefined ? {} : { parentCode: codeOfParent(groups, group.parent) ?? null };
  await call.stores.postgres.transaction((tx) => putUnits(tx, call.viewer, [{ code, name, ...above }]), { retries: 3 });
  return groupCalled(call, code);
}

function requireNoMembers({ hasMembers }: ScimGroup): void {
  if (hasMembers)
    throw new ScimProblem(400, "members: who works in a unit is told by the department of each user.", "mutability");
}

function codeOfParent(groups: readonly Json[], parent: string | null | undefined): string | null | undefined {
  if (parent === null || parent === undefined) return parent;
  const found = groups.find((one) => one["id"] === parent.toLowerCase()) ?? groups.find((one) => isCalled(one, parent));
  if (found === undefined) throw invalidValue(`parent: there is no unit with the id or the code "${parent}".`);
  return String(found["externalId"]);
}

function isCalled(group: Json, code: string): boolean {
  return String(group["externalId"]).toLowerCase() === code.toLowerCase();
}

async function groupCalled(call: DirectoryCall, code: string): Promise<Json> {
  const group = (await groupsOf(call)).find((one) => isCalled(one, code));
  if (group === undefined) throw new Error("A unit was put and is not there");
  return group;
}

async function groupsOf(call: DirectoryCall): Promise<readonly Json[]> {
  const { ids, codes, names, parents } = await readTree(call);
  return ids.map((id, row) => {
    const above = parents[row] ?? -1;
    const parent = above < 0 ? null : { id: ids[above] ?? "", code: codes[above] ?? "" };
    return groupResource({ id, code: codes[row] ?? "", name: names[row] ?? "", parent });
  });
}
