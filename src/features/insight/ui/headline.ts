import type { Overview } from "#feature/insight/contract";

export type OverviewItem = Overview["items"][number];

const kindsFirst = ["nps", "csat", "enps", "ces", "rating", "gap", "number", "choice", "text"];
const programmesFirst = ["relational", "transactional", "product", "review", "competitor", "employee"];

/**
 * The measure that speaks for the whole: the one asked for, else the one everybody is led by (R98), else recommendation before
 * satisfaction, customers first.
 */
export function headlineOf(
  items: readonly OverviewItem[],
  wanted: string | undefined,
  top: string | null = null,
): OverviewItem | undefined {
  const asked = items.find(({ measure }) => measure.ref === wanted) ?? items.find(({ measure }) => measure.ref === top);
  return asked ?? [...items].sort((a, b) => weightOf(a) - weightOf(b) || b.measure.n - a.measure.n)[0];
}

/** Key of the sentence that the figure allows: which side of the middle its whole interval lies on. */
export function verdictOf({ measure, figure }: OverviewItem): string {
  const sentence = measure.surveyId === null ? sentences[measure.kind] : undefined;
  const interval = figure.estimate?.interval;
  if (sentence === undefined || interval === undefined) return "headline.plain";
  if (interval.low > sentence.middle) return `headline.${measure.kind}-good`;
  return `headline.${measure.kind}-${interval.high < sentence.middle ? "bad" : "even"}`;
}

/** Measures by programme, the programmes in a fixed order, within each the broad ones first. */
export function byProgramme(items: readonly OverviewItem[]): readonly { programme: string; items: OverviewItem[] }[] {
  const groups = Map.groupBy(items, ({ measure }) => measure.programme);
  return [...groups]
    .sort(([a], [b]) => programmesFirst.indexOf(a) - programmesFirst.indexOf(b))
    .map(([programme, within]) => ({
      programme,
      items: within.toSorted((a, b) => weightOf(a) - weightOf(b) || b.measure.n - a.measure.n),
    }));
}

const sentences: Readonly<Record<string, { readonly middle: number }>> = {
  nps: { middle: 0 },
  enps: { middle: 0 },
  csat: { middle: 50 },
};

function weightOf({ measure }: OverviewItem): number {
  const single = measure.surveyId === null ? 0 : 100;
  return single + kindsFirst.indexOf(measure.kind) * 10 + Math.max(0, programmesFirst.indexOf(measure.programme));
}
