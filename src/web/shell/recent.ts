import type { Command } from "./commands.ts";

const stored = "holos.recent";
const most = 5;

/** Remembers, in this browser only, that a command was used. */
export function noteUsed(id: string): void {
  localStorage.setItem(stored, JSON.stringify([id, ...usedIds().filter((other) => other !== id)].slice(0, most)));
}

/** Those of the commands that were used last, newest first. */
export function recentCommands(commands: readonly Command[]): readonly Command[] {
  return usedIds().flatMap((id) => commands.find((command) => command.id === id) ?? []);
}

function usedIds(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(stored) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
