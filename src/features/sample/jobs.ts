import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { carryOutLoad } from "./actions/load.ts";
import { loadJobName, removeJobName } from "./actions/manage.ts";
import { carryOutRemoval } from "./actions/remove.ts";

/** The slice's background work; every minute it takes up what a process that ended has left. */
export function sampleJobs(stores: Stores): readonly Job[] {
  const payload = z.object({});
  const load: Job = { name: loadJobName, payload, run: (_, { signal }) => carryOutLoad(stores, { signal }) };
  const remove: Job = { name: removeJobName, payload, run: (_, { signal }) => carryOutRemoval(stores, { signal }) };
  const resume: Job = {
    name: "sample.resume",
    payload,
    schedule: "* * * * *",
    run: async (_, { signal }) => {
      await carryOutLoad(stores, { signal });
      await carryOutRemoval(stores, { signal });
    },
  };
  return [load, remove, resume];
}
