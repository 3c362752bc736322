import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { cleanNotices } from "./actions.ts";

/** Every night notices that were read long ago go. */
export function noticesJobs(stores: Stores): readonly Job[] {
  const clean: Job = {
    name: "notices.clean",
    payload: z.object({}),
    schedule: "41 3 * * *",
    run: async () => {
      await cleanNotices(stores);
    },
  };
  return [clean];
}
