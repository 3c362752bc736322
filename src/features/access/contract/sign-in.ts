import type { ErrorTable } from "#kit/operation";

/** Why somebody could not come in. */
export const signInErrors = {
  "access.wrong_credentials": { status: 401, message: "E-mail address or password is wrong." },
  "access.wrong_password": { status: 422, message: "The current password is wrong." },
  "access.weak_password": { status: 422, message: "A password has at least 10 and at most 200 characters." },
  "access.invalid_sign_in": { status: 400, message: "Send an e-mail address and a password." },
  "access.too_many_attempts": { status: 429, message: "Too many attempts. Try again in {seconds} seconds." },
  "access.untrusted_origin": {
    status: 403,
    message:
      "This request comes from an address this installation does not know. Set HOLOS_PUBLIC_URL to the address people use.",
  },
  "access.user_disabled": { status: 403, message: "This account is disabled. Ask an owner to enable it." },
} as const satisfies ErrorTable;
