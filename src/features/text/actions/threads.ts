import { Worker } from "node:worker_threads";

import type { Results, Work } from "../rules/bench.ts";
import type { MachineCoding, MachineParts, TextToCodeBy } from "../rules/machine.ts";

/** What a thread is there for: codings must not wait for a training. */
export type Purpose = "coding" | "study";

/** An idle thread goes; its memory is some 100 MB. */
const idleMilliseconds = 60_000;

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  machine: MachineParts | undefined;
  lastId: number;
  ending: NodeJS.Timeout | undefined;
}

const threads = new Map<Purpose, Thread>();

/** Codes texts in a thread of its own, so that pages are answered meanwhile. */
export async function codeInThread(
  parts: MachineParts,
  texts: readonly TextToCodeBy[],
): Promise<readonly MachineCoding[]> {
  return texts.length === 0 ? [] : workWith("coding", parts, { kind: "code", texts });
}

/**
 * Does work that needs a machine in the thread of this purpose. Machine and work are sent in one go: whoever comes with
 * another machine comes before or after both.
 */
export function workWith<W extends Work>(purpose: Purpose, parts: MachineParts, work: W): Promise<Results[W["kind"]]> {
  const thread = threadFor(purpose);
  if (thread.machine !== parts) {
    thread.machine = parts;
    send(thread, { kind: "machine", parts }).catch(() => (thread.machine = undefined));
  }
  return send(thread, work);
}

/** Does work that needs no machine. */
export function workIn<W extends Work>(purpose: Purpose, work: W): Promise<Results[W["kind"]]> {
  return send(threadFor(purpose), work);
}

function threadFor(purpose: Purpose): Thread {
  const known = threads.get(purpose);
  if (known !== undefined) return known;
  // The arguments of this process are not the thread's: some of them stop it, such as those of a program given as text.
  const worker = new Worker(new URL("./thread-entry.ts", import.meta.url), { execArgv: [] });
  worker.unref();
  const thread: Thread = { worker, waiting: new Map(), machine: undefined, lastId: 0, ending: undefined };
  const end = (error: Error) => {
    if (threads.get(purpose) === thread) threads.delete(purpose);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  };
  worker.on("message", ({ id, result, failure }: { id: number; result: never; failure?: string }) => {
    const one = thread.waiting.get(id);
    thread.waiting.delete(id);
    if (failure === undefined) one?.resolve(result);
    else one?.reject(new Error(`work on texts failed: ${failure}`));
    rest(purpose, thread);
  });
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread that works on texts has ended")));
  threads.set(purpose, thread);
  return thread;
}

/** While it works the process stays; an idle thread holds nobody up. */
function send<W extends Work>(thread: Thread, work: W): Promise<Results[W["kind"]]> {
  clearTimeout(thread.ending);
  const id = (thread.lastId += 1);
  thread.worker.ref();
  return new Promise((resolve, reject) => {
    thread.waiting.set(id, { resolve, reject });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window: there is no origin
    thread.worker.postMessage({ id, work });
  });
}

function rest(purpose: Purpose, thread: Thread): void {
  if (thread.waiting.size > 0) return;
  thread.worker.unref();
  clearTimeout(thread.ending);
  thread.ending = setTimeout(() => {
    if (threads.get(purpose) === thread) threads.delete(purpose);
    void thread.worker.terminate();
  }, idleMilliseconds).unref();
}
