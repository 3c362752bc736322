/** The last day that is over everywhere: seeds must not lie in the future of any zone. */
export function lastWholeDay(now: Date): string {
  return new Date(now.getTime() - 36 * 3_600_000).toISOString().slice(0, 10);
}
