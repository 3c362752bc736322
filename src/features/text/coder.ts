import { setTimeout as pause } from "node:timers/promises";

import type { Stores } from "#platform/stores";

import { codeWaiting, recodeBatch } from "./actions/code-texts.ts";

/** Keeps codings up with the words that come. Any number of processes may run one; they take different responses. */
export interface Coder {
  start(): void;
  /** Lets the running batch end. */
  stop(): Promise<void>;
}

const [idle, crowded] = [500, 250];

/**
 * Creates a coder: codes what waits, then a part of the past where that was asked for. What fails is tried again with
 * growing pauses (0.2 to 30 s) for as long as it takes.
 */
export function createCoder(stores: Stores): Coder {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const { responses } = await codeWaiting(stores);
        const recoding = await recodeBatch(stores);
        failures = 0;
        if (recoding === "pause") await rest(crowded);
        else if (responses === 0 && recoding === "idle") await rest(idle);
      } catch (error) {
        failures += 1;
        stores.log.error({ err: error, failures }, "coding failed and will be tried again");
        await rest(Math.min(30_000, 100 * 2 ** failures));
      }
    }
  }

  async function rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
