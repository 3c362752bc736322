import { rowsDomain } from "./Dots.tsx";
import { colourOf, shortened, textAt, type Drawing, type Drawn } from "./draw-parts.ts";

const height = 30;

/** Rows as dots on their intervals, with figures and n; the whole last. */
export function drawDots({ found, speech }: Drawn): Drawing {
  const { measure, rows, total } = found;
  const { low, high } = rowsDomain(found);
  const x = (value: number): number => 260 + (420 * (value - low)) / (high - low);
  const all = [...rows, ...(total === null ? [] : [total])];
  const parts = all.map((row, index) => {
    const middle = (index + 0.5) * height;
    const name = row.key.length === 0 ? speech.t("whole") : speech.key(row.key);
    const words = [
      textAt(0, middle + 4, shortened(name, 36)),
      textAt(704, middle + 4, speech.whole(measure?.kind ?? "nps", row.figure)),
    ];
    if (row.figure.estimate === null) return words.join("");
    const { value, interval } = row.figure.estimate;
    const colour = colourOf(row);
    return [
      ...words,
      `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${middle}" y2="${middle}" stroke="${colour}" stroke-width="2"/>`,
      `<circle cx="${x(value)}" cy="${middle}" r="4.5" fill="${colour}"/>`,
    ].join("");
  });
  return { body: parts.join(""), width: 1000, height: all.length * height };
}
