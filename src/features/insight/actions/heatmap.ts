import { slice, type Asker } from "#feature/facts";

import type { Filter, Heatmap } from "../contract.ts";

/**
 * A measure by local weekday and hour (R55); only cells with answers.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readHeatmap(asker: Asker, query: Filter & { readonly measure: string }): Promise<Heatmap> {
  const { rows, total } = await slice(asker, { ...query, compare: "none", by: ["weekday", "hour"] });
  const cells = rows.map(({ key, figure }) => ({
    weekday: Number(key[0]?.value),
    hour: Number(key[1]?.value),
    figure,
  }));
  return { cells, total: total.figure };
}
