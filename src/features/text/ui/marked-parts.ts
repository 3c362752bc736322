import type { Hit } from "../contract.ts";

/** A stretch of a text with the hits that hold in all of it. */
export interface MarkedPart {
  readonly from: number;
  readonly to: number;
  readonly hits: readonly Hit[];
}

/** The text cut where hits begin and end, so that those that overlap are each told. */
export function markedParts(text: string, hits: readonly Hit[]): readonly MarkedPart[] {
  const inside = hits.filter(({ from, to }) => from >= 0 && from < to && to <= text.length);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    return { from, to, hits: inside.filter((hit) => hit.from <= from && hit.to >= to) };
  });
}
