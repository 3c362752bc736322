import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { carryOut, carryOutAbandoned, keepUp, runJobName } from "./actions/applying.ts";

/** The slice's background work. */
export function samplingJobs(stores: Stores): readonly Job[] {
  const run: Job<{ schemeId: string }> = {
    name: runJobName,
    payload: z.object({ schemeId: z.uuid() }),
    run: ({ schemeId }, { signal }) => carryOut(stores, schemeId, { signal }),
  };
  const resume: Job = {
    name: "sampling.resume",
    payload: z.object({}),
    schedule: "* * * * *",
    run: (_, { signal }) => carryOutAbandoned(stores, { signal }),
  };
  const nightly: Job = {
    name: "sampling.keep-up",
    payload: z.object({}),
    schedule: "40 2 * * *",
    run: () => keepUp(stores),
  };
  return [run, resume, nightly];
}
