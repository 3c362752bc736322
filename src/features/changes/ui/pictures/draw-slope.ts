import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import { spread, type SlopeLine } from "../../rules/telling/slope.ts";

export const slopeSize = { width: 620, height: 260 } as const;

const [left, right, top, foot] = [70, 330, 28, 244] as const;
const gap = 17;

/** Where a line runs, and where its label stands beside its end. */
export interface PlacedLine extends SlopeLine {
  readonly y1: number;
  readonly y2: number;
  /** Heights of the labels before its beginning and behind its end. */
  readonly before: number;
  readonly behind: number;
}

/** Lines on a common axis, labels kept apart. */
export function placeLines(lines: readonly SlopeLine[]): readonly PlacedLine[] {
  const values = lines.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number => foot - ((foot - top) * (value - low)) / (high - low || 1);
  const labels = (side: "from" | "to") =>
    spread(
      lines.map((line) => y(line[side])),
      gap,
      foot + 4,
    );
  const [before, behind] = [labels("from"), labels("to")];
  return lines.map((line, index) => ({
    ...line,
    y1: y(line.from),
    y2: y(line.to),
    before: before[index] ?? 0,
    behind: behind[index] ?? 0,
  }));
}

export const slopePlace = { left, right, top, foot } as const;

/** A name that has room beside its line. */
export function shortened(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}

/** The lines as a document for paper. */
export function drawSlope(
  lines: readonly SlopeLine[],
  letters: { readonly a: string; readonly b: string },
  { title, caption }: { readonly title: string; readonly caption: string },
): string {
  const { ink, soft, line: hair } = printColours;
  const axis = (x: number, letter: string): string =>
    `<line x1="${x}" x2="${x}" y1="${top - 8}" y2="${foot + 6}" stroke="${hair}"/>` +
    `<text x="${x}" y="${top - 14}" text-anchor="middle" fill="${soft}">${escapeXml(letter)}</text>`;
  const body = placeLines(lines).map(({ name, said, y1, y2, before, behind, isWhole, isClear }) => {
    const colour = isWhole ? ink : soft;
    const dash = isClear ? "" : ' stroke-dasharray="4 4"';
    return [
      `<line x1="${left}" x2="${right}" y1="${y1}" y2="${y2}" stroke="${colour}" stroke-width="${isWhole ? 4 : 1.75}"${dash}/>`,
      `<circle cx="${left}" cy="${y1}" r="${isWhole ? 5 : 3.5}" fill="${colour}"/>`,
      `<circle cx="${right}" cy="${y2}" r="${isWhole ? 5 : 3.5}" fill="${colour}"/>`,
      `<text x="${left - 12}" y="${before + 4}" text-anchor="end" fill="${colour}">${escapeXml(said.from)}</text>`,
      `<text x="${right + 14}" y="${behind + 4}" fill="${colour}">${escapeXml(`${said.to}  ${shortened(name)}`)}</text>`,
    ].join("");
  });
  return pictureOf({
    title,
    caption,
    ...slopeSize,
    body: axis(left, letters.a) + axis(right, letters.b) + body.join(""),
  });
}
