import type { Heat } from "#web/design/heat.ts";

import type { Found, FoundRow } from "../../contract.ts";

type Key = FoundRow["key"][number];

/** Rows and columns of two dimensions, in the order they come, at most so many of each. */
export function gridOf({ rows }: Pick<Found, "rows">, most = 40) {
  const [down, across] = [uniqueKeys(rows, 0).slice(0, most), uniqueKeys(rows, 1).slice(0, most)];
  const cells = new Map(rows.map((row) => [`${row.key[0]?.value}\n${row.key[1]?.value}`, row]));
  return {
    rows: down,
    columns: across,
    cell: (row: number, column: number): FoundRow | undefined =>
      cells.get(`${down[row]?.value}\n${across[column]?.value}`),
  };
}

/** Every value of one dimension once; those with an order of their own in that order. */
export function uniqueKeys(rows: readonly FoundRow[], index: number): readonly Key[] {
  const keys = new Map(rows.flatMap(({ key }) => (key[index] === undefined ? [] : [[key[index].value, key[index]]])));
  const all = [...keys.values()];
  const ordered = ["weekday", "hour", "score", "day", "week", "month", "quarter", "year"];
  if (!ordered.includes(all[0]?.dimension ?? "")) return all;
  return all.toSorted((a, b) => a.value.localeCompare(b.value, "en", { numeric: true }));
}

/** How a cell looks: coloured only where it differs clearly; stronger where it lies further off than most of those. */
export function heatOfRow(row: FoundRow | undefined, { rows }: Pick<Found, "rows">): Heat {
  if (row === undefined || row.figure.state === "none") return "none";
  if (row.figure.estimate === null) return "few";
  if (row.verdict !== "above" && row.verdict !== "below") return "plain";
  const distances = rows
    .filter(({ verdict }) => verdict === "above" || verdict === "below")
    .map(({ difference }) => Math.abs(difference?.value ?? 0))
    .sort((a, b) => a - b);
  const usual = distances[Math.floor(distances.length / 2)] ?? 0;
  return `${row.verdict}-${Math.abs(row.difference?.value ?? 0) >= 1.25 * usual ? 2 : 1}`;
}
