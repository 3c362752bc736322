import type { Enrolment } from "#feature/access/contract";
import { send } from "#web/api/client.ts";

/** What is still to do after the password: a code, or to set a second factor up. */
export type Next = "code" | "enrol" | undefined;

/** Sends the password; says what is still to do. */
export async function sendPassword(email: string, password: string): Promise<Next> {
  return (await post<{ next?: Next }>("sign-in/email", { email, password })).next;
}

/** Sends a code of the app or a backup code. */
export async function sendCode(code: string, trustDevice: boolean): Promise<void> {
  await post("sign-in/code", { code, trustDevice });
}

/** Begins a second factor before there is a session. */
export function beginEnrolment(): Promise<Enrolment> {
  return post<Enrolment>("sign-in/enrolment", {});
}

/** The first code; opens the session and answers the backup codes. */
export async function confirmEnrolment(code: string): Promise<readonly string[]> {
  return (await post<{ backupCodes: string[] }>("sign-in/enrolment/confirmation", { code })).backupCodes;
}

/** Sets a new password by the link of a mail. */
export async function sendNewPassword(token: string, password: string): Promise<void> {
  await post("reset-password", { token, password });
}

/** What accepting an invitation takes. */
export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly language: string;
}

/** Accepts an invitation; says what is still to do. */
export async function acceptInvitation(acceptance: Acceptance): Promise<Next> {
  return (await post<{ next?: Next }>("accept-invitation", acceptance)).next;
}

/** Goes to the organisation's sign-on page; comes back to `next`. */
export async function goToSignOn(wish: { readonly next?: string; readonly invitation?: string }): Promise<void> {
  const { location } = await post<{ location: string }>("single-sign-on/start", wish);
  globalThis.location.assign(location);
}

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await send(`/api/auth/${path}`, { method: "POST", body: JSON.stringify(body) });
  return (await answer.json()) as T;
}
