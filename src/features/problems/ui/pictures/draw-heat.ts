import { fewHatch } from "#web/design/draw-heatmap.ts";
import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { HeatMap } from "../../contract.ts";
import type { MapWords } from "../words.ts";

/** How a cell looks: coloured where it stands out, hatched where answers are too few. */
export function lookOf({
  state,
  verdict,
}: HeatMap["rows"][number]["cells"][number]): "more" | "less" | "plain" | "few" | "none" {
  if (state === "none" || state === "not-asked") return "none";
  if (state === "too-few") return "few";
  if (verdict === "above") return "more";
  return verdict === "below" ? "less" : "plain";
}

const fills = { more: "#fbe6dc", less: "#d6efeb", plain: "#f5f6f8", few: "url(#few)", none: "none" } as const;

/** The heat map as an SVG document for paper. */
export function drawHeat(
  heat: HeatMap,
  { title, caption, words }: { readonly title: string; readonly caption: string; readonly words: MapWords },
): string {
  const [left, cell, row] = [220, 64, 30];
  const head = heat.columns.map(
    ({ name }, index) =>
      `<text x="${left + index * cell + 4}" y="70" transform="rotate(-40 ${left + index * cell + 4} 70)" font-size="11" fill="${printColours.soft}">${escapeXml(name.slice(0, 16))}</text>`,
  );
  const rows = heat.rows.flatMap(({ name, cells }, at) => {
    const y = 80 + at * row;
    return [
      `<text x="0" y="${y + 18}" fill="${printColours.ink}">${escapeXml(name.slice(0, 32))}</text>`,
      ...cells.map((one, index) => {
        const x = left + index * cell;
        const text = one.share === null ? "" : words.percent(one.share.value);
        return `<rect x="${x}" y="${y}" width="${cell - 3}" height="${row - 3}" rx="4" fill="${fills[lookOf(one)]}"/><text x="${x + cell / 2 - 2}" y="${y + 18}" text-anchor="middle" font-size="11" fill="${printColours.ink}">${text}</text>`;
      }),
    ];
  });
  const [width, height] = [Math.max(640, left + heat.columns.length * cell), 90 + heat.rows.length * row];
  return pictureOf({ title, caption, width, height, body: fewHatch + head.join("") + rows.join("") });
}
