import { spawn } from "node:child_process";
import { Socket } from "node:net";

/** Ends the Postgres server when this process dies without ending it, also by `kill -9`. */
export interface Watchdog {
  /** Names the process to end. */
  watch(pid: number): void;
  /** There is nothing left to end. */
  stop(): void;
}

/**
 * A shell of about one megabyte that reads a pipe from us: when the pipe closes, we are gone, and it asks the last
 * process it was told to shut down fast, later at once. Windows has no such shell; there the next start finds the server.
 */
export function startWatchdog(): Watchdog {
  if (process.platform === "win32") return { watch: () => undefined, stop: () => undefined };

  const shell = spawn("/bin/sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"], cwd: "/" });
  shell.unref();
  shell.on("error", () => undefined);
  shell.stdin.on("error", () => undefined);
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    stop: () => void shell.stdin.end("none\n"),
  };
}

const script = `
trap '' INT TERM HUP
pid=none
while read -r line; do pid=$line; done
[ "$pid" = none ] && exit 0
kill -INT "$pid" 2>/dev/null || exit 0
n=0
while kill -0 "$pid" 2>/dev/null && [ $n -lt 15 ]; do sleep 1; n=$((n+1)); done
kill -QUIT "$pid" 2>/dev/null
`;
