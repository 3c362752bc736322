import type { Figure } from "#feature/facts/contract";

import type { Answer, Found, FoundRow } from "../contract.ts";

/**
 * The answer without whatever stands on fewer than `least` answers: a total that does, with all its rows; rows that do; and,
 * where those left out would together be fewer, the smallest rows beside them, so that no difference tells of them.
 */
export function protectedAnswer(answer: Answer, least: number): Answer {
  if (least === 0) return answer;
  return { ...answer, found: answer.found.map((found) => protectedFound(found, least)) };
}

function protectedFound(found: Found, least: number): Found {
  const { total } = found;
  if (total === null || !isEnough(total, least)) return { ...found, rows: [], total: emptied(total) };
  return { ...found, rows: protectedRows(found.rows, least) };
}

function protectedRows(rows: readonly FoundRow[], least: number): FoundRow[] {
  const kept = new Set(rows.filter((row) => isEnough(row, least)));
  const bySize = [...kept].toSorted((a, b) => sizeOf(a) - sizeOf(b));
  let left = rows.filter((row) => !kept.has(row)).reduce((sum, row) => sum + sizeOf(row), 0);
  while (kept.size < rows.length && left < least) {
    const smallest = bySize.shift();
    if (smallest === undefined) break;
    kept.delete(smallest);
    left += sizeOf(smallest);
  }
  return rows.filter((row) => kept.has(row));
}

/** All figures of a row, those compared with too. */
function isEnough({ figure, other }: FoundRow, least: number): boolean {
  return [figure, other].every((one) => one === null || one.state === "none" || (one.n ?? 0) >= least);
}

function sizeOf({ figure }: FoundRow): number {
  return figure.n ?? 0;
}

function emptied(total: FoundRow | null): FoundRow | null {
  if (total === null) return null;
  const figure: Figure = {
    ...total.figure,
    state: "too-few",
    n: null,
    estimate: null,
    mean: null,
    distribution: null,
    groups: null,
  };
  return { ...total, figure, other: null, difference: null };
}
