import { useSyncExternalStore } from "react";

/** What is about to happen, named, and the word on the button that does it. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

interface Asked extends Question {
  readonly answer: (agreed: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

/** Asks once before something that cannot be undone; resolves to whether it was agreed to. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    change({
      ...question,
      answer: (agreed) => {
        change(null);
        resolve(agreed);
      },
    });
  });
}

/** The question being asked now, if any. */
export function useAsked(): Asked | null {
  return useSyncExternalStore(subscribe, () => asked);
}

function change(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
