/** Where a value stands on its way to the server. */
export type SaveState = "saved" | "waiting" | "saving" | "failed";

/** Saves the latest value some time after the last change, one at a time. */
export interface Autosave<Value> {
  /** Takes a changed value; it is saved once nothing has changed for a while. */
  readonly put: (value: Value) => void;
  /** Saves now what waits; resolves to whether everything is saved. */
  readonly flush: () => Promise<boolean>;
  /** Forgets what waits, for a value that is not to be saved after all. */
  readonly drop: () => void;
}

interface AutosaveOptions<Value> {
  /** How long nothing must change before a save, in milliseconds. */
  readonly delay: number;
  /** Throws when the value cannot be saved; it then waits for the next `put` or `flush`. */
  readonly save: (value: Value) => Promise<void>;
  readonly onState: (state: SaveState, error?: unknown) => void;
}

/** Makes an autosave. Never two saves at once: what changes during a save is saved after it. */
export function createAutosave<Value>({ delay, save, onState }: AutosaveOptions<Value>): Autosave<Value> {
  let waiting: { readonly value: Value } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;

  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    return (running ??= run().finally(() => (running = undefined)));
  };

  async function run(): Promise<boolean> {
    while (waiting !== undefined) {
      const taken = waiting;
      waiting = undefined;
      onState("saving");
      try {
        await save(taken.value);
      } catch (error) {
        waiting ??= taken;
        onState("failed", error);
        return false;
      }
    }
    onState("saved");
    return true;
  }

  return {
    put: (value) => {
      waiting = { value };
      if (running === undefined) onState("waiting");
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delay);
    },
    flush,
    drop: () => {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}
