import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { isKeyValid } from "../rules.ts";
import { findApiKeyById } from "../store/api-keys.ts";
import { absentUser } from "./absent-user.ts";
import { grantsOfKey } from "./key-viewer.ts";
import { neighboursNow } from "./neighbours.ts";
import { systemViewer, viewerOfKey } from "./viewers.ts";

/**
 * Whoever asked for work that is done later, with the rights they hold at this moment: a user, a key, or the product
 * itself. Undefined when they are gone, disabled, revoked or hold nothing any more.
 */
export async function actingViewer(
  stores: Pick<Stores, "postgres" | "clock">,
  { kind, id }: Pick<Viewer, "kind" | "id">,
): Promise<Viewer | undefined> {
  if (kind === "system") return systemViewer(id);
  if (kind === "user") return (await absentUser(stores, id))?.viewer;
  if (kind === "anonymous") return undefined;
  const now = stores.clock.now();
  return stores.postgres.read(async (tx) => {
    const key = await findApiKeyById(tx, id);
    if (key === undefined || !isKeyValid(key, now)) return undefined;
    const grants = grantsOfKey(key, await neighboursNow().unitAncestors(tx), now);
    return grants.length === 0 ? undefined : viewerOfKey(key, grants, "en");
  });
}
