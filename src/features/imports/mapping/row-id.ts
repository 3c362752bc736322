import { hash } from "node:crypto";

import type { TableRow } from "../reading/table.ts";

/** Gives each row of one file an id that is the same in every later file that holds this row. */
export type RowIds = (row: TableRow) => string;

/**
 * Ids from the chosen columns, or else from the whole row and how many equal rows came before it.
 * So the same file imported again, whatever the order of its rows, names the same rows.
 * Memory: 16 bytes and some overhead for each distinct row.
 */
export function createRowIds(positions: readonly number[] | undefined): RowIds {
  const seen = new Map<string, number>();
  return (row) => {
    const cells = positions === undefined ? row.cells : positions.map((position) => row.cells[position] ?? "");
    const key = hash("sha256", cells.map((cell) => cell.trim()).join("\u001F"), "base64url").slice(0, 22);
    if (positions !== undefined && cells.some((cell) => cell.trim() !== "")) return `row:${key}`;
    const repeat = (seen.get(key) ?? 0) + 1;
    seen.set(key, repeat);
    return repeat === 1 ? `row:${key}` : `row:${key}:${repeat}`;
  };
}
