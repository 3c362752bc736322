/** What was, and what was undone: the way back and forth through everything done since the page was opened. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly future: readonly Value[];
  /** Names what was changed last and when, so that letters typed in one go are one step. */
  readonly last: { readonly mark: string; readonly at: number } | undefined;
}

/** A history of nothing. */
export const emptyHistory = { past: [], future: [], last: undefined } as const;

/** How many steps back are kept. */
const mostSteps = 300;
/** Changes of the same place within this time are one step, in milliseconds. */
const oneGo = 1500;

/** The history after a change away from `before`; what had been undone cannot be redone any more. */
export function noted<Value>(
  history: History<Value>,
  before: Value,
  { mark, at }: { readonly mark: string | undefined; readonly at: number },
): History<Value> {
  const { last, past } = history;
  const goesOn = mark !== undefined && last?.mark === mark && at - last.at < oneGo && history.future.length === 0;
  return {
    past: goesOn ? past : [...past, before].slice(-mostSteps),
    future: [],
    last: mark === undefined ? undefined : { mark, at },
  };
}

/** One step back from `now`: what it was, and the history from there. Undefined when there is nothing to undo. */
export function undone<Value>(
  { past, future }: History<Value>,
  now: Value,
): { readonly value: Value; readonly history: History<Value> } | undefined {
  const value = past.at(-1);
  if (value === undefined) return undefined;
  return { value, history: { past: past.slice(0, -1), future: [now, ...future], last: undefined } };
}

/** One step forth again. Undefined when nothing was undone. */
export function redone<Value>(
  { past, future }: History<Value>,
  now: Value,
): { readonly value: Value; readonly history: History<Value> } | undefined {
  const [value, ...rest] = future;
  if (value === undefined) return undefined;
  return { value, history: { past: [...past, now], future: rest, last: undefined } };
}
