import type { Difference } from "#statistics/difference";
import { judgeTogether } from "#statistics/many-units";
import type { RecommendationCounts } from "#statistics/nps";
import { placesAmong, relativeScore } from "#statistics/relative-score";

import type { BenchmarkSettings, Caution, Compared, EnteredFigure, ScoreAt } from "../contract.ts";
import { cautionsOf, forbidsVerdict } from "./cautions.ts";

/** A score with what is needed to reckon with it. */
export interface Known {
  readonly shown: ScoreAt;
  /** Null where n is unknown. */
  readonly counts: RecommendationCounts | null;
  /** The distribution is not known, so the widest was taken. */
  readonly isWidest: boolean;
  readonly whose: EnteredFigure["whose"];
  readonly paidBy: EnteredFigure["paidBy"];
}

/** Whom we compare with, before it is compared. */
export interface Entry {
  readonly key: string;
  readonly name: string;
  readonly competitorId: string | null;
  readonly isOwn: boolean;
  /** What the study in Holos says of the period asked for. */
  readonly study: Known | null;
  /** Newest first. */
  readonly entered: readonly Known[];
  readonly studyHistory: readonly Known[];
}

/** What comparisons go by. */
export interface Circumstances {
  readonly settings: BenchmarkSettings;
  /** Last day that is looked at. */
  readonly until: string;
  readonly isFiltered: boolean;
  readonly hasOwnCuts: boolean;
}

interface Paired {
  readonly entry: Entry;
  readonly latest: Known | null;
  readonly base: string;
  readonly cautions: readonly Caution[];
  readonly reference: Known | null;
}

/**
 * Everybody beside us. A competitor of the study is held against us in the same study; an entered figure against our own figure
 * measured in the same way where there is one; else against our measure, and then only if people were asked in the same way.
 * Differences are judged together (Benjamini and Hochberg), ranks hold within what is comparable.
 */
export function compareAll(own: Known | null, entries: readonly Entry[], how: Circumstances): Compared[] {
  const pairs = entries.map((entry) => pairOf(entry, { own, entries, how }));
  const isNeeded = own !== null && (pairs.some(({ base }) => base === "own") || !entries.some(({ isOwn }) => isOwn));
  const all = isNeeded ? [ownPair(own), ...pairs] : pairs;
  const judged = judgedTogether(all);
  const places = new Map([...Map.groupBy(all, ({ base }) => base).values()].flatMap(placesIn));
  return all
    .map((pair): Compared => {
      const { entry, latest, base, cautions } = pair;
      const place = places.get(entry.key);
      const { key, name, competitorId, isOwn } = entry;
      const history = [...entry.studyHistory, ...entry.entered];
      return {
        key,
        name,
        competitorId,
        isOwn,
        base,
        latest: latest?.shown ?? null,
        relative: relativeOf(pair, judged.get(entry.key)?.difference),
        verdict: verdictOf(pair, judged.get(entry.key)),
        cautions: [...cautions],
        rank: place?.rank ?? null,
        rankHigh: place?.rankHigh ?? null,
        history: history.map(({ shown }) => shown).toSorted((a, b) => (a.on < b.on ? 1 : -1)),
        change: changeOf(latest, history),
      };
    })
    .toSorted(byBaseAndScore);
}

interface Beside {
  readonly own: Known | null;
  readonly entries: readonly Entry[];
  readonly how: Circumstances;
}

function pairOf(entry: Entry, { own, entries, how }: Beside): Paired {
  const latest = entry.study ?? entry.entered[0] ?? null;
  if (latest === null) return { entry, latest, base: "none", cautions: [], reference: null };
  const { from, method } = latest.shown;
  const ownBase = from === "study" ? "study" : `entered:${method}`;
  if (entry.isOwn) return { entry, latest, base: ownBase, cautions: cautionsOf(latest, null, how), reference: null };

  const sameWay = measuredAlike(latest, entries);
  const reference = sameWay ?? own;
  const cautions = [...(reference === null ? (["no-own"] as const) : []), ...cautionsOf(latest, reference, how)];
  return { entry, latest, base: sameWay === null ? "own" : ownBase, cautions, reference };
}

/** Our figure of the same study, or the nearest in time that was entered and measured in the same way. */
function measuredAlike({ shown }: Known, entries: readonly Entry[]): Known | null {
  const ours = entries.filter(({ isOwn }) => isOwn);
  if (shown.from === "study") return ours.find(({ study }) => study !== null)?.study ?? null;
  if (shown.method === "unknown") return null;
  const away = (one: Known): number => daysBetween(one.shown.on, shown.on);
  const alike = ours
    .flatMap(({ entered }) => entered)
    .filter((one) => one.shown.method === shown.method && one.counts !== null);
  return alike.toSorted((a, b) => away(a) - away(b))[0] ?? null;
}

/** Our measure of the answers in Holos as one of those compared. */
function ownPair(own: Known): Paired {
  const entry = { key: "own", name: "", competitorId: null, isOwn: true, study: null, entered: [], studyHistory: [] };
  return { entry, latest: own, base: "own", cautions: [], reference: null };
}

function isComparable({ latest, reference, cautions }: Paired): boolean {
  return isCounted(latest) && isCounted(reference) && !cautions.some(forbidsVerdict);
}

function isCounted(known: Known | null): boolean {
  return known !== null && known.counts !== null;
}

interface Judged {
  readonly difference: Difference;
  readonly clear: boolean;
}

function judgedTogether(pairs: readonly Paired[]): ReadonlyMap<string, Judged> {
  const found = pairs.flatMap((pair) => {
    const [ours, theirs] = [pair.reference?.counts ?? null, pair.latest?.counts ?? null];
    return ours === null || theirs === null ? [] : [{ pair, difference: relativeScore(ours, theirs) }];
  });
  const comparable = found.filter(({ pair }) => isComparable(pair));
  const clear = judgeTogether(comparable.map(({ difference }) => difference));
  const isClear = new Map(comparable.map(({ pair }, index) => [pair, clear[index]?.clear ?? false]));
  return new Map(
    found.map(({ pair, difference }) => [pair.entry.key, { difference, clear: isClear.get(pair) ?? false }]),
  );
}

function placesIn(pairs: readonly Paired[]): [string, { rank: number; rankHigh: number }][] {
  const ranked = pairs.filter((pair) => isComparable(pair) || (pair.entry.isOwn && isCounted(pair.latest)));
  if (ranked.length < 2) return [];
  const places = placesAmong(ranked.flatMap(({ latest }) => latest?.counts ?? []));
  return ranked.map(({ entry }, index) => [entry.key, places[index] ?? { rank: 1, rankHigh: 1 }]);
}

function relativeOf({ reference, latest }: Paired, difference: Difference | undefined): Compared["relative"] {
  if (reference === null || latest === null) return null;
  if (difference === undefined) return { value: reference.shown.value - latest.shown.value, interval: null };
  const { low, high } = difference.interval;
  return { value: difference.value, interval: { low, high } };
}

function verdictOf(pair: Paired, judged: Judged | undefined): Compared["verdict"] {
  if (pair.latest === null) return "no-figure";
  if (pair.entry.isOwn) return "no-clear-difference";
  if (!isComparable(pair) || judged === undefined) return "not-comparable";
  if (!judged.clear) return "no-clear-difference";
  return judged.difference.value > 0 ? "ours-better" : "ours-worse";
}

function changeOf(latest: Known | null, history: readonly Known[]): Compared["change"] {
  const sorted = history.toSorted((a, b) => (a.shown.on < b.shown.on ? 1 : -1));
  const { from, method } = latest?.shown ?? {};
  const alike = sorted.filter(({ shown }) => shown.from === from && shown.method === method);
  const [last, before] = alike;
  if (last === undefined || before === undefined || last.counts === null || before.counts === null) return null;
  const { value, interval, clear } = relativeScore(last.counts, before.counts);
  return { value, interval: { low: interval.low, high: interval.high }, clear, since: before.shown.on };
}

function byBaseAndScore(a: Compared, b: Compared): number {
  return placeOf(a.base) - placeOf(b.base) || a.base.localeCompare(b.base) || scoreOf(b) - scoreOf(a);
}

function placeOf(base: string): number {
  if (base === "study") return 0;
  return base === "none" ? 3 : base === "own" ? 2 : 1;
}

function scoreOf({ latest }: Compared): number {
  return latest?.value ?? -Infinity;
}

/** Days between two days, whichever comes first. */
export function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
}
