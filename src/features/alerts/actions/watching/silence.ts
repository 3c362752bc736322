import type { Finding } from "../../contract.ts";
import { daysFrom, runLengthFor, stepFrames } from "../../rules/calendar.ts";
import type { Material } from "./material.ts";

/**
 * Whether answers have stopped: how likely so long a pause is at the rate that answers came before it (Poisson, widened
 * by what days and weeks ordinarily differ). Told when it is less likely than the false alarms of one series allow.
 */
export function silenceOf(
  { points, step, subject }: Material,
  falseAlarms: number,
  series: number,
): Extract<Finding, { type: "silent" }> | null {
  const last = points.findLastIndex(({ sums }) => sums.n > 0);
  const pause = points.length - 1 - last;
  const first = points[last + 1];
  const before = points.slice(Math.max(0, last + 1 - stepFrames[step].baseline), last + 1).map(({ sums }) => sums.n);
  const end = points.at(-1);
  if (pause < 1 || first === undefined || end === undefined || before.length < stepFrames[step].baseline) return null;

  const mean = before.reduce((sum, n) => sum + n, 0) / before.length;
  const spread = before.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (before.length - 1);
  const expected = pause * mean;
  const probability = Math.exp(-expected / Math.max(1, spread / Math.max(mean, 1e-9)));
  if (probability * runLengthFor(step, falseAlarms, series) > 1) return null;
  const days = daysFrom(first.at, end.at) + Math.round(stepFrames[step].days);
  return { type: "silent", subject, since: first.at, days, expected, probability };
}
