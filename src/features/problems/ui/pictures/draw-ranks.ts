import { escapeXml, printColours } from "#web/design/picture.ts";

import type { Sources } from "../../contract.ts";
import type { MapWords } from "../words.ts";

/** Noise rank on the left, impact rank on the right, a line for each problem: what slopes is heard wrongly. */
export function drawRanks(
  { rows }: Sources,
  words: MapWords,
): { readonly width: number; readonly height: number; readonly body: string } {
  const both = rows.filter(({ noiseRank, impactRank }) => noiseRank !== null && impactRank !== null);
  const most = Math.max(1, ...both.flatMap(({ noiseRank, impactRank }) => [noiseRank ?? 1, impactRank ?? 1]));
  const y = (rank: number): number => 30 + (rank - 1) * 22;
  const lines = both.map(({ name, noiseRank, impactRank, hearing }) => {
    const isOff = hearing === "loud" || hearing === "unknown" || hearing === "unseen";
    const colour = isOff ? printColours.detractor : printColours.passive;
    return [
      `<line x1="300" x2="620" y1="${y(noiseRank ?? 1)}" y2="${y(impactRank ?? 1)}" stroke="${colour}" stroke-width="${isOff ? 2 : 1}"/>`,
      `<text x="290" y="${y(noiseRank ?? 1) + 4}" text-anchor="end" fill="${printColours.ink}">${noiseRank}. ${escapeXml(name)}</text>`,
      `<text x="630" y="${y(impactRank ?? 1) + 4}" fill="${printColours.ink}">${impactRank}. ${escapeXml(name)}</text>`,
    ].join("");
  });
  const head = `<text x="290" y="10" text-anchor="end" fill="${printColours.soft}">${escapeXml(words.t("column.noise"))}</text><text x="630" y="10" fill="${printColours.soft}">${escapeXml(words.t("column.impact"))}</text>`;
  return { width: 940, height: y(most) + 20, body: head + lines.join("") };
}
