import type { Ranking } from "#feature/insight/contract";

import { escapeXml, pictureOf, printColours } from "./picture.ts";
import { rankedItems } from "./ranked.ts";
import { rankingDomain } from "./RankingTable.tsx";

interface RankingPicture {
  readonly ranking: Ranking;
  readonly title: string;
  readonly caption: string;
  readonly name: (item: Ranking["items"][number]) => string;
  readonly text: (item: Ranking["items"][number]) => string;
}

const row = 30;
const colours = { above: printColours.promoter, below: printColours.detractor } as const;

/** A ranking as an SVG document for paper: names, dots with whiskers, figures with n. */
export function drawRanking({ ranking, title, caption, name, text }: RankingPicture): string {
  const { low, high } = rankingDomain(ranking);
  const x = (value: number): number => 260 + (420 * (value - low)) / (high - low);
  const height = ranking.items.length * row;
  const total = ranking.total.estimate?.value;
  const whole =
    total === undefined
      ? ""
      : `<line x1="${x(total)}" x2="${x(total)}" y1="0" y2="${height}" stroke="${printColours.soft}" stroke-width="0.75"/>`;

  const rows = rankedItems(ranking.items, ranking.items.length).map((item, index) => {
    const y = index * row + row / 2;
    const colour = item.verdict === "above" || item.verdict === "below" ? colours[item.verdict] : printColours.soft;
    const label = `<text x="0" y="${y + 4}" fill="${printColours.ink}">${escapeXml(name(item).slice(0, 38))}</text>`;
    const words = `<text x="704" y="${y + 4}" fill="${printColours.ink}">${escapeXml(text(item))}</text>`;
    if (item.figure.estimate === null) return label + words;
    const { value, interval } = item.figure.estimate;
    return [
      label,
      `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>`,
      `<circle cx="${x(value)}" cy="${y}" r="4.5" fill="${colour}"/>`,
      words,
    ].join("");
  });
  return pictureOf({ title, caption, width: 960, height, body: whole + rows.join("") });
}
