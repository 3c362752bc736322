import { addDays, matchingResponses, sliceWithSums, commonScale, type Asker } from "#feature/facts";
import { readRanking } from "#feature/insight";
import { resolveReferences } from "#feature/organisation";
import type { Condition } from "#kit/condition";

import type { ChartedRule, Finding, Rule, Subject, WatchStatus, WatchStep } from "../../contract.ts";
import { daysFrom, stepFrames } from "../../rules/calendar.ts";
import { targetNews, type TargetNews } from "../../rules/targets.ts";
import { readTargets, type ReadTarget } from "../read-targets.ts";
import { evaluate, measuresOf } from "./evaluate.ts";
import { movedFinding } from "./findings.ts";
import { findFocus } from "./focus.ts";
import { lastWhole, seriesKey } from "./material.ts";
import { silenceOf } from "./silence.ts";

/** Something that may become an alert. */
export interface Candidate {
  readonly key: string;
  readonly series: string;
  readonly finding: Finding;
  readonly at: string;
  readonly onset: string;
  /** Code of the unit it is about. */
  readonly unit: string | null;
}

/** What was found, up to which day each series has been judged, and how the watch stands. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly judged: readonly { readonly series: string; readonly step: string; readonly judgedTo: string }[];
  readonly status: WatchStatus;
}

/** What a run knows of those before. */
export interface Before {
  readonly today: string;
  readonly quietDays: number;
  readonly judged: ReadonlyMap<string, { readonly step: string; readonly judgedTo: string }>;
  readonly toldOn: ReadonlyMap<string, readonly string[]>;
}

/** Looks at everything a rule is about. Same refusals as the facts. */
export function findCandidates(asker: Asker, rule: Rule, before: Before): Promise<Found> {
  switch (rule.kind) {
    case "measure":
    case "share":
    case "volume":
      return findMoves(asker, rule, before);
    case "rest":
      return findBelowRest(asker, rule, before);
    case "answer":
      return findAnswers(asker, rule, before);
    case "focus":
      return findFocus(asker, rule, before);
    case "target":
      return findTargetNews(asker, before);
  }
}

/** Until where a rule has looked when it has looked today: the same text means that nothing new is due. */
export function markOf(rule: Rule, { today, judged }: Pick<Before, "today" | "judged">, hour: string): string {
  if (rule.kind === "answer") return hour;
  if (rule.kind === "rest" || rule.kind === "focus" || rule.kind === "target") return today;
  const steps = new Set([...judged.values()].map(({ step }) => step));
  if (steps.size === 0) return today;
  return [...steps]
    .toSorted()
    .map((step) => lastWhole(step as WatchStep, today, rule.kind === "volume"))
    .join("/");
}

const calm: WatchStatus = { watched: 0, waiting: 0, tooFew: 0, hidden: 0, problem: null };
/** A watch that has just begun tells what stood out so many steps ago and later. */
const recentSteps: Readonly<Record<WatchStep, number>> = { day: 14, week: 5, month: 2 };

async function findMoves(asker: Asker, rule: ChartedRule, before: Before): Promise<Found> {
  const { today, quietDays, toldOn, judged } = before;
  const { charted, status } = await evaluate(asker, { rule, quietDays, today, toldOn });
  const candidates = charted.flatMap((one): Candidate[] => {
    const { key, subject, points, step } = one.material;
    const silent = rule.kind === "volume" ? silenceOf(one.material, rule.falseAlarms, charted.length) : null;
    const place = { series: key, unit: unitOf(subject) };
    if (silent !== null) {
      return [
        { ...place, key: `silent:${key}:${silent.since}`, finding: silent, at: silent.since, onset: silent.since },
      ];
    }
    const since = judged.get(key)?.judgedTo ?? addDays(today, -Math.round(recentSteps[step] * stepFrames[step].days));
    const alarm = one.watched.alarms.at(-1);
    const at = alarm === undefined ? undefined : points[alarm.index]?.at;
    if (alarm === undefined || at === undefined || at <= since) return [];
    const finding = movedFinding(one, alarm, { rule, series: charted.length });
    const onset = points[alarm.onset]?.at ?? at;
    return [{ ...place, key: `moved:${key}:${at}`, finding, at, onset }];
  });
  return {
    candidates: candidates.filter((one) => !isQuiet(one, before)),
    judged: charted.map(({ material: { key, step, points } }) => ({
      series: key,
      step,
      judgedTo: points.at(-1)?.at ?? today,
    })),
    status,
  };
}

function isQuiet({ series, at }: Candidate, { toldOn, quietDays }: Before): boolean {
  const last = toldOn.get(series)?.at(-1);
  return last !== undefined && last !== at && daysFrom(last, at) <= quietDays;
}

function unitOf({ dimension, value }: Subject): string | null {
  return dimension === "unit" ? value : null;
}

const mostBelowRest = 5;
/** A group that was not below for so long stands out anew. */
const episodeDays = 28;

/** Groups clearly below all others together; one that stays there is told once. */
async function findBelowRest(
  asker: Asker,
  rule: Extract<Rule, { kind: "rest" }>,
  { today, judged }: Before,
): Promise<Found> {
  const period = { from: addDays(today, -rule.days), to: addDays(today, -1) };
  const found: Candidate[] = [];
  const below: { series: string; step: string; judgedTo: string }[] = [];
  let tested = 0;
  for (const measure of await measuresOf(asker, { ...rule, kind: "measure" })) {
    const question = { measure, where: rule.where, period };
    const [ranking, whole] = await Promise.all([
      readRanking(asker, { ...question, weight: false, compare: "none", dimension: rule.by }),
      sliceWithSums(asker, question),
    ]);
    tested += ranking.tested;
    const isLowGood = whole.totalSums !== null && commonScale(whole.totalSums)?.isLowGood === true;
    for (const item of ranking.items.filter(({ verdict }) => verdict === (isLowGood ? "above" : "below"))) {
      const { figure, versusRest, adjustedP, value, name } = item;
      if (figure.estimate === null || versusRest === null || adjustedP === null) continue;
      const subject = { measure, dimension: rule.by, value, name };
      const series = seriesKey(subject);
      const last = judged.get(series)?.judgedTo;
      below.push({ series, step: "rest", judgedTo: today });
      if (last !== undefined && daysFrom(last, today) <= episodeDays) continue;
      const { interval, n } = figure.estimate;
      found.push({
        key: `rest:${series}:${today}`,
        series,
        unit: unitOf(subject),
        at: today,
        onset: period.from,
        finding: {
          type: "below-rest",
          subject,
          figure: { value: figure.estimate.value, low: interval.low, high: interval.high, n },
          difference: { value: versusRest.value, low: versusRest.interval.low, high: versusRest.interval.high },
          adjustedP,
          tested: ranking.tested,
          days: rule.days,
        },
      });
    }
  }
  return { candidates: clearestOf(found), judged: below, status: { ...calm, watched: tested } };
}

/** Each group once, by the measure in which it shows most clearly, and no more than can be looked after. */
function clearestOf(found: readonly Candidate[]): Candidate[] {
  const chance = ({ finding }: Candidate) => (finding.type === "below-rest" ? finding.adjustedP : 1);
  const groups = Map.groupBy(
    found.toSorted((a, b) => chance(a) - chance(b)),
    ({ finding }) => (finding.type === "below-rest" ? finding.subject.value : ""),
  );
  return [...groups.values()].flatMap(([clearest]) => clearest ?? []).slice(0, mostBelowRest);
}

/** Answers of the last days that a rule takes; more of one day than can be read one by one are told together. */
const answerDays = 2;
export const mostAnswersOfDay = 5;
const mostMatches = 500;

async function findAnswers(asker: Asker, rule: Extract<Rule, { kind: "answer" }>, { today }: Before): Promise<Found> {
  const period = { from: addDays(today, -answerDays), to: today };
  const matches = await matchingResponses(asker, { ...rule, period, limit: mostMatches });
  const nameOf = await namesOf(asker, matches);
  const candidates = [...Map.groupBy(matches, ({ day }) => day)].flatMap(([day, some]) => {
    const oldestFirst = some.toReversed();
    const single = oldestFirst.slice(0, mostAnswersOfDay).map((match): Candidate => {
      const { responseId, score, unit, account } = match;
      return {
        key: `answer:${responseId}`,
        series: `answer:${responseId}`,
        unit: unit === "" ? null : unit,
        at: day,
        onset: day,
        finding: {
          type: "answer",
          responseId,
          measure: rule.measure,
          score,
          unit: nameOf("unit", unit),
          account: nameOf("account", account),
        },
      };
    });
    if (some.length <= mostAnswersOfDay) return single;
    const count = some.length - mostAnswersOfDay;
    const key = `more:${day}`;
    return [
      ...single,
      { key, series: key, unit: null, at: day, onset: day, finding: { type: "more-answers", day, count } as const },
    ];
  });
  return { candidates, judged: [], status: { ...calm, watched: 1 } };
}

async function namesOf({ stores }: Asker, matches: readonly { readonly unit: string; readonly account: string }[]) {
  const wanted = matches.flatMap(({ unit, account }) => [
    { kind: "unit" as const, code: unit },
    { kind: "account" as const, code: account },
  ]);
  const found = await stores.postgres.read((tx) =>
    resolveReferences(
      tx,
      wanted.filter(({ code }) => code !== ""),
    ),
  );
  return (kind: "unit" | "account", code: string): string => found.get(`${kind}:${code}`)?.name ?? code;
}

async function findTargetNews(asker: Asker, { today }: Before): Promise<Found> {
  const targets = await readTargets(asker, today);
  const candidates = targets.flatMap((target) =>
    targetNews({ ...target.view, ruleBefore: target.ruleBefore, validFrom: target.view.from }, today).map((news) =>
      candidateOf(target, news, today),
    ),
  );
  return { candidates, judged: [], status: { ...calm, watched: targets.length } };
}

function candidateOf({ view }: ReadTarget, news: TargetNews, today: string): Candidate {
  const key = `target:${view.id}:${news.what}:${news.month}`;
  const estimate = news.at?.figure.estimate ?? null;
  return {
    key,
    series: `target:${view.id}`,
    unit: view.unit,
    at: today,
    onset: news.month > today ? today : news.month,
    finding: {
      type: "target",
      what: news.what,
      targetId: view.id,
      measure: view.measure,
      unit: view.unit,
      unitName: view.unitName,
      month: news.month,
      target: view.value,
      figure:
        estimate === null
          ? null
          : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high, n: estimate.n },
      probability: news.at?.probability ?? null,
      months: news.months,
    },
  };
}

/** A condition and that answers belong to these units or lie below them. */
export function within(where: Condition | undefined, units: readonly string[] | null): Condition | undefined {
  if (units === null) return where;
  const unit: Condition = { field: "unit", op: "in", value: [...units] };
  return where === undefined ? unit : { all: [where, unit] };
}
