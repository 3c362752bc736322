import { printColours } from "#web/design/picture.ts";

import type { FoundRow } from "../../contract.ts";
import { colourOf, shortened, textAt, type Drawing, type Drawn } from "./draw-parts.ts";
import { linePath } from "./line-path.ts";
import { multiplesOf, type Multiple, type MultiplesModel } from "./multiples-of.ts";

const [width, cell] = [320, { width: 288, line: 72, dot: 22 }];
const across = 3;

/** The same small picture for each group, three in a line, all on one scale. */
export function drawMultiples(drawn: Drawn): Drawing {
  const model = multiplesOf(drawn.found, drawn.state);
  const tall = model.hasTime ? cell.line : Math.max(1, ...model.groups.map(({ rows }) => rows.length)) * cell.dot;
  const height = tall + 62;
  const groups = model.groups.map((group, index) => {
    const place = `translate(${(index % across) * width} ${Math.floor(index / across) * height})`;
    const name = textAt(0, 16, shortened(drawn.speech.key(group.key), 38), { weight: 600 });
    const body = model.hasTime ? lineIn(group, model, drawn) : dotsIn(group, model, drawn);
    return `<g transform="${place}">${name}<g transform="translate(0 24)">${body}</g></g>`;
  });
  return { body: groups.join(""), width: 1000, height: Math.ceil(model.groups.length / across) * height };
}

function lineIn({ rows }: Multiple, { inner, steps, domain }: MultiplesModel, { found, speech }: Drawn): string {
  const at = new Map(rows.map((row) => [row.key[inner]?.value ?? "", row.figure.estimate]));
  const { line, band, dots } = linePath(
    steps.map((step) => at.get(step) ?? null),
    domain,
  );
  const last = rows.find(({ key }) => key[inner]?.value === steps.at(-1)) ?? rows.at(-1);
  const said = last === undefined ? "" : saidOf(last, inner, { found, speech });
  return [
    `<g transform="scale(${cell.width / 240} 1)"><path d="${band}" fill="#dbe4f6"/>`,
    `<path d="${line}" fill="none" stroke="#2b50c8" stroke-width="1.6"/></g>`,
    ...dots.map(({ x, y }) => `<circle cx="${(x * cell.width) / 240}" cy="${y}" r="2.2" fill="#2b50c8"/>`),
    `<line x1="0" x2="${cell.width}" y1="72" y2="72" stroke="${printColours.line}"/>`,
    textAt(0, 88, said, { fill: printColours.soft, size: 12 }),
  ].join("");
}

function dotsIn({ rows }: Multiple, { inner, domain }: MultiplesModel, { found, speech }: Drawn): string {
  const x = (value: number): number => 120 + (160 * (value - domain.low)) / (domain.high - domain.low);
  return rows
    .map((row, index) => {
      const y = index * cell.dot + 11;
      const name = shortened(speech.key(row.key.slice(inner, inner + 1)), 17);
      if (row.figure.estimate === null) return textAt(0, y + 4, saidOf(row, inner, { found, speech }), { size: 11 });
      const { value, interval } = row.figure.estimate;
      return [
        textAt(0, y + 4, name, { fill: printColours.soft, size: 12 }),
        `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="${y}" y2="${y}" stroke="${colourOf(row)}" stroke-width="2"/>`,
        `<circle cx="${x(value)}" cy="${y}" r="4" fill="${colourOf(row)}"/>`,
      ].join("");
    })
    .join("");
}

function saidOf(row: FoundRow, inner: number, { found, speech }: Pick<Drawn, "found" | "speech">): string {
  const name = speech.key(row.key.slice(inner, inner + 1));
  return `${name}: ${speech.whole(found.measure?.kind ?? "nps", row.figure)}`;
}
