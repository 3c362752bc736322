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
    const strong = heatOfRow(of, found).endsWith("-2");
    const [value = ""] = speech.whole(found.measure?.kind ?? "nps", of.figure).split(" ");
    const arrow = of.verdict === "above" ? " ▲" : of.verdict === "below" ? " ▼" : "";
    return textAt(x, y, value + arrow, { anchor: "middle", fill: strong ? printColours.page : printColours.ink });
  }
}
