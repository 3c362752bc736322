import { requirePermission } from "#feature/access";
import { percentOf } from "#statistics/csat";

import {
  sliceQuerySchema,
  type Figure,
  type Slice,
  type SliceQuery,
  type SliceQueryInput,
  type SliceRow,
} from "../contract.ts";
import { shareCounts, type Reading } from "../rules/counts.ts";
import { isTimeStep } from "../rules/dimensions.ts";
import { dayAt } from "../rules/period.ts";
import { addTallies, noTally, type Sums } from "../rules/sums.ts";
import { requireKnownFields } from "../store/filter.ts";
import { nameValues } from "./names.ts";
import { readingOf, show, type Circumstances } from "./showing.ts";
import { readBreakdown, type Asker, type Breakdown, type ComparedGroup } from "./sums.ts";
import { readGround } from "./words.ts";

/** A slice with the sums behind its rows, for slices that compute further. A hidden row has none. */
export interface SliceWithSums {
  readonly slice: Slice;
  readonly reading: Reading;
  /** In the order of the rows. */
  readonly sums: readonly (Sums | null)[];
  readonly totalSums: Sums | null;
  readonly today: string;
}

/**
 * The one way from facts to a number: every figure with n and interval, within the viewer's scope, small groups of people
 * who were promised not to be known hidden, the same for page, export, mail and API.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function slice(asker: Asker, query: SliceQueryInput): Promise<Slice> {
  return (await sliceWithSums(asker, query)).slice;
}

/** The same, with the sums that further statistics need. Same refusals. */
export async function sliceWithSums(asker: Asker, input: SliceQueryInput): Promise<SliceWithSums> {
  requirePermission(asker.viewer, "insight.read");
  const query = sliceQuerySchema.parse(input);
  requireKnownFields(query.where);

  const ground = await readGround(asker.stores, query.where);
  const breakdown = await readBreakdown(asker, query, ground);
  const groups = inOrder(breakdown.groups, query);
  const nameOf = await asker.stores.postgres.read((tx) =>
    nameValues(
      tx,
      groups.flatMap(({ key }) => query.by.map((dimension, index) => ({ dimension, value: key[index] ?? "" }))),
      asker.viewer.language,
    ),
  );

  const { settings, freshness } = ground;
  const today = dayAt(asker.stores.clock.now(), settings.timeZone);
  const how: Circumstances = { kind: breakdown.measure.kind, query, settings, freshness, today };
  const rows = groups.map((group): SliceRow => {
    const shown = show(group, how);
    const key = query.by.map((dimension, index) => nameOf(dimension, group.key[index] ?? ""));
    return { key, ...shown, figure: withShare(shown.figure, group, { breakdown, how }) };
  });
  return {
    slice: {
      query,
      rows,
      total: { key: [], ...show({ key: [], ...breakdown.total }, how) },
      truncated: breakdown.truncated,
      weighted: query.weight,
      asOf: freshness.asOf,
      lagSeconds: freshness.lagSeconds,
    },
    reading: readingOf(how),
    sums: groups.map(({ now, isHidden }) => (isHidden ? null : now)),
    totalSums: breakdown.total.isHidden ? null : breakdown.total.now,
    today,
  };
}

/** A breakdown by option tells for each the per cent of those who were asked. */
function withShare(
  figure: Figure,
  { key, now }: ComparedGroup,
  { breakdown, how }: { readonly breakdown: Breakdown; readonly how: Circumstances },
): Figure {
  const { by, weight } = how.query;
  const isOption = how.kind === "choice" && by.length === 1 && by[0] === "score" && key.length > 0;
  if (!isOption || figure.state !== "ok" || breakdown.total.isHidden) return figure;
  const all = breakdown.total.now.choices.reduce((sum, { first }) => addTallies(sum, first), noTally);
  const own = now.choices.reduce((sum, tally) => addTallies(sum, tally), noTally);
  return own.n > all.n ? figure : { ...figure, estimate: percentOf(shareCounts(own, all, weight)) };
}

/** What has an order of its own keeps it; the rest stands largest first. */
function inOrder(groups: readonly ComparedGroup[], { by }: SliceQuery): readonly ComparedGroup[] {
  const [first] = by;
  if (first === undefined || !(isTimeStep(first) || ["weekday", "hour"].includes(first))) return groups;
  return groups.toSorted((a, b) =>
    by.reduce((order, _, index) => order || compareValues(a.key[index], b.key[index]), 0),
  );
}

function compareValues(a = "", b = ""): number {
  const [left, right] = [Number(a), Number(b)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return a < b ? -1 : Number(a > b);
}
