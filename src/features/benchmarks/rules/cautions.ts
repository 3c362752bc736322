import type { BenchmarkSettings, Caution } from "../contract.ts";
import type { Circumstances, Known } from "./comparing.ts";

/** Whether better or worse may not be said beside this. */
export function forbidsVerdict(caution: Caution): boolean {
  return ["no-n", "no-own", "method-differs", "method-unknown", "own-cuts"].includes(caution);
}

/** What makes a figure less than comparable with ours; without a reference only what concerns itself. */
export function cautionsOf(latest: Known, reference: Known | null, how: Circumstances): Caution[] {
  const { shown } = latest;
  const found: [Caution, boolean][] = [
    ["no-n", latest.counts === null],
    ["widest", latest.isWidest],
    ["stale", isStale(shown.on, how)],
    ["paid-by-them", latest.paidBy === "them"],
    ...(reference === null ? [] : besideOf(latest, reference, how)),
  ];
  return found.filter(([, holds]) => holds).map(([caution]) => caution);
}

function besideOf(
  { shown, whose }: Known,
  reference: Known,
  { isFiltered, hasOwnCuts }: Circumstances,
): [Caution, boolean][] {
  const ours = reference.shown;
  const isUnknown = shown.method === "unknown" || ours.method === "unknown";
  const days = Math.abs(Date.parse(shown.on) - Date.parse(ours.on)) / 86_400_000;
  return [
    ["method-unknown", isUnknown],
    ["method-differs", !isUnknown && shown.method !== ours.method],
    ["own-cuts", hasOwnCuts && shown.from === "entered" && ours.from !== "entered"],
    ["other-customers", whose === "ours"],
    ["filtered", isFiltered && shown.from === "entered"],
    ["far-apart", days > 366],
  ];
}

function isStale(
  on: string,
  { until, settings }: { readonly until: string; readonly settings: BenchmarkSettings },
): boolean {
  return Date.parse(until) - Date.parse(on) > settings.staleMonths * 30.44 * 86_400_000;
}
