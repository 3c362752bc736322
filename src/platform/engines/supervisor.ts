import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

import type { Log } from "../log.ts";

/** An engine that is started again whenever it dies. */
export interface Supervisor {
  /** Stops for good: asks, waits, and ends the process by force when it does not go. */
  stop(): Promise<void>;
}

/** What is kept alive. */
export interface Supervised {
  readonly name: string;
  /** Starts the process and resolves when it answers; rejects when it does not come up. */
  start(): Promise<ChildProcess>;
  /** Asks the process to end. */
  end(child: ChildProcess): void;
  /** How long it may take to end before it is killed, in milliseconds. */
  readonly endLimit: number;
}

/** Called after each crash with the engine's name and how often it has crashed in a row. */
export type CrashListener = (crash: { readonly engine: string; readonly inARow: number }) => void;

/** Starts the engine, waits until it answers, and from then on starts it again after a crash, with growing pauses. */
export async function supervise(engine: Supervised, onCrash: CrashListener, log: Log): Promise<Supervisor> {
  const stopping = new AbortController();
  let child = await engine.start();
  const kept = keepAlive();

  async function keepAlive(): Promise<void> {
    let inARow = 0;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const [code, signal] = await exitOf(child);
      if (stopping.signal.aborted) return;

      inARow = Date.now() - startedAt > calmAfter ? 1 : inARow + 1;
      log.error(
        { engine: engine.name, exitCode: code, signal, inARow },
        "an engine stopped unexpectedly, starting it again",
      );
      onCrash({ engine: engine.name, inARow });
      inARow = await restart(inARow);
    }
  }

  async function restart(inARow: number): Promise<number> {
    for (let attempt = inARow; ; attempt += 1) {
      await wait(Math.min(50 * 2 ** (attempt - 1), longestPause), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return attempt;
      try {
        child = await engine.start();
        log.info({ engine: engine.name }, "the engine answers again");
        return attempt;
      } catch (error) {
        log.error({ err: error, engine: engine.name }, "the engine did not start");
      }
    }
  }

  /** A restart that was under way puts a new child in place of the old one, hence the second end. */
  return {
    stop: async () => {
      stopping.abort();
      await endChild(engine, child);
      await kept;
      await endChild(engine, child);
    },
  };
}

/** Ends a process in the engine's own way, and by force after its limit. */
export async function endChild(engine: Pick<Supervised, "end" | "endLimit">, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;

  const exit = exitOf(child);
  engine.end(child);
  const force = setTimeout(() => child.kill("SIGKILL"), engine.endLimit);
  await exit;
  clearTimeout(force);
}

const calmAfter = 60_000;
const longestPause = 10_000;

async function exitOf(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return [child.exitCode, child.signalCode];
}
