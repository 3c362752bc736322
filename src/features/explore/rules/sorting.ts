import type { FoundRow, Sorting } from "../contract.ts";

/** Rows in the order asked for; those without what is sorted by come last, then the largest first. Stable. */
export function sortRows(rows: readonly FoundRow[], sort: Sorting, hasOwnOrder: boolean): readonly FoundRow[] {
  if (sort === "size") {
    return hasOwnOrder ? rows : rows.toSorted((a, b) => (b.figure.n ?? -1) - (a.figure.n ?? -1));
  }
  if (sort === "name") return rows.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), "uk", { numeric: true }));
  const way = sort === "value-up" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [placeOf(a, sort), placeOf(b, sort)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return way * (left - right) || (b.figure.n ?? 0) - (a.figure.n ?? 0);
  });
}

function nameOf({ key }: FoundRow): string {
  return key.map(({ name }) => name).join(" ");
}

/** A change counts where it is clear; by its size, whichever way it goes. */
function placeOf({ figure, difference, verdict }: FoundRow, sort: Sorting): number | null {
  if (sort !== "change") return figure.estimate?.value ?? null;
  if (difference === null) return null;
  return (verdict === "above" || verdict === "below" ? 1000 : 0) + Math.abs(difference.value);
}
