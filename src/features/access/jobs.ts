import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { checkAudit, sealAudit } from "./actions/audit-chain.ts";
import { systemViewer } from "./actions/viewers.ts";
import { deleteExpired } from "./store/users.ts";

/** Every night what has expired of sign-in goes: sessions, verifications and counts of attempts. */
const sweepSessions: Job<Record<string, never>> = {
  name: "access.sweep-sessions",
  payload: z.strictObject({}),
  schedule: "23 3 * * *",
  run: async (_payload, { postgres, log }) => {
    const sessions = await postgres.transaction(deleteExpired);
    log.info({ sessions }, "swept expired sessions");
  },
};

/** Every minute new entries of the audit trail get their place in the chain. */
function sealTrail(stores: Stores): Job<Record<string, never>> {
  return {
    name: "access.seal-audit",
    payload: z.strictObject({}),
    schedule: "* * * * *",
    run: async () => {
      await sealAudit(stores);
    },
  };
}

/** Every night the whole chain is checked; what is found is shown with the trail and logged as an error. */
function checkTrail(stores: Stores): Job<Record<string, never>> {
  return {
    name: "access.check-audit",
    payload: z.strictObject({}),
    schedule: "41 3 * * *",
    run: async (_payload, { log }) => {
      const { entries, problem } = await checkAudit({ stores, viewer: systemViewer("nightly check") });
      log.info({ entries, problem }, "checked the audit trail");
    },
  };
}

/** The background work of this slice. */
export function accessJobs(stores: Stores): readonly Job[] {
  return [sweepSessions, sealTrail(stores), checkTrail(stores)];
}
