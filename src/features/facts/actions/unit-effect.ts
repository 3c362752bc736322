import type { EffectSource } from "#feature/organisation";

import { countOfUnits } from "../store/answer-table.ts";

/** Tells, before units are moved, merged or closed, how many responses would belong elsewhere. */
export const answersOfUnits: EffectSource = {
  name: "answers",
  count: ({ clickhouse }, concern) => countOfUnits(clickhouse, concern),
};
