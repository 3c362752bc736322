import { printColours } from "#web/design/picture.ts";
import { formatShare } from "#web/format/number.ts";

import type { FoundRow } from "../../contract.ts";
import { shortened, textAt, type Drawing, type Drawn } from "./draw-parts.ts";

const [height, left, width] = [34, 260, 380];
const colours = { high: printColours.promoter, middle: printColours.passive, low: printColours.detractor } as const;
const steps = ["#dbe4f6", "#b9caee", "#93abe2", "#6c8ad3", "#4768bf", "#2b4aa0"] as const;

interface Part {
  readonly share: number;
  readonly fill: string;
  readonly label: string;
}

/** How the answers of each row spread, as one strip of a common width, with figure and n; the whole last. */
export function drawStrips({ found, speech }: Drawn): Drawing {
  const all = [...found.rows, ...(found.total === null ? [] : [found.total])];
  const lines = all.map((row, index) => {
    const y = index * height;
    const name = row.key.length === 0 ? speech.t("whole") : speech.key(row.key);
    return [
      textAt(0, y + 21, shortened(name, 36)),
      ...boxes(partsOf(row), y + 8),
      textAt(left + width + 24, y + 21, speech.whole(found.measure?.kind ?? "nps", row.figure)),
    ].join("");
  });
  return { body: lines.join(""), width: 1000, height: all.length * height };
}

function boxes(parts: readonly Part[], y: number): string[] {
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { share }) => sum + share, 0));
  return parts.map(({ share, fill, label }, index) => {
    const x = left + width * (starts[index] ?? 0);
    const box = `<rect x="${x}" y="${y}" width="${Math.max(0, width * share - 2)}" height="18" fill="${fill}"/>`;
    const text = textAt(x + (width * share) / 2, y + 13, label, { anchor: "middle", size: 11, fill: inkOn(fill) });
    return share < 0.09 ? box : box + text;
  });
}

function inkOn(fill: string): string {
  return fill === printColours.passive || steps.slice(0, 3).some((each) => each === fill)
    ? printColours.ink
    : printColours.page;
}

/** Promoters first as on the screen; scales without groups in the order of their steps. */
function partsOf({ figure }: FoundRow): readonly Part[] {
  if (figure.groups !== null) {
    const { groups } = figure;
    return partsFrom((["high", "middle", "low"] as const).map((group) => [groups[group], colours[group], ""] as const));
  }
  const entries = Object.entries(figure.distribution ?? {});
  return partsFrom(
    entries.map(([step, count], index) => [count, stepColour(index, entries.length), `${step}: `] as const),
  );
}

function partsFrom(counts: readonly (readonly [number, string, string])[]): readonly Part[] {
  const whole = counts.reduce((sum, [count]) => sum + count, 0);
  if (whole === 0) return [];
  return counts.map(([count, fill, name]) => ({
    share: count / whole,
    fill,
    label: name + formatShare(count / whole, document.documentElement.lang),
  }));
}

function stepColour(index: number, count: number): string {
  return steps[Math.round((index * (steps.length - 1)) / Math.max(1, count - 1))] ?? steps[0];
}
