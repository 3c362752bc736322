import { COMFORTABLE_PER_COLUMN, type KeyDrivers } from "#statistics/drivers/result";

import type { Driver, Drivers, DriversQuery } from "../contract.ts";

type Warning = Drivers["warnings"][number];

/** Below this share of the variance the drivers say little about why the outcome is what it is. */
const LITTLE_EXPLAINED = 0.1;
const MOSTLY_COMPLETE = 0.7;
const INFLATED = 5;

/** What a reader has to know before believing the drivers. */
export function warningsOf(
  found: KeyDrivers,
  drivers: readonly Driver[],
  {
    answered,
    columns,
    query,
  }: { readonly answered: number; readonly columns: number; readonly query: Pick<DriversQuery, "method" | "weight"> },
): Warning[] {
  const inflated = drivers.filter(({ inflation }) => inflation > INFLATED);
  const following = drivers.filter(({ follows }) => follows);
  const complete = answered === 0 ? 1 : found.n / answered;
  const all: (Warning | false)[] = [
    found.n < COMFORTABLE_PER_COLUMN * columns && warning("few-per-predictor", [], found.n / columns),
    complete < MOSTLY_COMPLETE && warning("incomplete", [], complete),
    found.rSquared.value < LITTLE_EXPLAINED && warning("little-explained", [], found.rSquared.value),
    inflated.length > 0 &&
      warning(
        "inflated",
        inflated.map(({ title }) => title),
        null,
      ),
    following.length > 0 &&
      warning(
        "follows",
        following.map(({ title }) => title),
        null,
      ),
    !drivers.some(({ clear }) => clear) && warning("nothing-clear", [], null),
    query.method === "logistic" && found.method !== "logistic" && warning("linear", [], null),
    query.weight && warning("weighted", [], found.effectiveN),
  ];
  return all.filter((one) => one !== false);
}

function warning(code: Warning["code"], names: string[], value: number | null): Warning {
  return { code, names, value };
}
