import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { carryOutAbandoned, carryOutImport } from "./actions/carry-out.ts";
import { removeOldFiles } from "./actions/files.ts";
import { runJobName } from "./actions/run.ts";

/** The slice's background work. */
export function directoryJobs(stores: Stores): readonly Job[] {
  const run: Job<{ importId: string }> = {
    name: runJobName,
    payload: z.object({ importId: z.uuid() }),
    run: ({ importId }, { signal }) => carryOutImport(stores, importId, { signal }),
  };
  const resume: Job = {
    name: "directory.resume",
    payload: z.object({}),
    schedule: "* * * * *",
    run: (_, { signal }) => carryOutAbandoned(stores, { signal }),
  };
  const cleanUp: Job = {
    name: "directory.remove-old-files",
    payload: z.object({}),
    schedule: "23 3 * * *",
    run: () => removeOldFiles(stores),
  };
  return [run, resume, cleanUp];
}
