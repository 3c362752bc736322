import { z } from "zod";

import type { Job } from "#platform/jobs";

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

/** The background work of this slice. */
export const accessJobs: readonly Job[] = [sweepSessions];
