import { useEffect, useRef, useSyncExternalStore } from "react";

/** Something that the page one is on can do: offered by the palette while the page is shown. */
export interface PageCommand {
  readonly id: string;
  readonly name: string;
  readonly run: () => void;
}

let offered: readonly PageCommand[] = [];
const listeners = new Set<() => void>();

/** Offers a deed of this page in the palette while the component is shown. */
export function usePageCommand({ id, name, run }: PageCommand): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const command: PageCommand = { id, name, run: () => latest.current() };
    publish([...offered, command]);
    return () => publish(offered.filter((other) => other !== command));
  }, [id, name]);
}

/** What the page one is on can do. */
export function usePageCommands(): readonly PageCommand[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function publish(next: readonly PageCommand[]): void {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
