import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { carryOutDiscovery, discoverJobName } from "./actions/discoveries.ts";
import { learn, trainIfWorth, trainJobName } from "./actions/learning.ts";
import { deleteEndedLeases } from "./store/coders.ts";
import { deleteOldDiscoveries } from "./store/discoveries.ts";

/** The slice's background work besides coding: learning every minute there is enough new, discoveries that were asked for. */
export function textJobs(stores: Stores): readonly Job[] {
  const train: Job<{ isAsked?: boolean | undefined }> = {
    name: trainJobName,
    payload: z.object({ isAsked: z.boolean().optional() }),
    schedule: "* * * * *",
    run: async ({ isAsked }) => void (await (isAsked === true ? learn(stores) : trainIfWorth(stores))),
  };
  const discover: Job<{ id: string }> = {
    name: discoverJobName,
    payload: z.object({ id: z.uuid() }),
    run: ({ id }) => carryOutDiscovery(stores, id),
  };
  const cleanUp: Job = {
    name: "text.clean-up",
    payload: z.object({}),
    schedule: "11 3 * * *",
    run: () => {
      const now = stores.clock.now();
      return stores.postgres.transaction(async (tx) => {
        await deleteEndedLeases(tx, now);
        await deleteOldDiscoveries(tx, new Date(now.getTime() - 30 * 86_400_000));
      });
    },
  };
  return [train, discover, cleanUp];
}
