import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { apiKeyIn, readerLanguage } from "../rules.ts";
import { findUser } from "../store/users.ts";
import { viewerOfSecret } from "./api-keys.ts";
import { authOf, sessionCookie } from "./auth.ts";
import { anonymousViewer, viewerOfUser } from "./viewers.ts";

/**
 * Who sends a request with these headers: an API key (`Authorization: Bearer hol_…` or `X-Api-Key`), the user behind
 * the session cookie, or somebody anonymous. A cookie sent by a page of a foreign origin counts for nothing.
 * @throws Refusal `access.key_refused` when a key was sent that opens nothing
 */
export async function viewerOf(stores: Stores, headers: Headers): Promise<Viewer> {
  const language = readerLanguage(headers.get("accept-language"));
  const key = apiKeyIn(headers.get("authorization"), headers.get("x-api-key"));
  if (key !== undefined) return viewerOfSecret(stores, key, language);
  return (await viewerOfSession(stores, headers, language)) ?? anonymousViewer(language);
}

async function viewerOfSession(stores: Stores, headers: Headers, language: string): Promise<Viewer | undefined> {
  if (!headers.get("cookie")?.includes(sessionCookie)) return undefined;
  const auth = authOf(stores);
  const origin = headers.get("origin");
  if (origin !== null && !auth.origins.has(origin)) return undefined;

  const id = await auth.plain.userIdOf(headers);
  const user = id === undefined ? undefined : await stores.postgres.read((tx) => findUser(tx, id));
  return user === undefined || user.disabledAt !== null ? undefined : viewerOfUser(user, language);
}
