import { addSums, differenceOf, estimateOf, type Reading, type Sums } from "#feature/facts";
import { percentOf } from "#statistics/csat";
import { shareDifference } from "#statistics/difference";
import type { Alarm } from "#statistics/watch-series";

import type { ChartedRule, MovedFinding, Value } from "../../contract.ts";
import { stepFrames } from "../../rules/calendar.ts";
import type { Charted } from "./charting.ts";
import type { MaterialPoint } from "./material.ts";

type Compared = Pick<MovedFinding, "before" | "after" | "difference">;

/** What an alarm says, in figures: since it began, against the level that was left, as far back as a baseline is long. */
export function movedFinding(
  charted: Charted,
  alarm: Alarm,
  { rule, series }: { readonly rule: ChartedRule; readonly series: number },
): MovedFinding {
  const { material } = charted;
  const { points, step, kind, subject, isLowGood } = material;
  const from = Math.max(alarm.levelFrom, alarm.onset - stepFrames[step].baseline);
  const earlier = points.slice(from, alarm.onset);
  const later = points.slice(alarm.onset, alarm.index + 1);
  const isFall = alarm.direction === "down";
  return {
    type: "moved",
    kind,
    subject,
    step,
    detector: rule.detector,
    move: alarm.direction,
    isWorse: kind === "measure" && isLowGood !== null ? isFall !== isLowGood : null,
    ...comparedBy(kind, { earlier, later }, material.reading),
    isNew: kind === "share" && earlier.every(({ sums }) => sums.n === 0),
    falseAlarms: rule.falseAlarms,
    series,
  };
}

interface TwoSpans {
  readonly earlier: readonly MaterialPoint[];
  readonly later: readonly MaterialPoint[];
}

function comparedBy(kind: ChartedRule["kind"], spans: TwoSpans, reading: Reading): Compared {
  if (kind === "volume") return comparedVolumes(spans);
  const [before, after] = [summed(spans.earlier), summed(spans.later)];
  if (kind === "share") return comparedShares(spans);
  const difference = differenceOf(after, before, reading);
  return {
    before: valueOf(before, reading),
    after: valueOf(after, reading),
    difference:
      difference === null
        ? null
        : {
            value: difference.value,
            low: difference.interval.low,
            high: difference.interval.high,
            clear: difference.clear,
          },
  };
}

function summed(points: readonly MaterialPoint[]): Sums {
  return addSums(points.map(({ sums }) => sums));
}

function valueOf(sums: Sums, reading: Reading): Value | null {
  const estimate = sums.n === 0 ? null : estimateOf(sums, reading);
  if (estimate === null) return null;
  return { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high, n: sums.n };
}

function comparedShares({ earlier, later }: TwoSpans): Compared {
  const counts = (points: readonly MaterialPoint[]) => ({
    successes: summed(points).n,
    n: points.reduce((sum, { whole }) => sum + whole.n, 0),
  });
  const [before, after] = [counts(earlier), counts(later)];
  const value = (of: typeof before): Value | null => {
    if (of.n === 0) return null;
    const { value: share, interval } = percentOf(of);
    return { value: share, low: interval.low, high: interval.high, n: of.n };
  };
  if (before.n === 0 || after.n === 0) return { before: value(before), after: value(after), difference: null };
  const { value: by, interval, clear } = shareDifference(after, before);
  const difference = { value: 100 * by, low: 100 * interval.low, high: 100 * interval.high, clear };
  return { before: value(before), after: value(after), difference };
}

/** Answers a step, with the spread that steps of the past had among themselves. */
function comparedVolumes({ earlier, later }: TwoSpans): Compared {
  const counts = earlier.map(({ sums }) => sums.n);
  const mean = counts.reduce((sum, n) => sum + n, 0) / Math.max(1, counts.length);
  const spread = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / Math.max(1, counts.length - 1);
  const variance = Math.max(spread, mean, 0.5);
  const rate = (points: readonly MaterialPoint[]): Value => {
    const n = points.reduce((sum, { sums }) => sum + sums.n, 0);
    const value = n / Math.max(1, points.length);
    const margin = 1.96 * Math.sqrt(variance / Math.max(1, points.length));
    return { value, low: Math.max(0, value - margin), high: value + margin, n };
  };
  const [before, after] = [rate(earlier), rate(later)];
  const by = after.value - before.value;
  const margin = 1.96 * Math.sqrt(variance * (1 / Math.max(1, earlier.length) + 1 / Math.max(1, later.length)));
  const difference = { value: by, low: by - margin, high: by + margin, clear: Math.abs(by) > margin };
  return { before, after, difference };
}
