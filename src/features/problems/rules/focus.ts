import type { MapItem, Uncertain } from "../contract.ts";

/** A problem whose weight is known, and how loud it is among complaints, reviews and mentions. */
export interface Weighed {
  readonly item: Pick<MapItem, "key" | "state" | "codes" | "mentions">;
  readonly lift: Uncertain;
  readonly rank: number;
  readonly isHeavy: boolean;
  readonly noiseRank: number | null;
}

/** `noise`: lighter and louder problems are in work instead; `idle`: nobody works on it. */
export interface Focus {
  readonly what: "noise" | "idle";
  readonly own: Weighed;
  readonly louder: readonly Weighed[];
}

/** Somebody does something about it, or waits to see whether it helped. */
const worked: ReadonlySet<MapItem["state"]> = new Set(["in-work", "solved", "watching"]);

/** Heavy problems that wait, heaviest first, each with the louder ones that are clearly lighter and in work (R91). */
export function focusOf(
  weighed: readonly Weighed[],
  past: { readonly wasHeavy: (key: string) => boolean; readonly workedSince: (key: string) => boolean },
): readonly Focus[] {
  const inWork = weighed.filter(({ item }) => item.state === "in-work");
  return weighed
    .filter(
      ({ item, isHeavy }) =>
        isHeavy && !worked.has(item.state) && past.wasHeavy(item.key) && !past.workedSince(item.key),
    )
    .toSorted((a, b) => b.lift.value - a.lift.value)
    .map((own): Focus => {
      const louder = inWork.filter((other) => other.lift.high < own.lift.low && isLouder(other, own));
      return { what: louder.length > 0 ? "noise" : "idle", own, louder };
    });
}

function isLouder({ noiseRank }: Weighed, own: Weighed): boolean {
  return noiseRank !== null && (own.noiseRank === null || noiseRank < own.noiseRank);
}
