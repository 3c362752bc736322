import { everyMeasure, spanOf, type Asker } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import type { Condition } from "#kit/condition";
import { addDays, lengthOf } from "#kit/period";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import type { Suggestions } from "../contract.ts";
import { detectableOf } from "./whole.ts";

/** Which answers are looked at for changes. */
export interface SuggestQuery {
  readonly period?: Period | undefined;
  /** What the period is compared with; absent: as many days before. */
  readonly before?: Period | undefined;
  readonly where?: Condition | undefined;
  readonly weight: boolean;
}

/**
 * Every measure in the period against the days before it, those that clearly changed first, chance finds controlled over
 * all of them: that nothing changed is an answer.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function suggest(
  asker: Asker,
  { period: asked, before: given, where, weight }: SuggestQuery,
): Promise<Suggestions> {
  const period = asked ?? (await latest(asker, where));
  if (period === null)
    return { period: null, before: null, items: [], tested: 0, falseDiscoveryRate: FALSE_DISCOVERY_RATE };
  const before = given ?? asMuchBefore(period);
  const { items } = await everyMeasure(asker, { period, compare: before, where, weight, stepOf: () => "year" });
  const tested = items.filter(({ difference }) => difference !== null);
  const adjusted = adjustPValues(tested.map(({ difference }) => difference?.p ?? 1));
  const byItem = new Map(tested.map((item, index) => [item, adjusted[index] ?? 1]));
  const judged = items.map((item) => {
    const adjustedP = byItem.get(item) ?? null;
    const clear = item.difference?.clear === true && adjustedP !== null && adjustedP <= FALSE_DISCOVERY_RATE;
    const { measure, figure, before: earlier, difference } = item;
    return { measure, figure, before: earlier, difference, adjustedP, clear, detectable: detectableOf(item) };
  });
  const inOrder = judged.toSorted(
    (a, b) => Number(b.clear) - Number(a.clear) || (a.adjustedP ?? 2) - (b.adjustedP ?? 2) || b.measure.n - a.measure.n,
  );
  return { period, before, items: inOrder, tested: tested.length, falseDiscoveryRate: FALSE_DISCOVERY_RATE };
}

const days = 30;

/** The thirty days up to the newest answer, or up to today where answers carry days to come. */
async function latest(asker: Asker, where: Condition | undefined): Promise<Period | null> {
  const span = await spanOf(asker, { where });
  if (span === null) return null;
  const to = span.to > span.today ? span.today : span.to;
  return { from: addDays(to, 1 - days), to };
}

function asMuchBefore({ from, to }: Period): Period {
  return { from: addDays(from, -lengthOf({ from, to })), to: addDays(from, -1) };
}
