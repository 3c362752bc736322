import { send } from "./client.ts";

/** Signs in with e-mail and password; the session lives in a cookie the page cannot read. */
export async function signIn(email: string, password: string): Promise<void> {
  await send("/api/auth/sign-in/email", {
    method: "POST",
    body: JSON.stringify({ email, password, rememberMe: true }),
  });
}

/** Ends this session. */
export async function signOut(): Promise<void> {
  await send("/api/auth/sign-out", { method: "POST", body: "{}" });
}

/** Changes one's own password and ends one's other sessions. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await send("/api/auth/change-password", {
    method: "POST",
    body: JSON.stringify({ currentPassword, newPassword, revokeOtherSessions: true }),
  });
}
