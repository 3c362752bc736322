import type { Reversal } from "../../contract.ts";
import type { Telling } from "./evidence.ts";

/** A line from A to B. */
export interface SlopeLine {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
  readonly isClear: boolean;
  /** Both figures in words. */
  readonly said: { readonly from: string; readonly to: string };
}

/** So many parts have room in a small picture: those with most answers. */
const mostLines = 7;

/** The whole and its parts as lines; parts with too few answers to print a figure have none. */
export function slopeOf({ parts }: Reversal, { explanation, words, figures }: Telling): readonly SlopeLine[] {
  const [a, b] = [explanation.a.estimate, explanation.b.estimate];
  if (a === null || b === null) return [];
  const said = (from: number, to: number) => ({ from: figures.value(from), to: figures.value(to) });
  const lines = parts
    .toSorted((x, y) => y.a.n + y.b.n - x.a.n - x.b.n)
    .flatMap(({ key, a: { mean: from }, b: { mean: to }, change }): SlopeLine[] =>
      from === null || to === null
        ? []
        : [
            {
              id: key[0]?.value ?? "",
              name: words.key(key),
              from,
              to,
              isWhole: false,
              isClear: change?.clear ?? false,
              said: said(from, to),
            },
          ],
    )
    .slice(0, mostLines);
  const whole = {
    id: "~whole",
    name: words.t("slope.whole"),
    from: a.value,
    to: b.value,
    said: said(a.value, b.value),
  };
  return [...lines, { ...whole, isWhole: true, isClear: true }];
}

/** Heights of labels so that none lies on another: pushed down in order, then back up from the foot. */
export function spread(wanted: readonly number[], gap: number, height: number): readonly number[] {
  const order = wanted.map((at, index) => ({ at, index })).toSorted((x, y) => x.at - y.at);
  const placed = order.map(({ at }) => at);
  for (let i = 1; i < placed.length; i += 1) placed[i] = Math.max(placed[i] ?? 0, (placed[i - 1] ?? 0) + gap);
  const last = placed.length - 1;
  if (last >= 0) placed[last] = Math.min(placed[last] ?? 0, height);
  for (let i = last - 1; i >= 0; i -= 1) placed[i] = Math.min(placed[i] ?? 0, (placed[i + 1] ?? 0) - gap);
  const result = Array.from(wanted, () => 0);
  for (const [at, { index }] of order.entries()) result[index] = placed[at] ?? 0;
  return result;
}
