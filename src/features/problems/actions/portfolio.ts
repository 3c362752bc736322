import { requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import type { OperationInput } from "#kit/operation";
import { choosePortfolio } from "#statistics/problems/portfolio";

import { mapQuerySchema, type Portfolio, type problemsOperations } from "../contract.ts";
import { selectProblems } from "../store/problems.ts";
import { readPainMap } from "./pain-map.ts";

/**
 * The problems whose solution brings most for a budget (R90): greatest sum of expected lifts, of those with a cost.
 * @throws Refusal as `readPainMap`
 */
export async function readPortfolio(
  asker: Asker,
  { budget, ...query }: OperationInput<typeof problemsOperations.portfolio>["body"],
): Promise<Portfolio> {
  requirePermission(asker.viewer, "insight.read");
  const [map, rows] = await Promise.all([
    readPainMap(asker, mapQuerySchema.parse(query)),
    asker.stores.postgres.read((tx) => selectProblems(tx, query.side)),
  ]);
  const costs = new Map(rows.map(({ key, cost }) => [key, cost]));
  const clear = map.items.filter(({ clear, lift }) => clear && lift !== null);
  const priced = clear.flatMap(({ key, lift }) => {
    const cost = costs.get(key) ?? null;
    return cost === null ? [] : [{ key, cost, gain: lift?.expected.value ?? 0 }];
  });
  const chosen = choosePortfolio(priced, budget).flatMap((index) => priced[index] ?? []);
  return {
    chosen: chosen.map(({ key }) => key),
    withoutCost: clear.filter(({ key }) => (costs.get(key) ?? null) === null).map(({ key }) => key),
    cost: chosen.reduce((sum, { cost }) => sum + cost, 0),
    lift: chosen.reduce((sum, { gain }) => sum + gain, 0),
  };
}
