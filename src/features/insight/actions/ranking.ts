import { sliceWithSums, type Asker } from "#feature/facts";
import type { Dimension } from "#feature/facts/contract";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import type { Filter, Ranking } from "../contract.ts";
import { rankGroups } from "./rank-groups.ts";

/**
 * The groups of one dimension against the rest. Answers that say nothing of the dimension belong to the rest of every
 * group and are none themselves. At most the 1,000 largest groups.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readRanking(
  asker: Asker,
  { dimension, ...query }: Filter & { readonly measure: string; readonly dimension: Dimension },
): Promise<Ranking> {
  const { slice, sums, totalSums, reading } = await sliceWithSums(asker, {
    ...query,
    compare: "none",
    by: [dimension],
    limit: 1000,
  });
  const groups = slice.rows
    .map((row, index) => ({ row, sums: sums[index] ?? null }))
    .filter(({ row }) => row.key[0]?.value !== "");
  return {
    dimension,
    ...rankGroups(groups, totalSums, reading),
    total: slice.total.figure,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
  };
}
