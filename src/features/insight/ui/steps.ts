import type { TimeStep } from "#web/format/time.ts";

/** First and last local day of the time step that begins at `at`. */
export function daysOfStep(at: string, step: TimeStep): { from: string; to: string } {
  const from = at.slice(0, 10);
  const next = new Date(`${from}T00:00:00Z`);
  if (step === "day") next.setUTCDate(next.getUTCDate() + 1);
  if (step === "week") next.setUTCDate(next.getUTCDate() + 7);
  if (step === "month") next.setUTCMonth(next.getUTCMonth() + 1);
  if (step === "quarter") next.setUTCMonth(next.getUTCMonth() + 3);
  if (step === "year") next.setUTCFullYear(next.getUTCFullYear() + 1);
  next.setUTCDate(next.getUTCDate() - 1);
  return { from, to: next.toISOString().slice(0, 10) };
}
