import { listMeasures, type Asker } from "#feature/facts";
import type { Measure } from "#feature/facts/contract";

import type { ChartedRule, WatchStatus } from "../../contract.ts";
import { daysFrom, stepFrames } from "../../rules/calendar.ts";
import { chart, isReady, type Charted } from "./charting.ts";
import { gather, type Material, type ToGather } from "./material.ts";

/** A rule about series, and what it told before. */
export interface Evaluation {
  readonly rule: ChartedRule;
  readonly quietDays: number;
  readonly today: string;
  /** Days on which each series stood out before, by its key. */
  readonly toldOn?: ReadonlyMap<string, readonly string[]>;
  readonly only?: ToGather["only"];
  /** Series that share the false alarms, when others than those read here do. */
  readonly series?: number;
}

/** Every series that can be watched, charted, and what became of the others. */
export interface Evaluated {
  readonly charted: readonly Charted[];
  readonly status: WatchStatus;
}

/**
 * Charts every series that a rule looks at, each by what was known at its time. The false alarms of the rule are shared
 * evenly by its series: their expectation adds up whether or not they go together.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function evaluate(asker: Asker, evaluation: Evaluation): Promise<Evaluated> {
  const { rule, quietDays, today, only, toldOn } = evaluation;
  const measures = await measuresOf(asker, rule);
  const { material, tooFew, hidden } = await gather(asker, { rule, measures, only, today });
  const alive = material.filter((one) => isAlive(one, today));
  const ready = alive.filter(isReady);
  const series = evaluation.series ?? ready.length;
  const charted = ready.map((one) => chart(one, { rule, series, quietDays, toldOn: toldOn?.get(one.key) ?? [] }));
  const waiting = alive.length - ready.length;
  return {
    charted,
    status: { watched: ready.length, waiting, tooFew: tooFew + material.length - alive.length, hidden, problem: null },
  };
}

/** A unit that was closed long ago needs no watching; where answers are counted, that is what is watched. */
function isAlive({ points, step, kind }: Material, today: string): boolean {
  const last = points.at(-1);
  if (last === undefined) return false;
  if (kind === "volume") return points.some(({ sums }) => sums.n > 0);
  return daysFrom(last.at, today) <= 10 * stepFrames[step].days + 31;
}

const mostMeasures = { whole: 12, groups: 4 } as const;
const fewestOfMeasure = 100;

/** The measures that "every" stands for. */
export async function measuresOf(asker: Asker, { measure, kind, by }: Pick<ChartedRule, "measure" | "kind" | "by">) {
  if (measure !== "every") return [measure];
  const { items } = await listMeasures(asker, {});
  const counted = items.filter(({ n }) => n >= fewestOfMeasure);
  if (kind !== "measure") return firstOfProgrammes(counted).map(({ ref }) => ref);
  const figures = counted.filter(({ kind: of }) => of !== "choice" && of !== "text" && of !== "number");
  const broad = figures.filter(({ surveyId }) => surveyId === null);
  const bare = firstOfProgrammes(figures).filter((one) => !broad.some(({ programme }) => programme === one.programme));
  return [...broad, ...bare].map(({ ref }) => ref).slice(0, by === null ? mostMeasures.whole : mostMeasures.groups);
}

/** Of each programme the measure with the most answers: what was said belongs to the response, not to one question. */
function firstOfProgrammes(measures: readonly Measure[]): Measure[] {
  return [...Map.groupBy(measures, ({ programme }) => programme).values()].flatMap((some) => some[0] ?? []);
}
