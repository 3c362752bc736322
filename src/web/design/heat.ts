import type { Heatmap } from "#feature/insight/contract";

export type HeatCell = Heatmap["cells"][number];
export type Heat = "above-2" | "above-1" | "plain" | "below-1" | "below-2" | "few" | "none";

/**
 * How a cell looks: coloured only where its interval leaves out the figure of the whole, stronger where it lies twice
 * as far from it as the middle one of those that do.
 */
export function heatOf(cell: HeatCell | undefined, heatmap: Heatmap): Heat {
  const whole = heatmap.total.estimate?.value;
  if (cell === undefined || cell.figure.state === "none") return "none";
  if (cell.figure.estimate === null || whole === undefined) return "few";

  const { value, interval } = cell.figure.estimate;
  if (interval.low <= whole && whole <= interval.high) return "plain";
  const isFar = Math.abs(value - whole) >= 1.25 * usualDistance(heatmap, whole);
  return `${value > whole ? "above" : "below"}-${isFar ? 2 : 1}`;
}

/** The cell of a weekday (1 Monday to 7) and an hour, if any answers fell there. */
export function cellAt({ cells }: Heatmap, weekday: number, hour: number): HeatCell | undefined {
  return cells.find((cell) => cell.weekday === weekday && cell.hour === hour);
}

/** First and last hour that hold any answers; the whole day when none do. */
export function hoursOf({ cells }: Heatmap): readonly number[] {
  const used = cells.filter(({ figure }) => figure.state !== "none").map(({ hour }) => hour);
  const from = used.length === 0 ? 0 : Math.min(...used);
  const to = used.length === 0 ? 23 : Math.max(...used);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

function usualDistance({ cells }: Heatmap, whole: number): number {
  const distances = cells
    .flatMap(({ figure }) => (figure.estimate === null ? [] : [figure.estimate]))
    .filter(({ interval }) => interval.low > whole || interval.high < whole)
    .map(({ value }) => Math.abs(value - whole))
    .sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 0;
}
