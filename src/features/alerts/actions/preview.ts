import { requirePermission } from "#feature/access";
import { addDays, matchingResponses, type Asker } from "#feature/facts";
import { readSettings } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";
import { simulatedDelay } from "#statistics/detection-delay";
import type { Detector } from "#statistics/detector";

import type { alertsOperations, Finding, Preview, Rule, WatchStep } from "../contract.ts";
import { localDay, median, stepFrames } from "../rules/calendar.ts";
import { limited } from "./run-watch.ts";
import { ownUnits } from "./sight.ts";
import { requireRule } from "./watches.ts";
import { findCandidates } from "./watching/candidates.ts";
import type { Charted } from "./watching/charting.ts";
import { evaluate } from "./watching/evaluate.ts";
import { movedFinding } from "./watching/findings.ts";

type Wish = OperationInput<typeof alertsOperations.previewWatch>["body"];

const mostShown = 60;
const mostMatches = 1000;

/**
 * What a rule would have told in the last twelve months, each alarm by what was known at its time; how often it cries
 * wolf, and how soon it notices a lasting change of half, one and two sigmas with the history that there is.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`, and what `ruleProblem` names
 */
export async function previewWatch(asker: Asker, { rule: wished, quietDays }: Wish): Promise<Preview> {
  requirePermission(asker.viewer, "alerts.write");
  await requireRule(asker, wished);
  const { timeZone } = await asker.stores.postgres.read(readSettings);
  const today = localDay(asker.stores.clock.now(), timeZone);
  const rule = limited(wished, ownUnits(asker.viewer));
  const period = { from: addDays(today, -365), to: today };
  if (rule.kind === "measure" || rule.kind === "share" || rule.kind === "volume") {
    const { charted, status } = await evaluate(asker, { rule, quietDays, today });
    const alarms = charted
      .flatMap((one) => alarmsOf(one, { rule, series: charted.length }))
      .filter(({ at }) => at >= period.from)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    return {
      status,
      ...period,
      alarms: alarms.slice(0, mostShown),
      total: alarms.length,
      promises: promisesOf(charted),
    };
  }
  if (rule.kind === "answer") return previewAnswers(asker, rule, period);
  const before = { today, quietDays, judged: new Map(), toldOn: new Map() };
  const { candidates, status } = await findCandidates(asker, rule, before);
  const alarms = candidates.map(({ at, finding }) => ({ at, finding }));
  return { status, ...period, alarms, total: alarms.length, promises: [] };
}

async function previewAnswers(
  asker: Asker,
  rule: Extract<Rule, { kind: "answer" }>,
  period: { readonly from: string; readonly to: string },
): Promise<Preview> {
  const matches = await matchingResponses(asker, { ...rule, period, limit: mostMatches });
  const days = Map.groupBy(matches, ({ day }) => day);
  const alarms = [...days].map(([day, some]): { at: string; finding: Finding } => ({
    at: day,
    finding: { type: "more-answers", day, count: some.length },
  }));
  const status = { watched: 1, waiting: 0, tooFew: 0, hidden: 0, problem: null };
  return { status, ...period, alarms: alarms.slice(0, mostShown), total: matches.length, promises: [] };
}

function alarmsOf(charted: Charted, told: Parameters<typeof movedFinding>[2]): { at: string; finding: Finding }[] {
  return charted.watched.alarms.map((alarm) => ({
    at: charted.material.points[alarm.index]?.at ?? "",
    finding: movedFinding(charted, alarm, told),
  }));
}

function promisesOf(charted: readonly Charted[]): Preview["promises"] {
  const bySteps = Map.groupBy(charted, ({ material }) => material.step);
  return [...bySteps].flatMap(([step, some]) => {
    const [first] = some;
    return first === undefined ? [] : [promiseOf(step, some, first)];
  });
}

const looked = [0.5, 1, 2] as const;

function promiseOf(step: WatchStep, some: readonly Charted[], first: Charted): Preview["promises"][number] {
  const { detector } = first;
  const measures = new Set(some.map(({ material }) => material.subject.measure));
  const history = Math.min(
    104,
    Math.max(stepFrames[step].baseline, median(some.map(({ material }) => material.points.length - 12))),
  );
  const horizon = Math.min(90, Math.round(stepFrames[step].perYear));
  return {
    step,
    series: some.length,
    runLength: first.runLength,
    sigma: measures.size === 1 ? median(some.map(sigmaOf)) : null,
    measure: measures.size === 1 ? first.material.subject.measure : null,
    delays: looked.map((sigmas) => {
      const { found, median: half } = delayOf(detector, first.sides, { shift: sigmas, history, horizon });
      return { sigmas, found, median: Number.isFinite(half) ? half : null, horizon };
    }),
  };
}

/** One sigma of the newest points, in the unit that is shown. */
function sigmaOf({ watched, show }: Charted): number {
  const last = watched.points.at(-1);
  if (last === undefined || last.expected === null) return 0;
  return (show(last.expected + last.sigma) - show(last.expected - last.sigma)) / 2;
}

const repetitions = 120;
const known = new Map<string, ReturnType<typeof simulatedDelay>>();

/** The same question has the same answer: simulated once for detectors and histories that are nearly alike. */
function delayOf(
  detector: Detector,
  sides: 1 | 2,
  { shift, history, horizon }: { readonly shift: number; readonly history: number; readonly horizon: number },
): ReturnType<typeof simulatedDelay> {
  const rounded = { kind: detector.kind, limit: Math.round(detector.limit * 20) / 20 };
  const planted = { shift, history: Math.round(history / 4) * 4, horizon };
  const key = JSON.stringify([rounded, sides, planted]);
  const found = known.get(key) ?? simulatedDelay(rounded, sides, planted, { repetitions });
  if (known.size > 500) known.clear();
  known.set(key, found);
  return found;
}
