/** Lets a fixed number of statements run at once; the rest wait in the order they came. */
export interface Turns {
  /** Resolves with the function that ends the turn. Rejects when the signal aborts before it began. */
  take(signal: AbortSignal): Promise<() => void>;
  readonly waiting: number;
}

/** Turns for that many at once. */
export function createTurns(limit: number): Turns {
  const queue: { begin: () => void }[] = [];
  let running = 0;

  function end(): void {
    running -= 1;
    queue.shift()?.begin();
  }

  return {
    get waiting() {
      return queue.length;
    },
    take: (signal) =>
      new Promise((resolve, reject) => {
        const entry = {
          begin: () => {
            signal.removeEventListener("abort", giveUp);
            running += 1;
            let ended = false;
            resolve(() => {
              if (!ended) end();
              ended = true;
            });
          },
        };
        const giveUp = () => {
          const at = queue.indexOf(entry);
          if (at >= 0) queue.splice(at, 1);
          reject(signal.reason);
        };
        if (signal.aborted) return giveUp();
        if (running < limit) return entry.begin();
        signal.addEventListener("abort", giveUp, { once: true });
        queue.push(entry);
      }),
  };
}
