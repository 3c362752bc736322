import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import { room, shapeOf, type Curve } from "./curve.ts";

const paper = { width: 760, height: 300 } as const;

/** A curve as an SVG document for paper. */
export function drawCurve(curve: Curve, words: { readonly title: string; readonly caption: string }): string {
  const shape = shapeOf(curve, paper);
  const { left, right, bottom, top } = room;
  const { width, height } = paper;
  const { soft, line, ink, detractor } = printColours;
  const text = (x: number, y: number, value: string, anchor: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${soft}" font-size="12">${escapeXml(value)}</text>`;
  const body = [
    ...shape.ticksY.map(
      (tick) =>
        `<line x1="${left}" x2="${width - right}" y1="${shape.y(tick)}" y2="${shape.y(tick)}" stroke="${line}"/>${text(
          left - 8,
          shape.y(tick) + 4,
          curve.formatY(tick),
          "end",
        )}`,
    ),
    ...shape.ticksX
      .filter((tick) => shape.x(tick) >= left - 1 && shape.x(tick) <= width - right + 1)
      .map((tick) => text(shape.x(tick), height - bottom + 18, curve.formatX(tick), "middle")),
    text(width - right, height - 6, curve.xLabel, "end"),
    text(0, 12, curve.yLabel, "start"),
    `<path d="${shape.band}" fill="${line}"/>`,
    curve.target === undefined
      ? ""
      : `<line x1="${left}" x2="${width - right}" y1="${shape.y(curve.target)}" y2="${shape.y(curve.target)}" stroke="${detractor}" stroke-dasharray="5 4"/>`,
    `<path d="${shape.line}" fill="none" stroke="${ink}" stroke-width="2"/>`,
    ...curve.marks.map(
      ({ x, label }, index) =>
        `<line x1="${shape.x(x)}" x2="${shape.x(x)}" y1="${top}" y2="${height - bottom}" stroke="${detractor}" stroke-dasharray="5 4"/>${text(
          shape.x(x) + 6,
          top + 12 + index * 16,
          label,
          "start",
        )}`,
    ),
  ];
  return pictureOf({ ...words, width, height, body: body.join("") });
}
