import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { planDigests, sendDigest, sendJobName, type Sending } from "./actions/send-digests.ts";
import { deleteForGood } from "./store/clean-up.ts";

/** The slice's background work: digests every minute, what was deleted a month ago every night. */
export function exploreJobs(stores: Stores): readonly Job[] {
  const plan: Job = {
    name: "explore.plan-digests",
    payload: z.object({}),
    schedule: "* * * * *",
    run: async () => void (await planDigests(stores)),
  };
  const send: Job<Sending> = {
    name: sendJobName,
    payload: z.object({ digestId: z.uuid(), slot: z.iso.datetime() }),
    run: async (sending) => void (await sendDigest(stores, sending)),
  };
  const cleanUp: Job = {
    name: "explore.clean-up",
    payload: z.object({}),
    schedule: "41 3 * * *",
    run: () => {
      const month = new Date(stores.clock.now().getTime() - 30 * 86_400_000);
      return stores.postgres.transaction((tx) => deleteForGood(tx, month));
    },
  };
  return [plan, send, cleanUp];
}
