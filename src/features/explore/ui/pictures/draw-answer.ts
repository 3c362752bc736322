import { pictureOf } from "#web/design/picture.ts";

import type { Found } from "../../contract.ts";
import type { Speech } from "../../rules.ts";
import type { Shown } from "../use-question.ts";
import { drawDots } from "./draw-dots.ts";
import { drawGrid } from "./draw-grid.ts";
import { drawMultiples } from "./draw-multiples.ts";
import { textAt, type Drawing } from "./draw-parts.ts";
import { drawStrips } from "./draw-strips.ts";

const drawers = { ranking: drawDots, heatmap: drawGrid, strips: drawStrips, multiples: drawMultiples } as const;
const gap = 34;

interface Wish {
  readonly shown: Shown;
  readonly found: readonly Found[];
  readonly title: string;
  readonly caption: string;
  readonly speech: Speech;
}

/** The answer as an SVG document for paper, in the picture it is shown in; each measure below the other. */
export function drawAnswer({ shown: { picture, state }, found, title, caption, speech }: Wish): string {
  const draw = picture === "table" || picture === "trend" ? drawDots : drawers[picture];
  const isNamed = found.length > 1;
  const drawings = found.map((each): Drawing => {
    const drawing = draw({ found: each, state, speech });
    if (!isNamed || each.measure === null) return drawing;
    const name = textAt(0, 20, speech.measure(each.measure), { weight: 600 });
    return {
      ...drawing,
      height: drawing.height + gap,
      body: `${name}<g transform="translate(0 ${gap})">${drawing.body}</g>`,
    };
  });
  const tops = drawings.map((_, index) => drawings.slice(0, index).reduce((sum, { height }) => sum + height, 0));
  return pictureOf({
    title: titleOf(title),
    caption,
    width: Math.max(1000, ...drawings.map(({ width }) => width)),
    height: drawings.reduce((sum, { height }) => sum + height, 0),
    body: drawings.map(({ body }, index) => `<g transform="translate(0 ${tops[index]})">${body}</g>`).join(""),
  });
}

/** As many whole sentences as fit in a line: a number is never cut in two. */
function titleOf(finding: string, most = 100): string {
  if (finding.length <= most) return finding;
  const end = finding.lastIndexOf(". ", most);
  return end === -1 ? `${finding.slice(0, finding.lastIndexOf(" ", most))}…` : finding.slice(0, end + 1);
}
