/** Hands one item in and gets its own result back, when the transaction it shared with others has committed. */
export type Gatherer<Item, Result> = (item: Item) => Promise<Result>;

/** How much is gathered. */
export interface GatherOptions {
  /** Most items of one flush. */
  readonly most?: number;
  /** Flushes that may run at the same time. */
  readonly lanes?: number;
  /** So many must wait before another flush starts beside a running one. */
  readonly worthALane?: number;
}

const givingUp = 3;

/** How long, in milliseconds, a flush waits for as many as the last one had: those who got their answer send again. */
const lingerFor = 2;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

type Flush<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Gathers what many callers hand in one by one into few flushes: while one runs, the next one fills. So a lone caller
 * waits for nothing, and under load the commits are shared: a flush then waits a moment to become as large as the last.
 * When a flush fails as a whole, each of its items is tried by itself, so that whatever broke it fails alone; three
 * failures in a row mean that it is the database, not the item.
 */
export function gatherInto<Item, Result>(
  flush: Flush<Item, Result>,
  { most = 500, lanes = 2, worthALane = 12 }: GatherOptions = {},
): Gatherer<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  let isPlanned = false;
  let lastSize = 0;
  let lingering: NodeJS.Timeout | undefined;

  function plan(): void {
    if (isPlanned || running >= lanes || waiting.length < (running === 0 ? 1 : worthALane)) return;
    if (waiting.length < Math.min(lastSize, most) - 1) lingering ??= setTimeout(begin, lingerFor);
    else begin();
  }

  function begin(): void {
    clearTimeout(lingering);
    lingering = undefined;
    if (isPlanned || running >= lanes || waiting.length === 0) return;
    isPlanned = true;
    setImmediate(start);
  }

  function start(): void {
    isPlanned = false;
    const batch = waiting.slice(0, most);
    lastSize = batch.length;
    waiting = waiting.slice(most);
    if (batch.length === 0) return;
    running += 1;
    void runBatch(flush, batch).finally(() => {
      running -= 1;
      plan();
    });
    plan();
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      plan();
    });
}

async function runBatch<Item, Result>(
  flush: Flush<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await flush(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
  } catch (error) {
    if (batch.length > 1) await runEach(flush, batch);
    else batch[0]?.reject(error);
  }
}

async function runEach<Item, Result>(
  flush: Flush<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  let failuresInARow = 0;
  let lastError: unknown;
  for (const { item, resolve, reject } of batch) {
    try {
      if (failuresInARow >= givingUp) throw lastError;
      resolve((await flush([item]))[0] as Result);
      failuresInARow = 0;
    } catch (error) {
      failuresInARow += 1;
      lastError = error;
      reject(error);
    }
  }
}
