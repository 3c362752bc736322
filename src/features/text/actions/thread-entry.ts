import { parentPort } from "node:worker_threads";

import { createBench, type Work } from "../rules/bench.ts";

const bench = createBench();

/** The thread's whole life: work comes in, its result goes out; what fails is told, and the thread goes on. */
parentPort?.on("message", ({ id, work }: { readonly id: number; readonly work: Work }) => {
  tell({ id, ...outcomeOf(work) });
});

function outcomeOf(work: Work): { readonly result: unknown } | { readonly failure: string } {
  try {
    return { result: bench(work) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function tell(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window: there is no origin
  parentPort?.postMessage(message);
}
