import { readdirSync, readFileSync } from "node:fs";

/** Memory that a process and everything it started hold for themselves (proportional set size), in MB. Linux only. */
export function memoryOf(root: number): number {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const isOfRoot = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === root || isOfRoot(parents.get(pid)));
  return [...parents.keys()].filter(isOfRoot).reduce((sum, pid) => sum + proportionalSize(pid), 0) / 1024;
}

function processes(): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0);
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return afterName[1] === undefined ? undefined : Number(afterName[1]);
}

function proportionalSize(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
