import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import { margin, type Layout, type Place } from "./layout.ts";

interface Words {
  readonly title: string;
  readonly caption: string;
  readonly across: string;
  readonly up: string;
  readonly place: (place: Place) => string;
}

const size = { width: 900, height: 520 } as const;
const colours: Readonly<Record<Place, string>> = {
  first: printColours.detractor,
  keep: printColours.promoter,
  watch: printColours.soft,
  fine: printColours.soft,
  unsure: printColours.passive,
};

/** Importance and performance as a document for paper. */
export function drawQuadrant({ points, split, ticks }: Layout, { title, caption, across, up, place }: Words): string {
  const [right, bottom] = [size.width - margin.right, size.height - margin.bottom];
  const { soft, line, ink } = printColours;
  const text = (x: number, y: number, words: string, look: { anchor?: string; fill?: string } = {}): string =>
    `<text x="${x}" y="${y}" text-anchor="${look.anchor ?? "start"}" fill="${look.fill ?? soft}">${escapeXml(words)}</text>`;
  const rule = (x1: number, y1: number, x2: number, y2: number): string =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${line}"/>`;
  const body = [
    rule(margin.left, bottom, right, bottom),
    rule(margin.left, split.y, right, split.y),
    rule(split.x, margin.top, split.x, bottom),
    ...ticks.x.map(({ at, value }) => text(at, bottom + 16, String(value), { anchor: "middle" })),
    ...ticks.y.map(({ at, value }) => text(margin.left - 6, at + 4, `${Math.round(100 * value)}%`, { anchor: "end" })),
    text((margin.left + right) / 2, size.height - 4, across, { anchor: "middle" }),
    text(margin.left, 12, up),
    text(margin.left + 6, margin.top + 15, place("first")),
    text(right - 6, margin.top + 15, place("keep"), { anchor: "end" }),
    text(margin.left + 6, bottom - 8, place("watch")),
    text(right - 6, bottom - 8, place("fine"), { anchor: "end" }),
    ...points.map(({ x, y, left, right: end, top, bottom: low, place: at, label, name }) => {
      const colour = colours[at];
      const whisker = (x1: number, y1: number, x2: number, y2: number): string =>
        `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="2"/>`;
      const words = label === null ? "" : text(label.x, label.y, name, { anchor: label.anchor, fill: ink });
      return `${whisker(left, y, end, y)}${whisker(x, top, x, low)}<circle cx="${x}" cy="${y}" r="5.5" fill="${colour}"/>${words}`;
    }),
  ];
  return pictureOf({ title, caption, ...size, body: body.join("") });
}
