import { escapeXml, printColours } from "#web/design/picture.ts";

import type { Departments } from "../../contract.ts";
import type { MapWords } from "../words.ts";

const [left, right, step] = [260, 700, 30];

/** A dot with its whisker for each department, heaviest first. */
export function drawDepartments(
  { items, query, unit }: Departments,
  words: MapWords,
): { readonly width: number; readonly height: number; readonly body: string } {
  const shown = items.flatMap(({ function: place, lift, clear }) =>
    lift === null ? [] : [{ name: place?.name ?? words.t("department.nobody"), clear, ...lift.expected }],
  );
  const low = Math.min(0, ...shown.map((one) => one.low));
  const high = Math.max(1e-9, ...shown.map((one) => one.high));
  const x = (value: number): number => left + ((right - left) * (value - low)) / (high - low);
  const tone = query.side === "pain" ? printColours.detractor : printColours.promoter;
  const rows = shown.map((one, index) => {
    const y = 34 + index * step;
    const colour = one.clear ? tone : printColours.passive;
    return [
      `<text x="${left - 14}" y="${y + 4}" text-anchor="end" fill="${printColours.ink}">${escapeXml(shortened(one.name))}</text>`,
      `<line x1="${x(one.low).toFixed(1)}" x2="${x(one.high).toFixed(1)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>`,
      `<circle cx="${x(one.value).toFixed(1)}" cy="${y}" r="5" fill="${colour}"/>`,
      `<text x="${right + 14}" y="${y + 4}" fill="${printColours.ink}">${words.points(one.value)} (${words.points(one.low)} … ${words.points(one.high)})</text>`,
    ].join("");
  });
  const bottom = 34 + shown.length * step;
  const zero = `<line x1="${x(0).toFixed(1)}" x2="${x(0).toFixed(1)}" y1="18" y2="${bottom - 12}" stroke="${printColours.soft}" stroke-dasharray="2 3"/>`;
  const axis = `<text x="${left}" y="${bottom + 8}" fill="${printColours.soft}">${escapeXml(words.t(`axis.lift.${unit}`))}</text>`;
  return { width: 900, height: bottom + 22, body: zero + rows.join("") + axis };
}

/** As much of a name as fits beside the line. */
function shortened(name: string): string {
  return name.length > 34 ? `${name.slice(0, 33)}…` : name;
}
