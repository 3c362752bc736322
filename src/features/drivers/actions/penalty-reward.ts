import { momentBlocks, type Asker, type MomentColumn } from "#feature/facts";
import { penaltyReward } from "#statistics/drivers/penalty-reward";

import type { DriversQuery, PenaltyRewards } from "../contract.ts";
import { chosenPredictors } from "./columns.ts";
import { readKnown } from "./known.ts";

/** Kinds of answers with a low, a middle and a high group. */
const grouped = new Set(["nps", "enps", "csat", "ces", "rating", "gap"]);

/**
 * Penalty and reward of every rated part of an experience: what being rated low takes from the outcome and what being rated high
 * adds to it, against the middle. Predictors that are no rating are left out. Protected as the drivers are.
 * @throws Refusal as `readDrivers`
 */
export async function readPenaltyReward(asker: Asker, query: Omit<DriversQuery, "method">): Promise<PenaltyRewards> {
  const known = await readKnown(asker, query);
  const { outcome, reading } = known;
  const base = { outcome, reading, n: null, needed: 0, items: [], without: [] };
  if (outcome === null) return { ...base, state: "none" };
  const rated = chosenPredictors(known.predictors, query.predictors).filter(
    ({ kind, question }) => kind === "question" && grouped.has(question?.kind ?? ""),
  );
  if (rated.length === 0) return { ...base, state: "no-predictors" };

  const columns = rated.flatMap(({ ref }): MomentColumn[] => [
    { kind: "group", measure: ref, group: "low" },
    { kind: "group", measure: ref, group: "high" },
  ]);
  const { where, period, weight } = query;
  const moments = await momentBlocks(asker, { measure: outcome.measure, reading, columns, where, period, weight });
  if (moments.isHidden) return { ...base, state: "hidden" };

  const found = penaltyReward(
    moments.blocks,
    rated.map((_, index) => ({ low: 2 * index, high: 2 * index + 1 })),
  );
  if (found.state !== "ok") return { ...base, state: found.state, n: found.n, needed: found.needed };
  return {
    ...base,
    state: "ok",
    n: found.n,
    items: rated.flatMap(({ ref, title }, index) => {
      const one = found.attributes[index];
      return one === null || one === undefined ? [] : [{ ref, title, ...one }];
    }),
    without: rated.filter((_, index) => found.attributes[index] === null).map(({ title }) => title),
  };
}
