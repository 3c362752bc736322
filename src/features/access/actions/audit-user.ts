import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { findUser } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { anonymousViewer, viewerOfUser } from "./viewers.ts";

type Details = Readonly<Record<string, unknown>>;

/** Notes what somebody did at the door, before there is a session; undefined: nobody that is known. */
export async function auditUser(
  stores: Stores,
  userId: string | undefined,
  action: string,
  details: Details = {},
): Promise<void> {
  await stores.postgres.transaction(async (tx) => {
    if (userId !== undefined) return noteUser(tx, stores, { userId, action, details });
    await recordAudit(tx, anonymousViewer("en"), { action, subjectKind: "user", subjectId: "unknown", details });
  });
}

/** The same within a transaction. Attempts that failed are nobody's deed: anybody may have made them. */
export async function noteUser(
  tx: Tx,
  { clock }: Pick<Stores, "clock">,
  { userId, action, details = {} }: { readonly userId: string; readonly action: string; readonly details?: Details },
): Promise<void> {
  const user = action.endsWith("_failed") ? undefined : await findUser(tx, userId);
  const actor = user === undefined ? anonymousViewer("en") : viewerOfUser(user, "en", clock.now());
  await recordAudit(tx, actor, { action, subjectKind: "user", subjectId: userId, details });
}
