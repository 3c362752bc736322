import { resolveReferences } from "#feature/organisation";
import { putStaff, staffById } from "#feature/workforce";
import { workforceErrors, type StaffWish } from "#feature/workforce/contract";
import type { Tx } from "#platform/postgres";

import { invalidValue, ScimProblem } from "../scim/problem.ts";
import type { Json, ScimUser } from "../scim/user.ts";
import { findScimUsers, putScimUser } from "../store/scim.ts";
import type { DirectoryCall } from "./access.ts";
import { isId, memberOf, todayOf } from "./scim-lookup.ts";

/** What is written: for whom, what is said of them, and how they stood before. */
export interface Writing {
  readonly code: string;
  readonly user: ScimUser;
  /** Undefined for somebody new. */
  readonly before: Json | undefined;
}

/**
 * Writes somebody and what the provider calls them; says their id. What is undefined stays, null clears. A unit or a
 * manager whom nobody knows is refused. @throws ScimProblem 400, 409
 */
export async function writeUser(tx: Tx, call: DirectoryCall, writing: Writing): Promise<string> {
  const { code, user, before } = writing;
  const [outcome] = await putStaff(tx, call, [await wishOf(tx, call, writing)]);
  if (outcome?.ok !== true) throw problemFrom(outcome?.errors[0], before === undefined);
  const member = await memberOf(tx, call, code);
  if (member === undefined) throw invalidValue("department: you may not put anybody there.");
  const [held] = await findScimUsers(tx, [member.id]);
  await putScimUser(tx, {
    id: member.id,
    userName: user.userName ?? held?.userName ?? nameBefore(before) ?? code,
    externalId: said(user.externalId, held?.externalId),
    givenName: said(user.givenName, held?.givenName),
    familyName: said(user.familyName, held?.familyName),
    updatedAt: call.stores.clock.now(),
  });
  return member.id;
}

function said(now: string | null | undefined, held: string | null | undefined): string | null {
  return (now === undefined ? held : now) ?? null;
}

function nameBefore(before: Json | undefined): string | undefined {
  const name = before?.["userName"];
  return typeof name === "string" ? name : undefined;
}

const attributes: Readonly<Record<string, string>> = {
  unit: "department",
  email: "emails",
  position: "title",
  leftOn: "active",
  languages: "preferredLanguage",
  code: "employeeNumber",
  name: "displayName",
};

function problemFrom(
  problem: { readonly field: string; readonly code: string } | undefined,
  isNew: boolean,
): ScimProblem {
  const { field = "", code = "" } = problem ?? {};
  if (code === "workforce.email_taken") return new ScimProblem(409, workforceErrors[code].message, "uniqueness");
  // Somebody has this code whom the viewer may not see.
  if (code === "workforce.not_found" && isNew)
    return new ScimProblem(409, "There is such a user already.", "uniqueness");
  const message = workforceErrors[code as keyof typeof workforceErrors]?.message ?? code;
  return invalidValue(`${attributes[field] ?? field}: ${message}`);
}

async function wishOf(tx: Tx, call: DirectoryCall, { code, user, before }: Writing): Promise<StaffWish> {
  const isNew = before === undefined;
  const wish = {
    name: user.name ?? (isNew ? user.userName : undefined),
    email: isNew ? (user.email ?? addressIn(user.userName)) : user.email,
    position: user.title === null ? "" : user.title,
    unit: typeof user.department === "string" ? await unitCalled(tx, user.department) : user.department,
    manager: typeof user.manager === "string" ? await managerCalled(tx, call, user.manager) : user.manager,
    leftOn: await leftOnOf(tx, call, { user, before }),
    languages: languagesOf(user.language),
  };
  return { code, ...Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) };
}

/** A user name that is an address is one's address, while no other is told. */
export function addressIn(userName: string | undefined): string | undefined {
  return userName?.includes("@") === true ? userName : undefined;
}

function languagesOf(language: string | null | undefined): readonly string[] | undefined {
  if (language === undefined) return undefined;
  return language === null ? [] : [language.replaceAll("_", "-")];
}

/** By code, or by name where only one unit has it. */
async function unitCalled(tx: Tx, text: string): Promise<string> {
  const found = (await resolveReferences(tx, [{ kind: "unit", code: text }])).get(`unit:${text}`);
  if (found === undefined) throw invalidValue(`department: there is no unit with the code or the name "${text}".`);
  return found.code;
}

/** By their id; an employee number is understood as well. */
async function managerCalled(tx: Tx, call: DirectoryCall, text: string): Promise<string> {
  const byId = isId(text) ? (await staffById(tx, call, { ids: [text], offset: 0, limit: 1 })).items[0] : undefined;
  const member = byId ?? (await memberOf(tx, call, text));
  if (member === undefined)
    throw invalidValue(`manager: there is no user with the id or the employee number "${text}". Send them first.`);
  return member.code;
}

async function leftOnOf(
  tx: Tx,
  call: DirectoryCall,
  { user, before }: Pick<Writing, "user" | "before">,
): Promise<string | null | undefined> {
  const isActive = before === undefined || before["active"] === true;
  if (user.active === undefined || user.active === isActive) return undefined;
  return user.active ? null : todayOf(tx, call);
}
