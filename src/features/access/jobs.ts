import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { checkAudit, sealAudit } from "./actions/audit-chain.ts";
import { mailInvitation, mailInvitationJob, mailTries } from "./actions/invitations.ts";
import { mailPasswordReset, mailResetJob } from "./actions/password-resets.ts";
import { systemViewer } from "./actions/viewers.ts";
import { deleteOldAttempts } from "./store/attempts.ts";
import { deleteExpiredSignIns } from "./store/credentials.ts";
import { deleteExpired } from "./store/users.ts";

/** Every night what has expired of sign-in goes: sessions, verifications and counts of attempts. */
const sweepSessions: Job<Record<string, never>> = {
  name: "access.sweep-sessions",
  payload: z.strictObject({}),
  schedule: "23 3 * * *",
  run: async (_payload, { postgres, log }) => {
    const sessions = await postgres.transaction(async (tx) => {
      await deleteExpiredSignIns(tx);
      await deleteOldAttempts(tx);
      return deleteExpired(tx);
    });
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

/** Mails the link of an invitation. */
function mailInvitations(stores: Stores): Job<{ id: string; generation: number }> {
  return {
    name: mailInvitationJob,
    payload: z.strictObject({ id: z.uuid(), generation: z.number().int() }),
    run: (payload, { attempt }) => mailInvitation(stores, { ...payload, isLastTry: attempt >= mailTries }),
  };
}

/** Mails the link to set a new password. */
function mailResets(stores: Stores): Job<{ id: string }> {
  return {
    name: mailResetJob,
    payload: z.strictObject({ id: z.uuid() }),
    run: ({ id }) => mailPasswordReset(stores, id),
  };
}

/** The background work of this slice. */
export function accessJobs(stores: Stores): readonly Job[] {
  return [sweepSessions, sealTrail(stores), checkTrail(stores), mailInvitations(stores), mailResets(stores)];
}
