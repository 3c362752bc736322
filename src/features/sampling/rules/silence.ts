import type { MeasureKind } from "#feature/facts/contract";
import type { CutPoints } from "#feature/organisation/contract";
import type { Bounds } from "#statistics/estimate";
import type { ArrivalGroup } from "#statistics/non-response";
import { classify } from "#statistics/nps";

/** The lowest and highest figure a kind of measure can have; null where there are no ends. */
export function endsOf(kind: MeasureKind, scale: Bounds | undefined): Bounds | null {
  if (kind === "nps" || kind === "enps") return { min: -100, max: 100 };
  if (kind === "csat") return { min: 0, max: 100 };
  return scale ?? null;
}

/** What a figure is held against where nobody said otherwise. */
export function middleOf({ min, max }: Bounds): number {
  return (min + max) / 2;
}

/** Days of delay are put together so that every group has people: the same day, one or two days, up to a week, later. */
const steps: readonly { readonly upTo: number; readonly delay: number }[] = [
  { upTo: 0, delay: 0 },
  { upTo: 2, delay: 1 },
  { upTo: 7, delay: 4 },
  { upTo: 14, delay: 10 },
  { upTo: Infinity, delay: 21 },
];

/** Answers by how late they came: in points for recommendation, in steps of the scale else. */
export function arrivalGroups(
  delays: readonly { readonly id: string; readonly days: number }[],
  scores: readonly { readonly responseId: string; readonly score: number }[],
  kind: MeasureKind,
  cuts: CutPoints,
): readonly ArrivalGroup[] {
  const scoreOf = new Map(scores.map(({ responseId, score }) => [responseId, score]));
  const value = (score: number): number => (kind === "nps" ? points[classify(score, cuts)] : score);
  const grouped = Map.groupBy(
    delays.flatMap(({ id, days }) => {
      const score = scoreOf.get(id);
      return score === undefined ? [] : [{ delay: delayOf(days), value: value(score) }];
    }),
    ({ delay }) => delay,
  );
  return [...grouped]
    .map(([delay, some]) => ({ delay, ...momentsOf(some.map((one) => one.value)) }))
    .toSorted((a, b) => a.delay - b.delay);
}

const points = { promoter: 100, passive: 0, detractor: -100 } as const;

function delayOf(days: number): number {
  return steps.find(({ upTo }) => days <= upTo)?.delay ?? 21;
}

function momentsOf(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) };
}
