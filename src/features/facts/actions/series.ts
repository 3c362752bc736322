import { requirePermission } from "#feature/access";
import type { Condition } from "#kit/condition";

import { sliceQuerySchema, type Dimension, type MeasureKind, type Period } from "../contract.ts";
import type { Reading } from "../rules/counts.ts";
import { partsOf } from "../rules/measure.ts";
import { dayAt } from "../rules/period.ts";
import type { Sums } from "../rules/sums.ts";
import { requireKnownFields } from "../store/filter.ts";
import { nameValues, type NamedValue } from "./names.ts";
import { readBreakdown, type Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** One measure over time, for every value of a dimension at once. */
export interface SeriesQuery {
  readonly measure: string;
  readonly where?: Condition | undefined;
  /** Null: the whole, as one series. */
  readonly by: Dimension | null;
  readonly step: "day" | "week" | "month";
  readonly period: Period;
}

/** A point in time with the sums behind it. */
export interface SeriesStep {
  /** First day of the step. */
  readonly at: string;
  readonly sums: Sums;
}

/** One series, oldest point first. Steps without answers, and those hidden to protect people, are missing. */
export interface MeasuredSeries {
  /** Null for the whole. */
  readonly of: NamedValue | null;
  readonly points: readonly SeriesStep[];
}

/** Every series with what is needed to go on computing. */
export interface ManySeries {
  readonly kind: MeasureKind;
  readonly series: readonly MeasuredSeries[];
  readonly reading: Reading;
  /** The organisation's local calendar day. */
  readonly today: string;
  readonly minimumN: number;
  /** Points that are hidden to protect people. */
  readonly hidden: number;
}

/**
 * A measure over time for every value of a dimension, in one statement (protected measures in a few more): for statistics
 * that look at many series, where a figure for each point would be made in vain. Scope and small-group rule as in `slice`:
 * what that hides is missing here.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function seriesOf(asker: Asker, { by, step, ...query }: SeriesQuery): Promise<ManySeries> {
  requirePermission(asker.viewer, "insight.read");
  requireKnownFields(query.where);
  const parsed = sliceQuerySchema.parse({ ...query, by: by === null ? [step] : [by, step] });

  const ground = await readGround(asker.stores, query.where);
  const { groups } = await readBreakdown(asker, { ...parsed, limit: Number.POSITIVE_INFINITY }, ground);
  const place = by === null ? 0 : 1;
  const byValue = Map.groupBy(groups, ({ key }) => (by === null ? "" : (key[0] ?? "")));
  const nameOf = await asker.stores.postgres.read((tx) =>
    nameValues(
      tx,
      by === null ? [] : [...byValue.keys()].map((value) => ({ dimension: by, value })),
      asker.viewer.language,
    ),
  );

  const { settings } = ground;
  const { kind } = partsOf(query.measure);
  return {
    kind,
    series: [...byValue].map(([value, some]) => ({
      of: by === null ? null : nameOf(by, value),
      points: some
        .filter(({ isHidden }) => !isHidden)
        .map(({ key, now }) => ({ at: key[place] ?? "", sums: now }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    })),
    reading: { kind, cuts: settings.cutPoints, isWeighted: parsed.weight },
    today: dayAt(asker.stores.clock.now(), settings.timeZone),
    minimumN: settings.minimumN,
    hidden: groups.filter(({ isHidden }) => isHidden).length,
  };
}
