import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";
import type { Span } from "#web/format/number.ts";

/** A point in time with its error; without an interval only the dot is drawn. */
export interface TimePoint {
  readonly on: string;
  readonly value: number;
  readonly interval: Span | null;
}

/** One of several small pictures on the same axes. */
export interface SmallPanel {
  readonly key: string;
  readonly name: string;
  readonly points: readonly TimePoint[];
  readonly ours: readonly TimePoint[];
}

/** What all panels share. */
export interface Axes {
  readonly from: number;
  readonly to: number;
  readonly domain: Span;
}

/** Axes that hold every point of every panel. */
export function axesOf(panels: readonly SmallPanel[]): Axes {
  const points = panels.flatMap(({ points: own, ours }) => [...own, ...ours]);
  const days = points.map(({ on }) => Date.parse(on));
  const ends = points.flatMap(({ value, interval }) => [value, interval?.low ?? value, interval?.high ?? value]);
  const [low, high] = [Math.min(...ends, 0), Math.max(...ends, 0)];
  const air = (high - low) * 0.06 || 5;
  const [from, to] = [Math.min(...days), Math.max(...days)];
  return { from, to: to === from ? from + 86_400_000 : to, domain: { low: low - air, high: high + air } };
}

export const panelSize = { width: 260, height: 130, left: 30, right: 12, top: 8, bottom: 18 } as const;

/** Where a point stands in a panel. */
export function placeIn({ from, to, domain }: Axes) {
  const { width, height, left, right, top, bottom } = panelSize;
  return {
    x: (on: string): number => left + ((width - left - right) * (Date.parse(on) - from)) / (to - from),
    y: (value: number): number =>
      top + ((height - top - bottom) * (domain.high - value)) / (domain.high - domain.low || 1),
  };
}

/** A line through points in the order of time. */
export function pathOf(points: readonly TimePoint[], at: ReturnType<typeof placeIn>): string {
  return points
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ on, value }, index) => `${index === 0 ? "M" : "L"}${at.x(on).toFixed(1)} ${at.y(value).toFixed(1)}`)
    .join("");
}

/** All panels as an SVG document for paper, three in a row. */
export function drawPanels(
  panels: readonly SmallPanel[],
  words: { readonly title: string; readonly caption: string },
): string {
  const axes = axesOf(panels);
  const at = placeIn(axes);
  const { ink, soft, promoter } = printColours;
  const body = panels.map(({ name, points, ours }, index) => {
    const [column, row] = [index % 3, Math.floor(index / 3)];
    const marks = points.map(({ on, value, interval }) => {
      const x = at.x(on);
      const whisker =
        interval === null
          ? ""
          : `<line x1="${x}" x2="${x}" y1="${at.y(interval.low)}" y2="${at.y(interval.high)}" stroke="${promoter}"/>`;
      return `${whisker}<circle cx="${x}" cy="${at.y(value)}" r="3.5" fill="${promoter}"/>`;
    });
    return [
      `<g transform="translate(${column * 320} ${row * 180})"><text y="0" font-weight="600" fill="${ink}">${escapeXml(name.slice(0, 34))}</text>`,
      `<g transform="translate(0 10)"><path d="${pathOf(ours, at)}" fill="none" stroke="${soft}" stroke-dasharray="4 3"/>`,
      `<path d="${pathOf(points, at)}" fill="none" stroke="${promoter}" stroke-width="2"/>${marks.join("")}</g></g>`,
    ].join("");
  });
  return pictureOf({ ...words, width: 960, height: Math.ceil(panels.length / 3) * 180, body: body.join("") });
}
