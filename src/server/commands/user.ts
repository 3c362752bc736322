import { addUser, disableUser, enableUser, listUsers, resetPassword } from "#feature/access";
import { newUserSchema } from "#feature/access/contract";

import { print, typed, withInstallation } from "./command-run.ts";

type Role = Parameters<typeof addUser>[1]["role"];

/** Options of `holos user add`. */
export interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly json: boolean;
}

/** `holos user add EMAIL`: a new user with a password that is printed once. */
export async function addUserCommand(email: string, { name, role, json }: AddOptions): Promise<void> {
  const wanted = typed(newUserSchema, { name, email, role });
  await withInstallation(async (context) => {
    const added = await addUser(context, wanted);
    print(json, added, `${email} may sign in now as ${role}.\nPassword, shown this once: ${added.password ?? ""}`);
  });
}

/** `holos user list`. */
export async function listUsersCommand({ json }: { readonly json: boolean }): Promise<void> {
  await withInstallation(async (context) => {
    const users = await listUsers(context);
    const lines = users.map((user) => `${user.email}  ${user.role}${user.disabledAt === null ? "" : "  disabled"}`);
    print(json, users, lines.join("\n"));
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
