import { commonScale, differenceOf, subtractSums, type Reading, type Sums } from "#feature/facts";
import type { Difference, SliceRow } from "#feature/facts/contract";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { rankUnits } from "#statistics/ranking";

import type { Ranking } from "../contract.ts";

/** A group that is to be ranked, with the sums behind it; null when they must not be used. */
export interface RankedGroup {
  readonly row: SliceRow;
  readonly sums: Sums | null;
}

type Item = Ranking["items"][number];

/**
 * Groups against all others together, false discoveries controlled over all of them, ranked by what is left of each
 * figure once chance is taken out, with ties where groups cannot be told apart. Best first, then those without a figure.
 */
export function rankGroups(
  groups: readonly RankedGroup[],
  total: Sums | null,
  reading: Reading,
): Pick<Ranking, "items" | "tested"> {
  const judged = judgeGroups(groups, total, reading);
  const places = placesOf(groups, total);
  const items = judged.map(({ group, ...judgement }): Item => ({
    ...namesOf(group.row),
    figure: group.row.figure,
    ...judgement,
    ...(places.get(group) ?? noPlace),
  }));
  return { items: items.toSorted(inOrder), tested: judged.filter(({ adjustedP }) => adjustedP !== null).length };
}

/** A group with what can be said of it against all others together. */
export interface JudgedGroup extends Pick<Item, "versusRest" | "adjustedP" | "verdict"> {
  readonly group: RankedGroup;
}

/** Each group against all others together, false discoveries controlled over all of them (Benjamini–Hochberg). */
export function judgeGroups(
  groups: readonly RankedGroup[],
  total: Sums | null,
  reading: Reading,
): readonly JudgedGroup[] {
  const versus = groups.map((group) => versusRest(group, total, reading));
  const tested = versus.filter((difference) => difference !== null);
  const adjusted = new Map<Difference | null | undefined, number>(
    adjustPValues(tested.map(({ p }) => p)).map((p, index) => [tested[index], p]),
  );
  return groups.map((group, index): JudgedGroup => {
    const difference = versus[index] ?? null;
    const adjustedP = adjusted.get(difference) ?? null;
    return { group, versusRest: difference, adjustedP, verdict: verdictOf(group.row, difference, adjustedP) };
  });
}

const noPlace = { shrunken: null, rank: null, tied: false } as const;

function namesOf({ key: [first] }: SliceRow): Pick<Item, "value" | "name" | "resolved"> {
  return { value: first?.value ?? "", name: first?.name ?? "", resolved: first?.resolved ?? false };
}

function versusRest({ row, sums }: RankedGroup, total: Sums | null, reading: Reading): Difference | null {
  if (row.figure.state !== "ok" || sums === null || total === null || sums.n >= total.n) return null;
  return differenceOf(sums, subtractSums(total, sums), reading);
}

function verdictOf(row: SliceRow, difference: Difference | null, adjustedP: number | null): Item["verdict"] {
  if (row.figure.state === "hidden") return "hidden";
  if (row.figure.state !== "ok") return "too-few";
  if (difference === null || adjustedP === null || !difference.clear || adjustedP > FALSE_DISCOVERY_RATE) {
    return "no-clear-difference";
  }
  return difference.value > 0 ? "above" : "below";
}

interface Place {
  readonly shrunken: number;
  readonly rank: number;
  readonly tied: boolean;
}

function placesOf(groups: readonly RankedGroup[], total: Sums | null): ReadonlyMap<RankedGroup, Place> {
  const ranked = groups.flatMap((group) => {
    const { state, estimate } = group.row.figure;
    return state === "ok" && estimate !== null && estimate.standardError > 0 ? [{ group, estimate }] : [];
  });
  const isLowGood = total !== null && commonScale(total)?.isLowGood === true;
  const { units } = rankUnits(
    ranked.map(({ estimate }) => estimate),
    { better: isLowGood ? "lower" : "higher" },
  );
  const held = Map.groupBy(units, ({ rank }) => rank);
  return new Map(
    ranked.flatMap(({ group }, index) => {
      const unit = units[index];
      if (unit === undefined) return [];
      const { rank, shrunken } = unit;
      return [[group, { rank, shrunken: shrunken.value, tied: (held.get(rank)?.length ?? 0) > 1 }] as const];
    }),
  );
}

function inOrder(a: Item, b: Item): number {
  if (a.rank !== null && b.rank !== null && a.rank !== b.rank) return a.rank - b.rank;
  if ((a.rank === null) !== (b.rank === null)) return a.rank === null ? 1 : -1;
  return (b.figure.n ?? -1) - (a.figure.n ?? -1) || (a.value < b.value ? -1 : 1);
}
