import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { removeOldFiles } from "./actions/clean-up.ts";
import { carryOutImport, runJobName, type RunPayload } from "./actions/run.ts";

/** The slice's background work. */
export function importsJobs(stores: Stores): readonly Job[] {
  const run: Job<RunPayload> = {
    name: runJobName,
    payload: z.object({ importId: z.uuid() }),
    run: ({ importId }, { signal }) => carryOutImport(stores, importId, { signal }),
  };
  const cleanUp: Job = {
    name: "imports.remove-old-files",
    payload: z.object({}),
    schedule: "17 3 * * *",
    run: () => removeOldFiles(stores),
  };
  return [run as Job, cleanUp];
}
