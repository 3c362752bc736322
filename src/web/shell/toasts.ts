import { useSyncExternalStore } from "react";

/** A short message that goes away by itself; `undo` offers the way back while it is there. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: "plain" | "problem";
  readonly undo?: (() => void) | undefined;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Shows a message for a few seconds; longer when it can be undone or tells of a problem. */
export function toast(message: string, options: { tone?: Toast["tone"]; undo?: () => void } = {}): void {
  const shown: Toast = { id: ++lastId, message, tone: options.tone ?? "plain", undo: options.undo };
  change([...toasts.slice(-2), shown]);
  const seconds = shown.undo !== undefined || shown.tone === "problem" ? 9 : 4;
  setTimeout(() => dismissToast(shown.id), seconds * 1000);
}

/** Takes a message away before its time. */
export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** The messages to show now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
