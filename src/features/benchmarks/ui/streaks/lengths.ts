import { pictureOf, printColours } from "#web/design/picture.ts";

import type { StreaksAnswer } from "../../contract.ts";

type Lengths = StreaksAnswer["lengths"];

const size = { height: 220, top: 24, bottom: 24 } as const;
const paperWidth = 720;

interface Height {
  readonly count: number;
  readonly y: number;
}

/** Bars for what was seen, marks for what chance gives, on an axis that begins at 0. */
export function lengthsShape(lengths: Lengths, width: number) {
  const { height, top, bottom } = size;
  const base = height - bottom;
  const most = Math.max(1, ...lengths.flatMap(({ seen, byOwnRate, byCommonRate }) => [seen, byOwnRate, byCommonRate]));
  const at = (count: number): Height => ({ count, y: base - ((base - top) * count) / most });
  const room = width / Math.max(1, lengths.length);
  const barWidth = Math.min(36, room * 0.5);
  const bars = lengths.map(({ length, seen, byOwnRate, byCommonRate }, index) => ({
    length,
    x: room * index + (room - barWidth) / 2,
    seen: at(seen),
    own: at(byOwnRate),
    common: at(byCommonRate),
  }));
  return { width, height, base, barWidth, bars };
}

/** The same as an SVG document for paper. */
export function drawLengths(
  lengths: Lengths,
  longest: number,
  words: { readonly title: string; readonly caption: string },
): string {
  const { width, height, base, barWidth, bars } = lengthsShape(lengths, paperWidth);
  const { ink, soft, passive, page } = printColours;
  const body = bars.map(({ length, x, seen, own, common }, index) => {
    const middle = x + barWidth / 2;
    const name = index === longest - 1 ? `${length}+` : String(length);
    return [
      `<rect x="${x}" y="${seen.y}" width="${barWidth}" height="${base - seen.y}" fill="${passive}"/>`,
      `<line x1="${x - 5}" x2="${x + barWidth + 5}" y1="${own.y}" y2="${own.y}" stroke="${ink}" stroke-width="2"/>`,
      `<circle cx="${middle}" cy="${common.y}" r="3.5" fill="${page}" stroke="${ink}"/>`,
      `<text x="${middle}" y="${base + 16}" text-anchor="middle" fill="${soft}">${name}</text>`,
      `<text x="${middle}" y="${Math.min(seen.y, own.y, common.y) - 8}" text-anchor="middle" fill="${ink}">${seen.count}</text>`,
    ].join("");
  });
  const axis = `<line x1="0" x2="${width}" y1="${base}" y2="${base}" stroke="${soft}"/>`;
  return pictureOf({ ...words, width, height, body: axis + body.join("") });
}
