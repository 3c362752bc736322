import type { Heatmap } from "#feature/insight/contract";

export type HeatCell = Heatmap["cells"][number];
export type Heat = "above-2" | "above-1" | "plain" | "below-1" | "below-2" | "few" | "none";

/**
 * How a cell looks: coloured only where it differs clearly from the rest of the week, chance finds controlled; stronger
 * where it lies a good deal further off than the middle one of those that do.
 */
export function heatOf(cell: HeatCell | undefined, heatmap: Heatmap): Heat {
  if (cell === undefined || cell.figure.state === "none") return "none";
  if (cell.figure.estimate === null) return "few";
  if (cell.verdict !== "above" && cell.verdict !== "below") return "plain";
  return `${cell.verdict}-${distanceOf(cell) >= 1.25 * usualDistance(heatmap) ? 2 : 1}`;
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

function distanceOf({ versusRest }: HeatCell): number {
  return Math.abs(versusRest?.value ?? 0);
}

function usualDistance({ cells }: Heatmap): number {
  const distances = cells
    .filter(({ verdict }) => verdict === "above" || verdict === "below")
    .map(distanceOf)
    .sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 0;
}
