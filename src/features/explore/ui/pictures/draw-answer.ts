import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { Found } from "../../contract.ts";
import type { Speech } from "../../rules.ts";
import { rowsDomain } from "./Dots.tsx";

const height = 30;
const colours = { above: printColours.promoter, below: printColours.detractor } as const;

interface Drawing {
  readonly found: readonly Found[];
  readonly title: string;
  readonly caption: string;
  readonly speech: Speech;
}

/** The answer as an SVG document for paper: rows of each measure as dots on their intervals, with figures and n. */
export function drawAnswer({ found, title, caption, speech }: Drawing): string {
  const parts: string[] = [];
  let y = 0;
  for (const each of found) {
    if (each.measure === null) continue;
    if (found.length > 1) {
      y += height;
      parts.push(textAt(0, y - 8, speech.measure(each.measure), `font-weight="600" fill="${printColours.ink}"`));
    }
    const { low, high } = rowsDomain(each);
    const x = (value: number): number => 260 + (420 * (value - low)) / (high - low);
    for (const row of [...each.rows, ...(each.total === null ? [] : [each.total])]) {
      const middle = y + height / 2;
      const name = row.key.length === 0 ? speech.t("whole") : speech.key(row.key);
      const colour = row.verdict === "above" || row.verdict === "below" ? colours[row.verdict] : printColours.soft;
      parts.push(
        textAt(0, middle + 4, name.slice(0, 38)),
        textAt(704, middle + 4, speech.whole(each.measure.kind, row.figure)),
      );
      if (row.figure.estimate !== null) {
        const { value, interval } = row.figure.estimate;
        parts.push(
          `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${middle}" y2="${middle}" stroke="${colour}" stroke-width="2"/>`,
          `<circle cx="${x(value)}" cy="${middle}" r="4.5" fill="${colour}"/>`,
        );
      }
      y += height;
    }
  }
  return pictureOf({ title: title.slice(0, 110), caption, width: 1000, height: y, body: parts.join("") });
}

function textAt(x: number, y: number, text: string, look = `fill="${printColours.ink}"`): string {
  return `<text x="${x}" y="${y}" ${look}>${escapeXml(text)}</text>`;
}
