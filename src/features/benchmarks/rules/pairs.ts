import type { Figure, MeasureKind } from "#feature/facts/contract";
import { shareDifference } from "#statistics/difference";
import { shareOf } from "#statistics/share";

import type { PairReading, PairWish, Side } from "../contract.ts";

/** A side with what stands behind it; the kind of an entered one is null. */
export interface SeenSide {
  readonly side: Side;
  readonly state: Figure["state"];
  readonly n: number | null;
  readonly groups: Figure["groups"];
  /** Sides of one scale can be subtracted; null fits any. */
  readonly scale: string | null;
}

/** What an entered side says. */
export function enteredSide(side: Side & { readonly from: { readonly kind: "entered" } }): SeenSide {
  const { high, middle, low } = side.from;
  const n = high + middle + low;
  return { side, state: n > 0 ? "ok" : "none", n, groups: { high, middle, low }, scale: null };
}

/** What answers say. */
export function measuredSide(side: Side, kind: MeasureKind, { state, n, groups, distribution }: Figure): SeenSide {
  const isRecommendation = kind === "nps" || kind === "enps";
  const steps = distribution === null ? null : `${Object.keys(distribution).length}`;
  return { side, state, n, groups, scale: isRecommendation ? "nps" : steps };
}

/**
 * Shares of top boxes side by side, and the gap of each side to the last one in per cent points (Newcombe's interval). The same item
 * on scales of different kinds is not subtracted; an inside metric beside an outside one is, since both are shares of what is good.
 */
export function readingOf(
  wish: PairWish,
  seen: readonly SeenSide[],
): Pick<PairReading, "sides" | "gaps" | "differentScales"> {
  const scales = new Set(seen.flatMap(({ scale }) => scale ?? []));
  const differentScales = scales.size > 1;
  const counts = seen.map(countsOf);
  const last = seen.length - 1;
  const outside = counts[last] ?? null;
  const isSubtracted = !differentScales || wish.kind === "inside-outside";
  const gaps = counts.flatMap((inside, from) => {
    if (from === last || inside === null || outside === null || !isSubtracted) return [];
    const { value, interval, clear } = shareDifference(inside, outside);
    const span = { low: 100 * interval.low, high: 100 * interval.high };
    return [{ from, to: last, value: 100 * value, interval: span, clear }];
  });
  return {
    sides: seen.map(({ side, state, n, groups }, index) => ({
      who: side.who,
      label: side.label,
      state,
      n,
      groups: counts[index] === null ? null : groups,
      share: shareIn(counts[index] ?? null),
    })),
    gaps,
    differentScales,
  };
}

interface Counts {
  readonly successes: number;
  readonly n: number;
}

function countsOf({ state, groups }: SeenSide): Counts | null {
  if (state !== "ok" || groups === null) return null;
  const n = groups.high + groups.middle + groups.low;
  return n > 0 ? { successes: groups.high, n } : null;
}

function shareIn(counts: Counts | null): PairReading["sides"][number]["share"] {
  if (counts === null) return null;
  const { value, interval } = shareOf(counts);
  return { value: 100 * value, interval: { low: 100 * interval.low, high: 100 * interval.high } };
}
