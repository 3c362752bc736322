import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { carryOutAbandoned, carryOutImport, resumeJobName } from "./actions/carry-out.ts";
import { removeOldFiles } from "./actions/clean-up.ts";
import { runJobName, type RunPayload } from "./actions/run.ts";
import { carryOutUndo, undoJobName } from "./actions/undo.ts";

/** The slice's background work. */
export function importsJobs(stores: Stores): readonly Job[] {
  const run: Job<RunPayload> = {
    name: runJobName,
    payload: z.object({ importId: z.uuid() }),
    run: ({ importId }, { signal }) => carryOutImport(stores, importId, { signal }),
  };
  const undo: Job<RunPayload> = {
    name: undoJobName,
    payload: z.object({ importId: z.uuid() }),
    run: ({ importId }, { signal }) => carryOutUndo(stores, importId, { signal }),
  };
  const resume: Job = {
    name: resumeJobName,
    payload: z.object({}),
    schedule: "* * * * *",
    run: (_, { signal }) => carryOutAbandoned(stores, { signal }),
  };
  const cleanUp: Job = {
    name: "imports.remove-old-files",
    payload: z.object({}),
    schedule: "17 3 * * *",
    run: () => removeOldFiles(stores),
  };
  return [run, undo, resume, cleanUp];
}
