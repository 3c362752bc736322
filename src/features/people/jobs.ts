import { z } from "zod";

import { systemViewer } from "#feature/access";
import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { batchJobName, carryOutBatch } from "./actions/duplicates.ts";
import { countJobName, countSegments } from "./actions/segments.ts";

/** The slice's background work. */
export function peopleJobs(stores: Stores): readonly Job[] {
  const merge: Job<{ batchId: string }> = {
    name: batchJobName,
    payload: z.object({ batchId: z.uuid() }),
    run: ({ batchId }, { signal }) => carryOutBatch(stores, systemViewer("people"), { batchId, signal }),
  };
  const count: Job<{ segmentId?: string | undefined }> = {
    name: countJobName,
    payload: z.object({ segmentId: z.uuid().optional() }),
    schedule: "41 2 * * *",
    run: ({ segmentId }) => countSegments(stores, segmentId),
  };
  return [merge, count];
}
