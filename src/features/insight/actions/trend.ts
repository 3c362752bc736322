import { addDays, endOfStep, noSums, sliceWithSums, spanOf, startOfStep, type Asker, type Span } from "#feature/facts";
import type { Figure, Period } from "#feature/facts/contract";

import type { Filter, Trend } from "../contract.ts";
import { chooseStep, type Step } from "../rules/steps.ts";
import { charted, type TrendPoint } from "./control-limits.ts";
import { daysBetween } from "./days.ts";

/** A measure under the filter bar, at a step of the caller's choice or one that fits. */
export type TrendQuery = Filter & { readonly measure: string; readonly step?: Step | undefined };

/**
 * A measure over time with control limits. Spans of time without an answer stand there too; the last one is provisional
 * until it is over.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readTrend(asker: Asker, { step: wanted, ...query }: TrendQuery): Promise<Trend> {
  const span = await spanOf(asker, query);
  const step = wanted ?? (span === null ? "month" : chooseStep({ ...span, days: daysBetween(span.from, span.to) }));
  const { slice, sums, reading } = await sliceWithSums(asker, { ...query, compare: "none", by: [step], limit: 10_000 });

  const known = new Map(
    slice.rows.map((row, index): [string, TrendPoint] => {
      const at = row.key[0]?.value ?? "";
      return [at, { at, figure: row.figure, sums: sums[index] ?? null }];
    }),
  );
  const points = stepsOf(span, step, query.period).map(
    (at): TrendPoint => known.get(at) ?? { at, figure: emptyFigure, sums: noSums },
  );
  return { step, ...charted(points, reading) };
}

const emptyFigure: Figure = {
  state: "none",
  n: 0,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};

/** Every step from the first answer to the last, or to the end of the period as far as it has come. */
function stepsOf(span: Span | null, step: Step, period: Period | undefined): string[] {
  if (span === null) return [];
  const end = period === undefined || period.to > span.today ? span.to : period.to;
  const last = end < span.to ? span.to : end;
  const days: string[] = [];
  for (let at = startOfStep(step, span.from); at <= last; at = addDays(endOfStep(step, at), 1)) days.push(at);
  return days;
}
