import { useNavigate } from "@tanstack/react-router";

import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { timeSteps, type TimeStep } from "#web/format/time.ts";

import type { FoundRow, ViewState } from "../contract.ts";
import { searchOf } from "./state.ts";

/** The URL of the answers behind one number: the same filter, and the row's own values. */
export function answersSearch(state: ViewState, measure: string, key: FoundRow["key"]): AppSearch {
  const filter = { ...onlyFilter(searchOf(state)), compare: undefined, since: undefined, until: undefined };
  const search = key.reduce<AppSearch>((wider, { dimension, value }) => {
    const step = timeSteps.find((each) => each === dimension);
    if (step !== undefined) return Object.assign(wider, { period: "custom" }, daysOfStep(value, step));
    return value === "" ? wider : narrowed(wider, dimension, value);
  }, filter);
  return { ...search, measure };
}

/** Opens the answers behind a number. */
export function useOpenAnswers(state: ViewState): (measure: string, key: FoundRow["key"]) => void {
  const navigate = useNavigate();
  return (measure, key) => void navigate({ to: "/answers", search: answersSearch(state, measure, key) });
}

/** First and last local day of the time step that begins at `at`. */
export function daysOfStep(at: string, step: TimeStep): { readonly from: string; readonly to: string } {
  const from = at.slice(0, 10);
  const next = new Date(`${from}T00:00:00Z`);
  if (step === "day" || step === "week") next.setUTCDate(next.getUTCDate() + (step === "day" ? 1 : 7));
  else next.setUTCMonth(next.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[step]);
  next.setUTCDate(next.getUTCDate() - 1);
  return { from, to: next.toISOString().slice(0, 10) };
}
