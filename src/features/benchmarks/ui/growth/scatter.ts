import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { GrowthAnswer } from "../../contract.ts";

type Point = GrowthAnswer["points"][number];

/** How large a picture is, with room for the axes. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const room = { left: 44, right: 16, top: 14, bottom: 40 } as const;

/** Where units stand: score across, growth upwards; both axes hold every point with its whisker. */
export function scatterOf(points: readonly Point[], { width, height }: Size) {
  const xs = points.flatMap(({ interval }) => [interval.low, interval.high]);
  const ys = [0, ...points.map(({ growth }) => growth)];
  const [across, up] = [axisOf(xs), axisOf(ys)];
  const x = (value: number): number =>
    room.left + ((width - room.left - room.right) * (value - across.low)) / (across.high - across.low);
  const y = (value: number): number =>
    room.top + ((height - room.top - room.bottom) * (up.high - value)) / (up.high - up.low);
  return { x, y, ticksX: across.ticks, ticksY: up.ticks, base: height - room.bottom, ...room };
}

/** The same as an SVG document for paper. */
export function drawScatter(
  points: readonly Point[],
  words: { readonly title: string; readonly caption: string; readonly across: string; readonly up: string },
): string {
  const size = { width: 760, height: 380 };
  const { x, y, ticksX, ticksY, base, left, right } = scatterOf(points, size);
  const { ink, soft, line, promoter } = printColours;
  const text = (at: number, to: number, value: string, anchor: string): string =>
    `<text x="${at}" y="${to}" text-anchor="${anchor}" fill="${soft}" font-size="12">${escapeXml(value)}</text>`;
  const body = [
    ...ticksY.map(
      (tick) =>
        `<line x1="${left}" x2="${size.width - right}" y1="${y(tick)}" y2="${y(tick)}" stroke="${line}"/>${text(left - 8, y(tick) + 4, String(tick), "end")}`,
    ),
    ...ticksX.map((tick) => text(x(tick), base + 16, String(tick), "middle")),
    text(size.width - right, size.height - 4, words.across, "end"),
    text(0, 10, words.up, "start"),
    ...points.map(
      ({ name, score, growth, interval }) =>
        `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${y(growth)}" y2="${y(growth)}" stroke="${soft}"/><circle cx="${x(score)}" cy="${y(growth)}" r="4.5" fill="${promoter}"/><text x="${x(score) + 7}" y="${y(growth) - 6}" font-size="11" fill="${ink}">${escapeXml(name.slice(0, 20))}</text>`,
    ),
  ];
  return pictureOf({ title: words.title, caption: words.caption, ...size, body: body.join("") });
}

function axisOf(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least) * 0.06 || 1;
  const [low, high] = [least - air, most + air];
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  const first = Math.ceil(low / step);
  const ticks = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(6)),
  );
  return { low, high, ticks };
}
