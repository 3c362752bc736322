import type { EffectSource, UnitSources } from "#feature/organisation";

import { countOfUnits, lateOfUnits } from "../store/answer-table.ts";

/** Tells, before units are moved, merged or closed, how many responses would belong elsewhere. */
export const answersOfUnits: EffectSource = {
  name: "answers",
  count: ({ clickhouse }, concern) => countOfUnits(clickhouse, concern),
};

/** Tells which closed units answers still come for. */
export const lateAnswers: UnitSources["lateAnswers"] = ({ clickhouse }, closed) => lateOfUnits(clickhouse, closed);
