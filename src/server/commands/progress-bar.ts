/** A progress line on standard error: a bar on a terminal, a line every tenth part otherwise. */
export interface ProgressBar {
  update(done: number, total: number): void;
  finish(): void;
}

const width = 30;

/** A bar that draws nothing when `silent` (with `--json`). */
export function progressBar(label: string, silent: boolean): ProgressBar {
  let lastTenth = -1;
  const isTerminal = process.stderr.isTTY;
  return {
    update(done, total) {
      if (silent) return;
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const tenth = Math.floor(share * 10);
      if (!isTerminal && tenth === lastTenth) return;
      lastTenth = tenth;
      process.stderr.write(
        isTerminal ? `\r${lineOf(label, share, done, total)}` : `${lineOf(label, share, done, total)}\n`,
      );
    },
    finish() {
      if (!silent && isTerminal) process.stderr.write("\n");
    },
  };
}

function lineOf(label: string, share: number, done: number, total: number): string {
  const filled = Math.round(share * width);
  const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
  return `${label} ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}
