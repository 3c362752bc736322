import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { apiKeyIn, readerLanguage } from "../rules.ts";
import { findLiveSession, slideSession } from "../store/sessions.ts";
import { findUser } from "../store/users.ts";
import { authOf, sessionCookie } from "./auth.ts";
import { viewerOfSecret } from "./key-viewer.ts";
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

  const session = await auth.plain.sessionOf(headers);
  if (session === undefined) return undefined;
  const { live, user } = await stores.postgres.read(async (tx) => ({
    live: await findLiveSession(tx, session.id),
    user: await findUser(tx, session.userId),
  }));
  if (live === undefined || user === undefined || user.disabledAt !== null) return undefined;
  if (live.isStale) await stores.postgres.transaction((tx) => slideSession(tx, session.id));
  return viewerOfUser(user, language, stores.clock.now());
}
