import type { timeSteps } from "#feature/facts/contract";

/** A step of time that makes a line of some ten to thirty points; months where nothing is known. */
export function stepFor(span: { readonly from: string; readonly to: string } | null): (typeof timeSteps)[number] {
  if (span === null) return "month";
  const days = (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000;
  if (days <= 31) return "day";
  if (days <= 190) return "week";
  return days <= 1100 ? "month" : "quarter";
}
