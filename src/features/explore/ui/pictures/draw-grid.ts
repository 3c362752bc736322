import { fewHatch, heatFills } from "#web/design/draw-heatmap.ts";
import { printColours } from "#web/design/picture.ts";

import type { FoundRow } from "../../contract.ts";
import { shortened, textAt, type Drawing, type Drawn } from "./draw-parts.ts";
import { gridOf, heatOfRow } from "./grid-of.ts";

const [left, top, height] = [200, 30, 34];

/** Two dimensions against each other, each cell with its value and n, coloured where it differs clearly. */
export function drawGrid({ found, speech }: Drawn): Drawing {
  const { rows, columns, cell } = gridOf(found);
  const width = columns.length > 14 ? 74 : 104;
  const head = columns.map((key, at) =>
    textAt(left + at * width + width / 2, 18, shortened(speech.key([key]), Math.floor(width / 8)), {
      anchor: "middle",
      fill: printColours.soft,
    }),
  );
  const lines = rows.map((key, row) => {
    const y = top + row * height;
    const cells = columns.map((_, column) => {
      const of = cell(row, column);
      const fill = heatFills[heatOfRow(of, found)];
      const box = `<rect x="${left + column * width}" y="${y}" width="${width - 3}" height="${height - 3}" rx="4" fill="${fill}"/>`;
      return box + figureIn(of, left + column * width + width / 2, y + 20);
    });
    return textAt(0, y + 20, shortened(speech.key([key]), 27)) + cells.join("");
  });
  return {
    body: fewHatch + head.join("") + lines.join(""),
    width: left + columns.length * width,
    height: top + rows.length * height,
  };

  function figureIn(of: FoundRow | undefined, x: number, y: number): string {
    if (of === undefined || of.figure.estimate === null) return "";
    const fill = heatOfRow(of, found).endsWith("-2") ? printColours.page : printColours.ink;
    const whole = speech.whole(found.measure?.kind ?? "nps", of.figure);
    const value = whole.slice(0, Math.max(0, whole.indexOf(" (")));
    const n = whole.slice(whole.lastIndexOf(", ") + 2);
    const arrow = { above: "-5,4 5,4 0,-5", below: "-5,-4 5,-4 0,5" }[of.verdict === "above" ? "above" : "below"];
    const isClear = of.verdict === "above" || of.verdict === "below";
    return [
      textAt(x, y - 5, value, { anchor: "middle", fill, weight: 600 }),
      textAt(x, y + 8, n, { anchor: "middle", fill, size: 10 }),
      isClear ? `<polygon points="${arrow}" transform="translate(${x + 30} ${y - 9}) scale(0.8)" fill="${fill}"/>` : "",
    ].join("");
  }
}
