import type { Settings } from "#feature/organisation/contract";
import { TOO_FEW_RULE } from "#statistics/too-few";

import type { MeasureKind, SliceQuery, SliceRow } from "../contract.ts";
import type { Reading } from "../rules/counts.ts";
import { isTimeStep } from "../rules/dimensions.ts";
import { differenceOf, figureOf } from "../rules/figure.ts";
import { endOfStep } from "../rules/period.ts";
import type { Sums } from "../rules/sums.ts";
import type { Freshness } from "./words.ts";

/** A total is printed from so many answers on, with the wide interval it then has; a row of a breakdown from the setting. */
export const minimumOfTotal = 5;

/** Sums of one group on their way to a figure. */
export interface ToShow {
  /** Empty for a total. */
  readonly key: readonly string[];
  readonly now: Sums;
  readonly before: Sums | null;
  readonly isHidden: boolean;
}

/** What decides how sums are shown. */
export interface Circumstances {
  readonly kind: MeasureKind;
  readonly query: Pick<SliceQuery, "by" | "period" | "weight">;
  readonly settings: Settings;
  readonly freshness: Freshness;
  /** The organisation's local calendar day. */
  readonly today: string;
}

/** How the answers of a measure are read under these settings. */
export function readingOf({ kind, query, settings }: Circumstances): Reading {
  return { kind, cuts: settings.cutPoints, isWeighted: query.weight };
}

/** Figure, earlier figure and difference of a group. A point in time has no earlier figure: that is another point. */
export function show(group: ToShow, how: Circumstances): Omit<SliceRow, "key"> {
  const reading = readingOf(how);
  const isTotal = group.key.length === 0;
  const minimum = isTotal ? minimumOfTotal : Math.max(how.settings.minimumN, TOO_FEW_RULE.trend);
  const hidden = { isHidden: group.isHidden, minimum };
  const figure = figureOf(group.now, reading, { ...hidden, isProvisional: isProvisional(group.key, how) });
  if (group.before === null || (!isTotal && how.query.by.some(isTimeStep))) {
    return { figure, before: null, difference: null };
  }

  const before = figureOf(group.before, reading, { ...hidden, isProvisional: how.freshness.pending > 0 });
  const isComparable = figure.state === "ok" && before.state === "ok";
  return { figure, before, difference: isComparable ? differenceOf(group.now, group.before, reading) : null };
}

/** Whether more answers may still come in: the facts lie behind, or the span of time is not over. */
function isProvisional(key: readonly string[], { query, freshness, today }: Circumstances): boolean {
  if (freshness.pending > 0) return true;
  const index = query.by.findIndex(isTimeStep);
  const step = query.by[index];
  if (step !== undefined && isTimeStep(step) && key.length > 0) {
    const from = key[index] ?? today;
    return from <= today && endOfStep(step, from) >= today;
  }
  return query.period !== undefined && query.period.from <= today && query.period.to >= today;
}
