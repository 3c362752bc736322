import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";

import type { Period } from "../contract.ts";
import { partsOf } from "../rules/measure.ts";
import { dayAt } from "../rules/period.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readSpan } from "../store/lists.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** From when to when there are answers, how many, and what a breakdown needs to print a figure. */
export interface Span {
  readonly from: string;
  readonly to: string;
  /** Roughly how much there is to divide into points: never shown. */
  readonly n: number;
  readonly minimumN: number;
  /** The organisation's local calendar day. */
  readonly today: string;
}

/**
 * The span of time of a measure (without one: of all answers) under this filter; null when there are none. Its days are
 * not protected: round them to steps before showing them.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`
 */
export async function spanOf(
  { stores, viewer }: Asker,
  query: { readonly measure?: string; readonly where?: Condition | undefined; readonly period?: Period | undefined },
): Promise<Span | null> {
  requirePermission(viewer, "insight.read");
  requireKnownFields(query.where);
  const { words, settings } = await readGround(stores, query.where);
  const measure = query.measure === undefined ? null : partsOf(query.measure);
  const filter = {
    measure,
    where: query.where,
    period: query.period ?? null,
    scope: unitScope(viewer, "insight.read"),
  };
  const span = await readSpan(stores.clickhouse, filter, words);
  return span === null
    ? null
    : { ...span, minimumN: settings.minimumN, today: dayAt(stores.clock.now(), settings.timeZone) };
}
