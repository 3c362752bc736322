import type { Refusal } from "#kit/refusal";

import type { Response, Submission } from "../contract.ts";
import { submitResponse, type SubmitCall } from "./submit.ts";

/** How to write under load. */
export interface Load {
  /** Callers at work at the same time, each one waiting for its receipt before it sends the next. */
  readonly callers: number;
  /** The submission number `index`, or undefined when there is no more to write. */
  readonly next: (index: number) => Submission | undefined;
  readonly source?: Response["source"];
  /** Called after each submission that is committed; what it was told will still be there after a crash. */
  readonly onReceipt?: (index: number, id: string) => void;
  /** Called for each refusal and each failure of the stores; without it the first one ends the load. */
  readonly onFailure?: (index: number, error: Refusal | Error) => void;
}

/** What a load came to. */
export interface LoadResult {
  readonly accepted: number;
  readonly failed: number;
  readonly seconds: number;
}

/**
 * Writes submissions through `submitResponse` as many callers at once would, and measures it. For the bench and for
 * tests that kill a writer at work.
 */
export async function submitUnderLoad(call: SubmitCall, load: Load): Promise<LoadResult> {
  const { callers, next, source = "api", onReceipt, onFailure } = load;
  let given = 0;
  let accepted = 0;
  let failed = 0;

  async function workAsCaller(): Promise<void> {
    for (;;) {
      const index = given++;
      const submission = next(index);
      if (submission === undefined) return;
      try {
        const { id } = await submitResponse(call, submission, { source });
        accepted += 1;
        onReceipt?.(index, id);
      } catch (error) {
        if (onFailure === undefined || !(error instanceof Error)) throw error;
        failed += 1;
        onFailure(index, error);
      }
    }
  }

  const begun = performance.now();
  await Promise.all(Array.from({ length: callers }, workAsCaller));
  return { accepted, failed, seconds: (performance.now() - begun) / 1000 };
}
