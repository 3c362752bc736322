import { requirePermission } from "#feature/access";
import { percentOf } from "#statistics/csat";
import { TOO_FEW_RULE } from "#statistics/too-few";

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
import { differenceOf, figureOf } from "../rules/figure.ts";
import { dayAt, endOfStep } from "../rules/period.ts";
import { addTallies, noTally, type Sums } from "../rules/sums.ts";
import { requireKnownFields } from "../store/filter.ts";
import { nameValues } from "./names.ts";
import { readBreakdown, type Asker, type Breakdown, type ComparedGroup } from "./sums.ts";
import { readGround, type Ground } from "./words.ts";

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
    ),
  );

  const today = dayAt(asker.stores.clock.now(), ground.settings.timeZone);
  const showing = showingOf(query, { ground, breakdown, today });
  const rows = groups.map((group): SliceRow => ({
    key: query.by.map((dimension, index) => nameOf(dimension, group.key[index] ?? "")),
    ...showing.row(group),
  }));
  const { freshness } = ground;
  return {
    slice: {
      query,
      rows,
      total: { key: [], ...showing.total() },
      truncated: breakdown.truncated,
      weighted: query.weight,
      asOf: freshness.asOf,
      lagSeconds: freshness.lagSeconds,
    },
    reading: showing.reading,
    sums: groups.map(({ now, isHidden }) => (isHidden ? null : now)),
    totalSums: breakdown.total.isHidden ? null : breakdown.total.now,
    today,
  };
}

/** A total is printed from so many answers on, with the wide interval it then has; a row of a breakdown from the setting. */
export const minimumOfTotal = 5;

interface Circumstances {
  readonly ground: Ground;
  readonly breakdown: Breakdown;
  readonly today: string;
}

type Shown = Omit<SliceRow, "key">;

function showingOf(query: SliceQuery, { ground, breakdown, today }: Circumstances) {
  const { settings, freshness, words } = ground;
  const reading: Reading = { kind: breakdown.measure.kind, cuts: words.cuts, isWeighted: query.weight };
  const isBehind = freshness.pending > 0;
  const step = query.by.findIndex(isTimeStep);

  function isProvisional(key: readonly string[]): boolean {
    if (isBehind) return true;
    const name = query.by[step];
    if (name !== undefined && isTimeStep(name)) return endOfStep(name, key[step] ?? today) >= today;
    return query.period !== undefined && query.period.from <= today && query.period.to >= today;
  }

  function shown(group: ComparedGroup, minimum: number): Shown {
    const how = { isHidden: group.isHidden, minimum, isProvisional: isProvisional(group.key) };
    const figure = withShare(figureOf(group.now, reading, how), group, { query, breakdown, reading });
    if (group.before === null || (step >= 0 && group.key.length > 0)) return { figure, before: null, difference: null };
    const before = figureOf(group.before, reading, { ...how, isProvisional: isBehind });
    const isComparable = figure.state === "ok" && before.state === "ok";
    return { figure, before, difference: isComparable ? differenceOf(group.now, group.before, reading) : null };
  }

  return {
    reading,
    row: (group: ComparedGroup) => shown(group, Math.max(settings.minimumN, TOO_FEW_RULE.trend)),
    total: () => shown({ key: [], ...breakdown.total }, minimumOfTotal),
  };
}

/** A breakdown by option tells for each the per cent of those who were asked. */
function withShare(
  figure: Figure,
  { key, now }: ComparedGroup,
  { query, breakdown, reading }: { query: SliceQuery; breakdown: Breakdown; reading: Reading },
): Figure {
  const isOption = reading.kind === "choice" && query.by.length === 1 && query.by[0] === "score" && key.length > 0;
  if (!isOption || figure.state !== "ok" || breakdown.total.isHidden) return figure;
  const all = breakdown.total.now.choices.reduce((sum, { first }) => addTallies(sum, first), noTally);
  const own = now.choices.reduce((sum, tally) => addTallies(sum, tally), noTally);
  return own.n > all.n ? figure : { ...figure, estimate: percentOf(shareCounts(own, all, reading.isWeighted)) };
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
