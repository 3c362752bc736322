import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { Quality } from "../../contract.ts";
import type { ThemeWords } from "../words.ts";

type CodeQuality = Quality["codes"][number];
const [nameWidth, plotWidth, gap, rowHeight] = [300, 240, 60, 26];

/** Precision and recall of codes as dots on their intervals, as a document of its own. */
export function drawQuality(
  codes: readonly CodeQuality[],
  { title, caption, words }: { readonly title: string; readonly caption: string; readonly words: ThemeWords },
): string {
  const starts = { precision: nameWidth, recall: nameWidth + plotWidth + gap } as const;
  const head = (["precision", "recall"] as const).map(
    (what) =>
      `<text x="${starts[what]}" y="12" fill="${printColours.soft}">${escapeXml(words.t(`quality.${what}`))}</text>`,
  );
  const rows = codes.flatMap((code, index) => {
    const y = 34 + index * rowHeight;
    return [
      `<text x="0" y="${y + 4}" fill="${printColours.ink}">${escapeXml(code.name.slice(0, 44))}</text>`,
      whiskerAt(code.precision, { start: starts.precision, y }),
      whiskerAt(code.recall, { start: starts.recall, y }),
    ];
  });
  const line = starts.precision + 0.9 * plotWidth;
  const target = `<line x1="${line}" x2="${line}" y1="20" y2="${34 + codes.length * rowHeight}" stroke="${printColours.line}"/>`;
  return pictureOf({
    title,
    caption,
    width: starts.recall + plotWidth,
    height: 40 + codes.length * rowHeight,
    body: [target, ...head, ...rows].join(""),
  });
}

function whiskerAt(
  figure: CodeQuality["precision"],
  { start, y }: { readonly start: number; readonly y: number },
): string {
  if (figure === null) return "";
  const at = (share: number) => (start + share * plotWidth).toFixed(1);
  return [
    `<line x1="${at(figure.interval.low)}" x2="${at(figure.interval.high)}" y1="${y}" y2="${y}"`,
    ` stroke="${printColours.passive}" stroke-width="2"/>`,
    `<circle cx="${at(figure.value)}" cy="${y}" r="4" fill="${printColours.ink}"/>`,
  ].join("");
}
