import type { Sentence } from "../../rules/telling/evidence.ts";

/** How a mark looks: good, bad, not clear, or one of the two sides. */
export type Tone = Sentence["tone"] | "accent" | "hollow";

/** An estimate with its interval, in the unit of the axis. */
export interface Mark {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tone: Tone;
}

/** A row of a picture: a name, marks on a common axis, what they say in words. */
export interface PictureRow {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly marks: readonly Mark[];
  /** From one place of the axis to another: a step of a waterfall, or what lies between two marks. */
  readonly bar?: { readonly from: number; readonly to: number; readonly tone: Tone; readonly isThin: boolean };
  readonly text: string;
}

/** From the lowest to the highest that any row shows, with a little air; `zero` takes nought in. */
export function domainOf(rows: readonly PictureRow[], zero: boolean): { readonly low: number; readonly high: number } {
  const points = rows.flatMap(({ marks, bar }) => [
    ...marks.flatMap(({ value, low, high }) => [value, low, high]),
    ...(bar === undefined ? [] : [bar.from, bar.to]),
  ]);
  const [low, high] = [Math.min(...points, ...(zero ? [0] : [])), Math.max(...points, ...(zero ? [0] : []))];
  const air = (high - low) * 0.04 || 1;
  return { low: low - air, high: high + air };
}
