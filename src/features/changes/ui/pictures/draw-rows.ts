import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import { domainOf, type Mark, type PictureRow, type Tone } from "./row.ts";

const tones: Readonly<Record<Tone, string>> = {
  better: printColours.promoter,
  worse: printColours.detractor,
  plain: printColours.passive,
  accent: "#2f5bd0",
  hollow: printColours.soft,
};

interface RowsPicture {
  readonly title: string;
  readonly caption: string;
  readonly rows: readonly PictureRow[];
  readonly zero: boolean;
}

const height = 32;

/** The rows as a document for paper. */
export function drawRows({ title, caption, rows, zero }: RowsPicture): string {
  const domain = domainOf(rows, zero);
  const x = (value: number): number => 320 + (400 * (value - domain.low)) / (domain.high - domain.low);
  const whole = rows.length * height;
  const line = zero
    ? `<line x1="${x(0)}" x2="${x(0)}" y1="0" y2="${whole}" stroke="${printColours.line}" stroke-width="1"/>`
    : "";
  const body = rows.map(({ name, marks, bar, text }, index) => {
    const y = index * height + height / 2;
    const thick = bar?.isThin === true ? 2 : 12;
    const drawnBar =
      bar === undefined
        ? ""
        : `<rect x="${Math.min(x(bar.from), x(bar.to))}" y="${y - thick / 2}" width="${Math.max(1, Math.abs(x(bar.to) - x(bar.from)))}" height="${thick}" fill="${tones[bar.tone]}" opacity="0.55"/>`;
    const drawn = marks.map((mark, at) => drawMark(mark, x, y + (marks.length < 2 ? 0 : at === 0 ? -5 : 5)));
    return [
      `<text x="0" y="${y + 4}" fill="${printColours.ink}">${escapeXml(name.slice(0, 48))}</text>`,
      drawnBar,
      ...drawn,
      `<text x="740" y="${y + 4}" fill="${printColours.ink}">${escapeXml(text)}</text>`,
    ].join("");
  });
  return pictureOf({ title, caption, width: 1020, height: whole, body: line + body.join("") });
}

function drawMark({ value, low, high, tone }: Mark, x: (value: number) => number, y: number): string {
  const fill = tone === "hollow" ? printColours.page : tones[tone];
  return (
    `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${tones[tone]}" stroke-width="2"/>` +
    `<circle cx="${x(value)}" cy="${y}" r="4.5" fill="${fill}" stroke="${tones[tone]}" stroke-width="2"/>`
  );
}
