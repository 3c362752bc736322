import { timeSteps } from "#web/format/time.ts";

import type { ViewState } from "../../contract.ts";
import { questionOf } from "../../rules.ts";

/** What the trend of a state asks: its filter and weight, the step it names. */
export function trendBody(state: ViewState, measure: string, today: string) {
  const { where, period, weight } = questionOf(state, today);
  const step = timeSteps.find((each) => each === state.by[0]) ?? state.step;
  return {
    measure,
    ...(where === undefined ? {} : { where }),
    ...(period === undefined ? {} : { period }),
    ...(weight === true ? { weight } : {}),
    ...(step === undefined ? {} : { step }),
  };
}
