import { boundsOf, groupTallies, meanSums, recommendationCounts, topBoxCounts } from "#feature/facts";
import { detectorFor, type Detector } from "#statistics/detector";
import type { SeriesPoint } from "#statistics/level-filter";
import { watchSeries, type WatchedSeries } from "#statistics/watch-series";
import {
  countSeries,
  meanSeries,
  recommendationSeries,
  shareSeries,
  type WorkingSeries,
} from "#statistics/working-scale";

import type { ChartedRule } from "../../contract.ts";
import { quietPoints, runLengthFor, stepFrames } from "../../rules/calendar.ts";
import type { Material } from "./material.ts";

/** A series with what was expected of it and the alarms it raised. */
export interface Charted {
  readonly material: Material;
  readonly working: WorkingSeries;
  /** From the working scale to the unit that is shown: shares stand in per cent. */
  readonly show: (value: number) => number;
  readonly detector: Detector;
  readonly sides: 1 | 2;
  /** Points between its false alarms. */
  readonly runLength: number;
  readonly watched: WatchedSeries;
}

/** How often series may cry wolf, and what they cried before. */
export interface Charting {
  readonly rule: Pick<ChartedRule, "detector" | "direction" | "falseAlarms">;
  /** Series that share the false alarms. */
  readonly series: number;
  readonly quietDays: number;
  /** Days on which this series stood out before. */
  readonly toldOn?: readonly string[];
}

/** Whether a series has the points that a baseline needs, and one to judge. */
export function isReady({ points, step }: Material): boolean {
  return points.length > stepFrames[step].baseline;
}

/** Charts one series: standardised by itself, watched by the rule's detector. */
export function chart(material: Material, { rule, series, quietDays, toldOn = [] }: Charting): Charted {
  const { step } = material;
  const direction = wayOf(rule.direction, material.isLowGood);
  const sides = direction === "both" ? 2 : 1;
  const runLength = runLengthFor(step, rule.falseAlarms, series);
  const detector = detectorFor(rule.detector, sides, runLength);
  const { working, show } = workingOf(material);
  const points = working.points.map((point, index): SeriesPoint => ({
    ...point,
    ...calendarOf(material.points[index]?.at ?? "", step),
  }));
  const watched = watchSeries(points, {
    detector,
    direction,
    baseline: stepFrames[step].baseline,
    quiet: quietPoints(quietDays, step),
    begins: beginsAfter(material, toldOn),
  });
  return { material, working, show, detector, sides, runLength, watched };
}

/** Which way is told of. Where nobody knows what is better, both are. */
function wayOf(direction: ChartedRule["direction"], isLowGood: boolean | null): "up" | "down" | "both" {
  if (direction === "both") return "both";
  if (direction === "more") return "up";
  if (direction === "less") return "down";
  if (isLowGood === null) return "both";
  return (direction === "worse") === isLowGood ? "up" : "down";
}

/** After what was told a new level begins, also when this computation would not have told it. */
function beginsAfter({ points }: Material, toldOn: readonly string[]): number[] {
  return toldOn.map((day) => points.findIndex(({ at }) => at > day)).filter((index) => index > 0);
}

function calendarOf(at: string, step: Material["step"]): Pick<SeriesPoint, "weekday" | "month"> {
  const date = new Date(`${at}T00:00:00Z`);
  return step === "day" ? { weekday: (date.getUTCDay() + 6) % 7 } : { month: date.getUTCMonth() };
}

function workingOf({ kind, measureKind, points, reading }: Material): Pick<Charted, "working" | "show"> {
  const { isWeighted } = reading;
  if (kind === "volume") return plain(countSeries(points.map(({ sums }) => sums.n)));
  if (kind === "share")
    return inPercent(shareSeries(points.map(({ sums, whole }) => ({ successes: sums.n, n: whole.n }))));
  const groups = points.map(({ sums }) => groupTallies(sums, reading));
  if (measureKind === "nps" || measureKind === "enps") {
    return plain(recommendationSeries(groups.map((group) => recommendationCounts(group, isWeighted))));
  }
  if (measureKind === "csat") return inPercent(shareSeries(groups.map((group) => topBoxCounts(group, isWeighted))));
  const last = points.at(-1);
  const bounds = last === undefined ? undefined : boundsOf(measureKind, last.sums);
  return plain(
    meanSeries(
      points.map(({ sums }) => meanSums(sums, isWeighted)),
      bounds,
    ),
  );
}

function plain(working: WorkingSeries): Pick<Charted, "working" | "show"> {
  return { working, show: working.back };
}

function inPercent(working: WorkingSeries): Pick<Charted, "working" | "show"> {
  return { working, show: (value) => 100 * working.back(value) };
}
