import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { Timeline } from "../../contract.ts";
import type { MapWords } from "../words.ts";
import { lineOf } from "./line.ts";

interface Words {
  readonly title: string;
  readonly caption: string;
  readonly most: number;
  readonly when: (from: string) => string;
  readonly words: MapWords;
}

/** The lines as an SVG document for paper: three in a row. */
export function drawTimeline({ items }: Timeline, { title, caption, most, when, words }: Words): string {
  const [width, height] = [290, 110];
  const body = items.map(({ name, points }, index) => {
    const [x, y] = [(index % 3) * 330, Math.floor(index / 3) * 180 + 24];
    const { path, band } = lineOf(points, { width, height, most, since: undefined });
    const [first, last] = [points[0], points.at(-1)];
    return [
      `<g transform="translate(${x} ${y})"><text x="0" y="-8" font-weight="600" fill="${printColours.ink}">${escapeXml(name)}</text>`,
      `<path d="${band}" fill="${printColours.detractor}" fill-opacity="0.15"/><path d="${path}" fill="none" stroke="${printColours.detractor}" stroke-width="2"/>`,
      `<line x1="0" x2="${width}" y1="${height}" y2="${height}" stroke="${printColours.line}"/>`,
      `<text x="${width}" y="8" text-anchor="end" font-size="11" fill="${printColours.soft}">${words.percent(most)}</text>`,
      `<text x="0" y="${height + 16}" font-size="11" fill="${printColours.soft}">${first === undefined ? "" : escapeXml(when(first.from))}</text>`,
      `<text x="${width}" y="${height + 16}" text-anchor="end" font-size="11" fill="${printColours.soft}">${last === undefined ? "" : escapeXml(when(last.from))}</text></g>`,
    ].join("");
  });
  return pictureOf({ title, caption, width: 980, height: Math.ceil(items.length / 3) * 180 + 10, body: body.join("") });
}
