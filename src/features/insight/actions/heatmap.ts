import { sliceWithSums, type Asker } from "#feature/facts";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import type { Filter, Heatmap } from "../contract.ts";
import { judgeGroups } from "./rank-groups.ts";

/**
 * A measure by local weekday and hour (R55); only cells with answers. Each cell is held against all others together, and
 * false discoveries are controlled over the whole week: with 168 looks at one in twenty, noise would show eight cells.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readHeatmap(asker: Asker, query: Filter & { readonly measure: string }): Promise<Heatmap> {
  const { slice, sums, totalSums, reading } = await sliceWithSums(asker, {
    ...query,
    compare: "none",
    by: ["weekday", "hour"],
  });
  const groups = slice.rows.map((row, index) => ({ row, sums: sums[index] ?? null }));
  const judged = judgeGroups(groups, totalSums, reading);
  const cells = judged.map(({ group: { row }, ...judgement }) => ({
    weekday: Number(row.key[0]?.value),
    hour: Number(row.key[1]?.value),
    figure: row.figure,
    ...judgement,
  }));
  const tested = judged.filter(({ adjustedP }) => adjustedP !== null).length;
  return { cells, total: slice.total.figure, falseDiscoveryRate: FALSE_DISCOVERY_RATE, tested };
}
