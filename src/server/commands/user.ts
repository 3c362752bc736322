import { addUser, disableUser, enableUser, listUsers, resetPassword, setGrants } from "#feature/access";
import { newUserSchema } from "#feature/access/contract";
import { resolveReferences } from "#feature/organisation";
import { Refusal } from "#kit/refusal";

import { print, typed, withInstallation } from "./command-run.ts";

type Role = Parameters<typeof addUser>[1]["role"];

/** Options of `holos user add`. */
export interface AddOptions {
  readonly name: string;
  readonly role: Role;
  /** Codes of units; none for every unit. */
  readonly unit: readonly string[];
  readonly json: boolean;
}

/** `holos user add EMAIL`: a new user with a password that is printed once. */
export async function addUserCommand(email: string, { name, role, unit, json }: AddOptions): Promise<void> {
  const wanted = typed(newUserSchema, { name, email, role });
  await withInstallation(async (context) => {
    const units = unit.length === 0 ? "all" : await unitsOf(context, unit);
    const added = await addUser(context, { ...wanted, units });
    const where = units === "all" ? "" : ` of ${unit.join(", ")}`;
    print(
      json,
      added,
      `${email} may sign in now as ${role}${where}.\nPassword, shown this once: ${added.password ?? ""}`,
    );
  });
}

/** `holos user grant EMAIL`: one more role, for every unit or for some. */
export async function grantCommand(
  email: string,
  { role, unit, json }: Pick<AddOptions, "role" | "unit" | "json">,
): Promise<void> {
  await withInstallation(async (context) => {
    const units = unit.length === 0 ? "all" : await unitsOf(context, unit);
    const user = await userOf(context, email);
    const own = user.grants.filter((grant) => grant.delegatedBy === null && grant.source === "given");
    const held = own.map((grant) => ({
      role: grant.role as Role,
      units: grant.units === "all" ? ("all" as const) : grant.units.map(({ id }) => id),
    }));
    const changed = await setGrants(context, user.id, [...held, { role, units }]);
    print(json, changed, `${email} is ${role} now${unit.length === 0 ? "" : ` of ${unit.join(", ")}`}.`);
  });
}

/** `holos user list`. */
export async function listUsersCommand({ json }: { readonly json: boolean }): Promise<void> {
  await withInstallation(async (context) => {
    const users = await allUsers(context);
    print(json, users, users.map(lineOf).join("\n"));
  });
}

/** `holos user reset-password EMAIL`: a new password that is printed once; every session ends. */
export async function resetPasswordCommand(email: string, { json }: { readonly json: boolean }): Promise<void> {
  await withInstallation(async (context) => {
    const reset = await resetPassword(context, { email });
    print(json, reset, `New password, shown this once: ${reset.password ?? ""}`);
  });
}

/** `holos user disable EMAIL` and `holos user enable EMAIL`. */
export async function switchUserCommand(email: string, to: "disable" | "enable", json: boolean): Promise<void> {
  await withInstallation(async (context) => {
    await (to === "disable" ? disableUser(context, email) : enableUser(context, email));
    print(json, { email, state: to === "disable" ? "disabled" : "enabled" }, `${email} is ${to}d.`);
  });
}

type Context = Parameters<typeof listUsers>[0];
type Users = Awaited<ReturnType<typeof listUsers>>["items"];

async function allUsers(context: Context, search?: string): Promise<Users> {
  const users: Users = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(context, { state: "all", limit: 200, search, cursor });
    users.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return users;
}

async function userOf(context: Context, email: string): Promise<Users[number]> {
  const found = (await allUsers(context, email)).find((user) => user.email === email.toLowerCase());
  if (found === undefined) throw new Refusal("access.unknown_user");
  return found;
}

/** @throws Refusal `access.unknown_unit` naming the code nothing is known under */
function unitsOf({ stores }: Context, codes: readonly string[]): Promise<string[]> {
  return stores.postgres.read(async (tx) => {
    const found = await resolveReferences(
      tx,
      codes.map((code) => ({ kind: "unit" as const, code })),
    );
    return codes.map((code) => {
      const unit = found.get(`unit:${code}`);
      if (unit === undefined) throw new Refusal("access.unknown_unit", { unit: code });
      return unit.id;
    });
  });
}

function lineOf({ email, grants, disabledAt }: Users[number]): string {
  const roles = grants.map(({ role, units }) =>
    units === "all" ? role : `${role} (${units.map((unit) => unit.name).join(", ")})`,
  );
  return `${email}  ${roles.join(", ") || "no role"}${disabledAt === null ? "" : "  disabled"}`;
}
