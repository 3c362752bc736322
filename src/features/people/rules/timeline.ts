import type { TimelineEntry, TimelineKind } from "../contract.ts";

/** What a source of the timeline is asked for. */
export interface TimelineAsk {
  /** The person and everybody merged into them. */
  readonly personIds: readonly string[];
  /** Only what comes after this in the order: newest first, then ids from behind, compared byte by byte. */
  readonly before: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Where the next page begins. */
export interface TimelinePlace {
  readonly at: Date;
  readonly kind: TimelineKind;
  readonly id: string;
}

/** What a source of this kind has yet to give: of entries of one moment the kinds stand in turned alphabetical order. */
export function beforeOf(kind: TimelineKind, place: TimelinePlace | undefined): TimelineAsk["before"] {
  if (place === undefined) return undefined;
  if (kind === place.kind) return { at: place.at, id: place.id };
  return { at: place.at, id: kind < place.kind ? "\u{10ffff}" : "" };
}

/** Entries of several sources as one, in the order of the timeline. */
export function inOrder(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries.toSorted(
    (one, other) => compare(other.at, one.at) || compare(other.kind, one.kind) || compare(other.id, one.id),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
