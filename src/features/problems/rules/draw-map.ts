import { escapeXml, printColours } from "#kit/svg";

import type { PainMap } from "../contract.ts";
import { layoutOf, type Bubble, type MapLayout } from "./map-layout.ts";

/** What a picture needs to be spoken. */
interface Voice {
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  readonly number: (value: number, digits?: number) => string;
}

/** The map as elements of SVG, for paper. */
export function mapElements(
  map: PainMap,
  size: { readonly width: number; readonly height: number; readonly isLog: boolean },
  words: Voice,
): string {
  const layout = layoutOf(map, size);
  const tone = map.query.side === "pain" ? printColours.detractor : printColours.promoter;
  const bubbles = layout.bubbles.toReversed().map((bubble) => bubbleOf(bubble, tone));
  return [axesOf(layout, map, words), ...bubbles].join("");
}

function axesOf({ plot, xTicks, yTicks, curves }: MapLayout, map: PainMap, words: Voice): string {
  const { line, soft } = printColours;
  const [bottom, right] = [plot.top + plot.height, plot.left + plot.width];
  return [
    ...yTicks.map(
      ({ at, value }) =>
        `<line x1="${plot.left}" x2="${right}" y1="${at}" y2="${at}" stroke="${line}"/><text x="${plot.left - 8}" y="${at + 4}" text-anchor="end" fill="${soft}">${words.number(value, 0)}</text>`,
    ),
    ...xTicks.map(
      ({ at, value }) =>
        `<line x1="${at}" x2="${at}" y1="${plot.top}" y2="${bottom}" stroke="${line}"/><text x="${at}" y="${bottom + 16}" text-anchor="middle" fill="${soft}">${words.number(value, Number.isInteger(value) ? 0 : 1)}</text>`,
    ),
    ...curves.map(
      ({ path, label, worth }) =>
        `<path d="${path}" fill="none" stroke="${soft}" stroke-dasharray="2 5"/>${label === null ? "" : `<text x="${label.x}" y="${label.y}" text-anchor="end" font-size="11" fill="${soft}">${escapeXml(words.t("map.worth", { value: words.number(worth, worth < 1 ? 2 : 1) }))}</text>`}`,
    ),
    `<text x="${right}" y="${bottom + 36}" text-anchor="end" fill="${soft}">${escapeXml(words.t("axis.share"))}</text>`,
    `<text x="${plot.left}" y="${plot.top - 6}" fill="${soft}">${escapeXml(words.t(`axis.effect.${map.query.side}.${map.unit}`))}</text>`,
  ].join("");
}

function bubbleOf({ item, x, y, radius, left, right, top, bottom, label }: Bubble, tone: string): string {
  const { ink, page } = printColours;
  const look = item.clear ? `fill="${tone}" fill-opacity="0.4"` : `fill="${page}" stroke-dasharray="3 3"`;
  const name =
    label === null
      ? ""
      : `<text x="${label.x}" y="${label.y}" text-anchor="${label.anchor}" fill="${ink}">${escapeXml(item.name)}</text>`;
  return [
    `<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="${tone}" stroke-opacity="0.5"/>`,
    `<line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" stroke="${tone}" stroke-opacity="0.5"/>`,
    `<circle cx="${x}" cy="${y}" r="${radius}" stroke="${tone}" ${look}/>`,
    name,
  ].join("");
}
