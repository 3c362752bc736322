import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When the process began, in a form that tells two processes with one id apart; empty where the system has no /proc. */
export function startOf(pid: number): string {
  return statFields(pid)[19] ?? "";
}

/** Command line of a process; empty where the system has no /proc. */
export function commandOf(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
}

/** Waits until the process is gone, at most that many milliseconds. Says whether it is. */
export async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
}

/** Sends a signal; a process that is gone already is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function isZombie(pid: number): boolean {
  return statFields(pid)[0] === "Z";
}

/** Fields of /proc/pid/stat from the third on (proc(5)); the second may hold spaces and brackets. */
function statFields(pid: number): string[] {
  const text = textOf(`/proc/${pid}/stat`);
  return text === "" ? [] : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
