import type { UnitRow } from "./units-model.ts";

/** A unit's box; x and y are its left upper corner in px. */
export interface Placed {
  readonly unit: UnitRow;
  readonly x: number;
  readonly y: number;
}

const column = 268;
const line = 60;
const boxWidth = 220;
const boxHeight = 52;
const edge = 16;

/** Levels from left to right; a unit stands in the middle of what is shown below it, which stands on lines of its own. */
export function layOut(rows: readonly UnitRow[]) {
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const shown = new Set(rows.map(({ row }) => row));
  const boxes: Placed[] = [];
  const lines: string[] = [];
  let bottom = edge;

  function place(unit: UnitRow, level: number): number {
    const below = (children.get(unit.row) ?? []).map((child) => place(child, level + 1));
    const x = edge + level * column;
    const y = below.length === 0 ? bottom : ((below[0] ?? 0) + (below.at(-1) ?? 0)) / 2;
    if (below.length === 0) bottom += line;
    boxes.push({ unit, x, y });
    for (const end of below) lines.push(curve(x + boxWidth, y + boxHeight / 2, end + boxHeight / 2));
    return y;
  }

  for (const root of rows.filter(({ parent }) => !shown.has(parent))) place(root, 0);
  const levels = Math.max(0, ...boxes.map(({ x }) => x)) + boxWidth + edge;
  return { boxes, lines, width: levels, height: bottom + edge };
}

function curve(x: number, from: number, to: number): string {
  const end = x + column - boxWidth;
  const middle = (x + end) / 2;
  return `M${x} ${from} C${middle} ${from} ${middle} ${to} ${end} ${to}`;
}
