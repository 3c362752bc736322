import { commonScale, everyMeasure, type Asker, type MeasureFigures } from "#feature/facts";

import type { Filter, Overview } from "../contract.ts";
import { chooseStep, mostSparkPoints } from "../rules/steps.ts";
import { daysBetween } from "./days.ts";
import { hasTail, tailOf } from "./tail.ts";

/**
 * Every measure with its figure, change, tail warning and small trend, in a fixed number of statements.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readOverview(asker: Asker, filter: Filter): Promise<Overview> {
  const { items, freshness } = await everyMeasure(asker, {
    ...filter,
    stepOf: (span) => {
      const days = span === null ? 1 : daysBetween(span.from, span.to);
      return chooseStep({ days, n: Number.POSITIVE_INFINITY, minimumN: 1 }, mostSparkPoints);
    },
  });
  return {
    items: items.map((item) => itemOf(item)),
    asOf: freshness.asOf,
    lagSeconds: freshness.lagSeconds,
  };
}

function itemOf({ measure, figure, before, difference, sums, points }: MeasureFigures): Overview["items"][number] {
  const scale = sums === null ? null : commonScale(sums);
  return {
    measure,
    figure,
    before,
    difference,
    tail: hasTail(measure.kind, sums) ? tailOf({ figure, scale }) : null,
    spark: points
      .slice(-mostSparkPoints)
      .map(({ at, figure: point }) => ({ at, value: point.estimate?.value ?? null, n: point.n })),
  };
}
