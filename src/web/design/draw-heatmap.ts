import type { Heatmap } from "#feature/insight/contract";

import { formatWeekday } from "../format/time.ts";
import { cellAt, heatOf, hoursOf, type Heat } from "./heat.ts";
import { escapeXml, pictureOf, printColours } from "./picture.ts";

/** Fill of a cell on paper, by how it looks on the screen; `few` needs the hatch in the same document. */
export const heatFills: Readonly<Record<Heat, string>> = {
  "above-2": printColours.promoter,
  "above-1": "#86bfb9",
  plain: "#eef0f3",
  "below-1": "#e0a085",
  "below-2": printColours.detractor,
  few: "url(#few)",
  none: "none",
};

/** The pattern of cells with too few answers. */
export const fewHatch = [
  '<defs><pattern id="few" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
  `<line x1="0" y1="0" x2="0" y2="6" stroke="${printColours.passive}" stroke-width="1.5"/></pattern></defs>`,
].join("");

/** The heat map as an SVG document for paper. */
export function drawHeatmap(heatmap: Heatmap, language: string, words: { title: string; caption: string }): string {
  const hours = hoursOf(heatmap);
  const [width, height] = [34, 32];
  const head = hours.map(
    (hour, at) =>
      `<text x="${60 + at * width + 14}" y="12" text-anchor="middle" fill="${printColours.soft}">${hour}</text>`,
  );
  const rows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const y = 22 + (weekday - 1) * height;
    const name = `<text x="0" y="${y + 20}" fill="${printColours.soft}">${escapeXml(formatWeekday(weekday, language))}</text>`;
    const cells = hours.map((hour, at) => {
      const fill = heatFills[heatOf(cellAt(heatmap, weekday, hour), heatmap)];
      return `<rect x="${60 + at * width}" y="${y}" width="${width - 3}" height="${height - 3}" rx="4" fill="${fill}"/>`;
    });
    return name + cells.join("");
  });
  const body = fewHatch + head.join("") + rows.join("");
  return pictureOf({ ...words, width: Math.max(640, 60 + hours.length * width), height: 7 * height + 24, body });
}
