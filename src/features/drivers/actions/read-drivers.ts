import { momentBlocks, momentPatterns, readFreshness, type Asker } from "#feature/facts";
import { keyDrivers } from "#statistics/drivers/key-drivers";
import { logisticDrivers } from "#statistics/drivers/logistic-drivers";
import type { DriverResult, KeyDrivers, NoDrivers } from "#statistics/drivers/result";

import type { Driver, Drivers, DriversQuery, Level } from "../contract.ts";
import { groupShares } from "../rules/group-shares.ts";
import { onScale, withBenefit, withoutProblem } from "../rules/performance.ts";
import { warningsOf } from "../rules/warnings.ts";
import { chosenPredictors, columnsOf, type DriverColumns } from "./columns.ts";
import { readKnown, type Known } from "./known.ts";

/**
 * What moves an outcome: each driver's share of R² with its interval, its effect in the outcome's unit with the others held, how
 * well it stands, and what cannot be told. Complete responses only; protected answers under the small-group rule.
 * @throws Refusal `access.forbidden`, `drivers.unknown_predictor`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readDrivers(asker: Asker, query: DriversQuery): Promise<Drivers> {
  const known = await readKnown(asker, query);
  const freshness = await readFreshness(asker);
  const base = { ...empty(known, query), asOf: freshness.asOf, lagSeconds: freshness.lagSeconds };
  const { outcome, reading } = known;
  if (outcome === null) return base;

  const predictors = chosenPredictors(known.predictors, query.predictors);
  const drivers = await columnsOf(asker, predictors, { ...query, measure: outcome.measure });
  const columns = drivers.flatMap(({ levels }) => levels.map(({ column }) => column));
  const { measure } = outcome;
  const { where, period, weight, method } = query;
  const moments = await momentBlocks(asker, { measure, reading, columns, where, period, weight });
  if (moments.isHidden) return { ...base, state: "hidden" };

  const places = placesOf(drivers);
  const isLogistic = method === "logistic" && reading === "top";
  const patterns = isLogistic
    ? await momentPatterns(asker, { measure, reading, columns, where, period, weight })
    : null;
  const linear = () => keyDrivers(moments.blocks, places, { method: method === "lmg" ? "lmg" : "johnson" });
  const found = patterns === null ? linear() : logisticDrivers(patterns, places);
  const counts = { answered: moments.answered, n: found.n };
  const setAside = namedSetAside(found, drivers);
  if (found.state !== "ok") {
    return {
      ...base,
      ...counts,
      state: found.state,
      setAside,
      needed: found.state === "too-few" ? found.needed : base.needed,
    };
  }
  return { ...base, ...counts, setAside, ...shown(found, drivers, { moments, query }) };
}

/** Which columns belong to which driver. */
function placesOf(drivers: readonly DriverColumns[]): readonly (readonly number[])[] {
  let next = 0;
  return drivers.map(({ levels }) => levels.map(() => next++));
}

function empty({ outcome, reading }: Known, { method }: DriversQuery): Drivers {
  return {
    state: "none",
    outcome,
    reading,
    method,
    answered: null,
    n: null,
    needed: 0,
    effectiveN: null,
    mean: null,
    rSquared: null,
    adjustedRSquared: null,
    pValue: null,
    drivers: [],
    setAside: [],
    groups: [],
    experience: null,
    warnings: [],
    asOf: null,
    lagSeconds: 0,
  };
}

interface Around {
  readonly moments: { readonly answered: number; readonly present: readonly number[] };
  readonly query: DriversQuery;
}

function shown(found: KeyDrivers, drivers: readonly DriverColumns[], { moments, query }: Around): Partial<Drivers> {
  const own = placesOf(drivers);
  const listed = drivers.flatMap((driver, index): Driver[] => {
    const result = found.drivers[index];
    if (result === null || result === undefined) return [];
    const present = Math.min(...(own[index] ?? []).map((place) => moments.present[place] ?? 0));
    return [driverOf(driver, result, { present, answered: moments.answered })];
  });
  const columns = listed.reduce((sum, { levels }) => sum + levels.filter(({ effect }) => effect !== null).length, 0);
  return {
    state: "ok",
    method: found.method,
    effectiveN: found.effectiveN,
    mean: found.outcome,
    rSquared: found.rSquared,
    adjustedRSquared: found.adjustedRSquared,
    pValue: found.pValue,
    ...groupShares(listed, found),
    warnings: warningsOf(found, listed, { answered: moments.answered, columns, query }),
    drivers: listed.toSorted((a, b) => b.share.value - a.share.value),
  };
}

function driverOf(
  { predictor, levels, reference }: DriverColumns,
  { columns, ...result }: DriverResult,
  { present, answered }: { readonly present: number; readonly answered: number },
): Driver {
  const { question, options: _, ...candidate } = predictor;
  const { adjustedPValue, ...rest } = result;
  const scale = predictor.kind === "question" ? (question?.scale ?? null) : null;
  const own = columns.map(({ column: _column, ...figures }, index): Level => ({
    value: levels[index]?.value ?? "",
    name: levels[index]?.name ?? "",
    ...figures,
  }));
  return {
    ...candidate,
    n: present,
    missing: answered === 0 ? 0 : 1 - present / answered,
    ...rest,
    adjustedP: adjustedPValue,
    reference,
    scale: scale === null ? null : { from: scale.from, to: scale.to },
    levels: own,
    performance: performanceOf(candidate.kind, own[0], { scale, ref: candidate.ref }),
  };
}

function performanceOf(
  kind: Driver["kind"],
  level: Level | undefined,
  { scale, ref }: { readonly scale: Driver["scale"]; readonly ref: string },
): Driver["performance"] {
  if (level === undefined) return null;
  if (kind === "question") return scale === null ? null : onScale(level.mean, scale);
  if (kind === "option") return withoutProblem(level.mean);
  return kind === "code" ? (ref.endsWith("+") ? withBenefit(level.mean) : withoutProblem(level.mean)) : null;
}

function namedSetAside({ setAside }: KeyDrivers | NoDrivers, drivers: readonly DriverColumns[]): Drivers["setAside"] {
  const columns = drivers.flatMap(({ predictor, levels }) => levels.map((level) => ({ predictor, level })));
  const nameOf = (column: number): string => {
    const { predictor, level } = columns[column] ?? {};
    return [predictor?.title ?? "", level?.name ?? ""].filter((part) => part !== "").join(": ");
  };
  return setAside.map(({ column, reason, with: others }) => ({
    ref: columns[column]?.predictor.ref ?? "",
    title: columns[column]?.predictor.title ?? "",
    level: columns[column]?.level.name ?? "",
    reason,
    with: others.map(nameOf),
  }));
}
