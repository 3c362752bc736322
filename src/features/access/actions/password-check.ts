import { hashPassword, verifyPassword } from "better-auth/crypto";

import { Refusal } from "#kit/refusal";

import type { Policy } from "../contract.ts";
import { passwordFault, type PasswordOwner } from "../contract/passwords.ts";

/**
 * The hash of a password that keeps the rules.
 * @throws Refusal `access.weak_password` with `reason` (short, long, common, personal) and `min`
 */
export function hashGoodPassword(
  password: string,
  owner: PasswordOwner,
  policy: Pick<Policy, "passwordMinLength">,
): Promise<string> {
  const reason = passwordFault(password, owner, policy);
  if (reason === undefined) return hashPassword(password);
  const min = policy.passwordMinLength;
  throw new Refusal("access.weak_password", { reason, min }, [{ field: "password", code: reason }]);
}

/** Whether this is the password. Without a hash it takes as long and is never right. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const isRight = await verifyPassword({ password, hash: hash ?? (await nobodysHash()) });
  return isRight && hash !== null;
}

/** Takes the place of the password that nobody has, so that an unknown address is answered no sooner than a known one. */
function nobodysHash(): Promise<string> {
  return (nobodys ??= hashPassword("a password that opens nothing, whoever types it"));
}

let nobodys: Promise<string> | undefined;
