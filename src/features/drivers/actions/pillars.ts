import {
  addDays,
  endOfStep,
  listMeasures,
  listQuestions,
  slice,
  spanOf,
  startOfStep,
  type AskedQuestion,
  type Asker,
} from "#feature/facts";
import type { Measure, Period } from "#feature/facts/contract";
import type { Condition } from "#kit/condition";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import type { Pillars } from "../contract.ts";
import { conflictsOf, headlines, pairsOf, type PillarRows } from "../rules/pillars.ts";

/** Which measures, over which answers. */
export interface PillarsQuery {
  readonly measures?: readonly string[] | undefined;
  readonly period?: Period | undefined;
  readonly where?: Condition | undefined;
  readonly weight: boolean;
}

/**
 * Measures of several programmes by unit and month, or quarter where months hold too little (R6): which go together, and where one rose while another fell. Every figure
 * is a slice of the facts, so that units too small to hide a person are left out here as everywhere.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readPillars(asker: Asker, query: PillarsQuery): Promise<Pillars> {
  const [{ items }, questions] = await Promise.all([
    listMeasures(asker, { period: query.period }),
    listQuestions(asker, { period: query.period }),
  ]);
  const chosen =
    query.measures === undefined ? headlines(items) : items.filter(({ ref }) => query.measures?.includes(ref) === true);
  const periods = await periodsOf(asker, query, chosen);
  const rowsBy = (step: Step): Promise<readonly PillarRows[]> =>
    Promise.all(chosen.map((measure) => rowsOf(asker, { measure, query, periods, questions, step })));
  const byMonth = await rowsBy("month");
  const step = isEnough(byMonth) ? "month" : "quarter";
  const all = step === "month" ? byMonth : await rowsBy(step);
  const filled = all.filter(({ months }) => months.some(({ key }) => (key[0]?.value ?? "") !== ""));
  return {
    measures: filled.flatMap(({ ref, months }) => {
      const measure = chosen.find((one) => one.ref === ref);
      if (measure === undefined) return [];
      const { kind, programme, title, surveyName } = measure;
      const shown = months.filter(({ key, figure }) => (key[0]?.value ?? "") !== "" && figure.state === "ok");
      const units = new Set(shown.map(({ key }) => key[0]?.value)).size;
      return [{ ref, kind, programme, title, surveyName, cells: shown.length, units }];
    }),
    pairs: pairsOf(filled),
    ...conflictsOf(filled),
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    periods,
    step,
    hidden: filled.reduce(
      (sum, { months }) => sum + months.filter(({ figure }) => figure.state === "hidden").length,
      0,
    ),
  };
}

type Step = Pillars["step"];

/** Whether at least two measures have enough units and months by themselves. */
function isEnough(pillars: readonly PillarRows[]): boolean {
  const shown = pillars.map(({ months }) => months.filter(({ figure }) => figure.state === "ok").length);
  return shown.filter((cells) => cells >= leastCells).length >= 2;
}

const leastCells = 200;
const conflictDays = 91;

/** The period asked for against the one before; without one, the 13 weeks up to the last month with answers against the 13 before. */
async function periodsOf(
  asker: Asker,
  { period }: PillarsQuery,
  measures: readonly Measure[],
): Promise<Pillars["periods"]> {
  if (period !== undefined) {
    const days = Math.round((Date.parse(period.to) - Date.parse(period.from)) / 86_400_000) + 1;
    return { now: period, before: { from: addDays(period.from, -days), to: addDays(period.from, -1) } };
  }
  const spans = await Promise.all(measures.map(({ ref }) => spanOf(asker, { measure: ref })));
  const last = spans
    .flatMap((span) => span?.to ?? [])
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  const to = endOfStep("month", startOfStep("month", last));
  const from = addDays(to, 1 - conflictDays);
  return { now: { from, to }, before: { from: addDays(from, -conflictDays), to: addDays(from, -1) } };
}

interface Wanted {
  readonly measure: Measure;
  readonly query: PillarsQuery;
  readonly periods: Pillars["periods"];
  readonly questions: readonly AskedQuestion[];
  readonly step: Step;
}

async function rowsOf(asker: Asker, { measure, query, periods, questions, step }: Wanted): Promise<PillarRows> {
  const { period, where, weight } = query;
  const base = { measure: measure.ref, where, weight, limit: 10_000 };
  const [months, changes] = await Promise.all([
    slice(asker, { ...base, period, by: ["unit", step] }),
    periods === null ? null : slice(asker, { ...base, period: periods.now, compare: periods.before, by: ["unit"] }),
  ]);
  const own = questions.filter(({ kind, programme }) => kind === measure.kind && programme === measure.programme);
  return {
    ref: measure.ref,
    isLowGood: own.length > 0 && own.every(({ scale }) => scale?.isLowGood === true),
    months: months.rows,
    changes: changes?.rows ?? [],
  };
}
