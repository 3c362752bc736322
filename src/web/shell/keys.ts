import { useEffect, useRef, useSyncExternalStore } from "react";

/** A key of the page: what to press, what it does in words, and the doing. */
export interface PageKey {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

let registered: ReadonlyMap<number, readonly PageKey[]> = new Map();
let lastId = 0;
const listeners = new Set<() => void>();

/** Binds keys while the component is shown, and lists them in the help that `?` opens. Never fires while one types. */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys);
  const labels = keys.map(({ key, label }) => `${key} ${label}`).join("\n");
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const id = ++lastId;
    publish(new Map([...registered, [id, latest.current]]));
    const press = (event: KeyboardEvent) => pressed(event, latest.current);
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      publish(new Map([...registered].filter(([other]) => other !== id)));
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the help is published anew when its words change
  }, [labels]);
}

/** Every key that works now, for the help. */
export function useRegisteredKeys(): readonly PageKey[] {
  return [...useSyncExternalStore(subscribe, () => registered).values()].flat();
}

function pressed(event: KeyboardEvent, keys: readonly PageKey[]): void {
  const withModifier = event.ctrlKey || event.metaKey;
  if (event.defaultPrevented || event.altKey || (isTyping(event.target) && !withModifier)) return;
  const shift = event.shiftKey ? "shift+" : "";
  const name = withModifier ? `mod+${shift}${event.key.toLowerCase()}` : event.key;
  const found = keys.find(({ key }) => key === name);
  if (found === undefined) return;
  event.preventDefault();
  found.run();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

function publish(next: ReadonlyMap<number, readonly PageKey[]>): void {
  registered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
