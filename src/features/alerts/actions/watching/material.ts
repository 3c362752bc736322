import {
  addDays,
  addSums,
  commonScale,
  noSums,
  seriesOf,
  startOfStep,
  type Asker,
  type ManySeries,
  type Reading,
  type SeriesStep,
} from "#feature/facts";
import type { MeasureKind } from "#feature/facts/contract";
import type { Condition } from "#kit/condition";

import type { ChartedRule, Subject, WatchStep } from "../../contract.ts";
import { median, stepFor, stepFrames } from "../../rules/calendar.ts";

/** A point of a series with the sums behind it; for shares also those of the whole. */
export interface MaterialPoint extends SeriesStep {
  readonly whole: SeriesStep["sums"];
}

/** One series before it is charted. */
export interface Material {
  readonly subject: Subject;
  readonly key: string;
  readonly kind: ChartedRule["kind"];
  readonly measureKind: MeasureKind;
  readonly step: WatchStep;
  readonly points: readonly MaterialPoint[];
  readonly reading: Reading;
  /** Whether a lower figure is the better one; null where nobody knows. */
  readonly isLowGood: boolean | null;
}

/** What there is to look at, and what cannot be looked at. */
export interface Gathering {
  readonly material: readonly Material[];
  readonly tooFew: number;
  readonly hidden: number;
  readonly today: string;
}

/** Which series of which measures. */
export interface ToGather {
  readonly rule: ChartedRule;
  readonly measures: readonly string[];
  /** Only this one. */
  readonly only?: { readonly dimension: string; readonly value: string; readonly step: WatchStep } | undefined;
  readonly today: string;
}

/** Fewer answers make no point: it says next to nothing and its variance is not that of a normal value. */
const fewestAnswers = 5;
/** Breakdowns with more values than this are cut to the largest ones. */
const mostValues = 300;

/** Reads what a rule looks at: for each measure by week first, then in the steps that suit its series. */
export async function gather(asker: Asker, { rule, measures, only, today }: ToGather): Promise<Gathering> {
  const parts: Gathering[] = [];
  for (const measure of measures)
    parts.push(await gatherMeasure(asker, { rule, measures: [measure], only, today }, measure));
  return {
    material: parts.flatMap(({ material }) => material),
    tooFew: parts.reduce((sum, { tooFew }) => sum + tooFew, 0),
    hidden: parts.reduce((sum, { hidden }) => sum + hidden, 0),
    today,
  };
}

async function gatherMeasure(asker: Asker, wish: ToGather, measure: string): Promise<Gathering> {
  const { rule, only, today } = wish;
  const wanted = only?.step ?? (rule.step === "auto" ? undefined : rule.step);
  const first = await readStep(asker, wish, { measure, step: wanted ?? "week" });
  const steps = new Map<string, WatchStep | undefined>(
    first.groups.map(({ value, counts }) => [
      value,
      wanted === undefined ? stepFor(median(counts), rule.by === null) : isEnough(counts, wanted) ? wanted : undefined,
    ]),
  );
  const others = [...new Set(steps.values())].filter((step) => step !== undefined && step !== (wanted ?? "week"));
  const further = await Promise.all(
    others.map(async (step) => [step, await readStep(asker, wish, { measure, step: step ?? "week" })] as const),
  );
  const read = new Map([[wanted ?? "week", first] as const, ...further]);
  const material = first.groups.flatMap(({ value }): Material[] => {
    const step = steps.get(value);
    const found = step === undefined ? undefined : read.get(step)?.groups.find((group) => group.value === value);
    return step === undefined || found === undefined ? [] : [materialOf(found, rule, { step, measure })];
  });
  return { material, tooFew: first.groups.length - material.length, hidden: first.hidden, today };
}

function isEnough(counts: readonly number[], step: WatchStep): boolean {
  return median(counts) >= Math.min(fewestAnswers, stepFrames[step].answers);
}

/** A group of one reading: its points, and how many answers its steps have. */
interface ReadGroup {
  readonly value: string;
  readonly name: string;
  readonly points: readonly MaterialPoint[];
  readonly counts: readonly number[];
  readonly reading: Reading;
  readonly measureKind: MeasureKind;
}

async function readStep(
  asker: Asker,
  { rule, only, today }: ToGather,
  { measure, step }: { readonly measure: string; readonly step: WatchStep },
): Promise<{ readonly groups: readonly ReadGroup[]; readonly hidden: number }> {
  const until = lastWhole(step, today, rule.kind === "volume");
  const from = startOfStep(step, addDays(until, -Math.round(stepFrames[step].history * stepFrames[step].days)));
  const period = { from, to: endOf(step, until) };
  const narrowed =
    only === undefined ? rule.where : both(rule.where, { field: only.dimension, op: "in", value: [only.value] });
  const [many, whole] = await Promise.all([
    seriesOf(asker, { measure, where: narrowed, by: rule.by, step, period }),
    rule.kind === "share" ? seriesOf(asker, { measure, where: rule.where, by: null, step, period }) : null,
  ]);
  const groups = many.series
    .filter(({ of }) => of === null || (of.value !== "" && (only === undefined || of.value === only.value)))
    .toSorted((a, b) => sizeOf(b.points) - sizeOf(a.points))
    .slice(0, mostValues)
    .map(({ of, points }): ReadGroup => {
      const filled = pointsFor(rule.kind, points, { whole: whole?.series[0]?.points ?? [], step, until });
      return {
        value: of?.value ?? "",
        name: of?.name ?? "",
        points: filled,
        counts: rule.kind === "share" ? filled.map((point) => point.whole.n) : filled.map(({ sums }) => sums.n),
        reading: many.reading,
        measureKind: many.kind,
      };
    });
  return { groups, hidden: hiddenSeries(many) };
}

function hiddenSeries({ series, hidden }: ManySeries): number {
  return hidden === 0 ? 0 : series.filter(({ points }) => points.length === 0).length;
}

/** Shares have a point wherever the whole has one, volumes wherever the calendar has one. */
function pointsFor(
  kind: ChartedRule["kind"],
  points: readonly SeriesStep[],
  { whole, step, until }: { readonly whole: readonly SeriesStep[]; readonly step: WatchStep; readonly until: string },
): MaterialPoint[] {
  const known = new Map(points.map(({ at, sums }) => [at, sums]));
  if (kind === "share") {
    return whole
      .filter(({ at, sums }) => sums.n >= fewestAnswers && at <= until)
      .map(({ at, sums }) => ({ at, sums: known.get(at) ?? noSums, whole: sums }));
  }
  if (kind === "volume") {
    return stepsBetween(points[0]?.at, until, step).map((at) => ({ at, sums: known.get(at) ?? noSums, whole: noSums }));
  }
  const scale = commonScale(points.at(-1)?.sums ?? noSums);
  const isComparable = ({ sums }: SeriesStep) =>
    sums.n >= fewestAnswers && JSON.stringify(commonScale(sums)) === JSON.stringify(scale);
  return points
    .filter((point) => point.at <= until && isComparable(point))
    .map((point) => ({ ...point, whole: noSums }));
}

function materialOf(
  { value, name, points, reading, measureKind }: ReadGroup,
  rule: ChartedRule,
  { step, measure }: { readonly step: WatchStep; readonly measure: string },
): Material {
  const subject = { measure, dimension: rule.by, value, name };
  const scale = commonScale(addSums(points.slice(-3).map(({ sums }) => sums)));
  return {
    subject,
    key: seriesKey(subject),
    kind: rule.kind,
    measureKind,
    step,
    points,
    reading,
    isLowGood: measureKind === "number" ? null : (scale?.isLowGood ?? false),
  };
}

/** What tells one series of a watch from another. */
export function seriesKey({ measure, dimension, value }: Subject): string {
  return JSON.stringify([measure, dimension, value]);
}

/** The first day of the last step that is over; where answers are counted, a day more is left for them to arrive. */
export function lastWhole(step: WatchStep, today: string, isCounted: boolean): string {
  const yesterday = addDays(today, isCounted ? -2 : -1);
  const start = startOfStep(step, yesterday);
  return endOf(step, start) <= yesterday ? start : startOfStep(step, addDays(start, -1));
}

function endOf(step: WatchStep, start: string): string {
  return addDays(nextStep(step, start), -1);
}

function nextStep(step: WatchStep, start: string): string {
  return startOfStep(step, addDays(start, step === "month" ? 32 : stepFrames[step].days));
}

function stepsBetween(from: string | undefined, until: string, step: WatchStep): string[] {
  const steps: string[] = [];
  for (let at = from; at !== undefined && at <= until; at = nextStep(step, at)) steps.push(at);
  return steps;
}

function both(where: Condition | undefined, also: Condition): Condition {
  return where === undefined ? also : { all: [where, also] };
}

function sizeOf(points: readonly SeriesStep[]): number {
  return points.reduce((sum, { sums }) => sum + sums.n, 0);
}
