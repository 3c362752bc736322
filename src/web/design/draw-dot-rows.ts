import type { Span } from "../format/number.ts";
import { escapeXml, pictureOf, printColours } from "./picture.ts";

/** One line of a picture of dots: what it is called, its estimate, and the numbers in words. */
export interface DotLine {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  /** Null where the error is unknown: then the dot stands without a whisker. */
  readonly interval: Span | null;
  readonly reference?: number | undefined;
  readonly tone?: "above" | "below" | "plain" | undefined;
  readonly text: string;
  readonly n: number | null;
  readonly remark?: string | undefined;
}

const height = 30;

/** Lines of dots as an SVG document for paper. */
export function drawDotRows(
  lines: readonly DotLine[],
  domain: Span,
  words: { readonly title: string; readonly caption: string },
): string {
  const x = (value: number): number => 260 + (380 * (value - domain.low)) / (domain.high - domain.low || 1);
  const body = lines.map((line, index) => lineOf(line, (index + 0.5) * height, x)).join("");
  return pictureOf({ ...words, width: 1000, height: lines.length * height, body });
}

const colours = { above: printColours.promoter, below: printColours.detractor, plain: printColours.soft } as const;

function lineOf(
  { name, value, interval, reference, tone = "plain", text, remark }: DotLine,
  y: number,
  x: (value: number) => number,
): string {
  const ink = printColours.ink;
  const colour = colours[tone];
  const written = [text, remark].filter(Boolean).join(" · ");
  const parts = [
    `<text x="0" y="${y + 4}" fill="${ink}">${escapeXml(name.slice(0, 36))}</text>`,
    `<text x="660" y="${y + 4}" fill="${ink}">${escapeXml(written.slice(0, 60))}</text>`,
  ];
  if (reference !== undefined) {
    parts.push(`<line x1="${x(reference)}" x2="${x(reference)}" y1="${y - 11}" y2="${y + 11}" stroke="${ink}"/>`);
  }
  if (value !== null && interval !== null) {
    parts.push(
      `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>`,
    );
  }
  if (value !== null) {
    const fill = interval === null ? printColours.page : colour;
    parts.push(`<circle cx="${x(value)}" cy="${y}" r="4.5" fill="${fill}" stroke="${colour}" stroke-width="1.5"/>`);
  }
  return parts.join("");
}
