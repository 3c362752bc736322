import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";

import type { Session } from "../contract.ts";
import { deviceOf } from "../rules/devices.ts";
import { deleteOtherSessions, deleteSession, listSessionRows } from "../store/sessions.ts";
import { recordAudit } from "./audit.ts";
import { authOf } from "./auth.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer" | "headers">;

/** Where one is signed in, last used first. @throws Refusal `access.not_signed_in`, `access.users_only` */
export async function listSessions({ stores, viewer, headers }: Asker): Promise<{ items: Session[] }> {
  requireUser(viewer);
  const current = await currentSession({ stores, headers });
  const rows = await stores.postgres.read((tx) => listSessionRows(tx, viewer.id));
  return {
    items: rows.map(({ userAgent, createdAt, lastUsedAt, ...row }) => ({
      ...row,
      ...deviceOf(userAgent ?? ""),
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      isCurrent: row.id === current,
    })),
  };
}

/** Ends one of one's own sessions at once. @throws Refusal `access.not_found`, `access.users_only` */
export async function endSession({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireUser(viewer);
  await stores.postgres.transaction(async (tx) => {
    if (!(await deleteSession(tx, viewer.id, id))) throw new Refusal("access.not_found");
    await recordAudit(tx, viewer, { action: "access.session_ended", subjectKind: "user", subjectId: viewer.id });
  });
  return { ok: true };
}

/** Ends all of one's own sessions but the one that asks. @throws Refusal `access.users_only` */
export async function endOtherSessions({ stores, viewer, headers }: Asker): Promise<{ ended: number }> {
  requireUser(viewer);
  const current = await currentSession({ stores, headers });
  if (current === undefined) throw new Refusal("access.users_only");
  return stores.postgres.transaction(async (tx) => {
    const ended = await deleteOtherSessions(tx, viewer.id, current);
    if (ended > 0) {
      const deed = { action: "access.sessions_ended", subjectKind: "user", subjectId: viewer.id, details: { ended } };
      await recordAudit(tx, viewer, deed);
    }
    return { ended };
  });
}

async function currentSession({ stores, headers }: Pick<Asker, "stores" | "headers">): Promise<string | undefined> {
  return (await authOf(stores).plain.sessionOf(headers))?.id;
}

function requireUser(viewer: Viewer): void {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
}
