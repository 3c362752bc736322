import { requirePermission, unitScope } from "#feature/access";
import { endOfStep, slice, type Asker } from "#feature/facts";
import type { Figure, SliceQueryInput, SliceRow } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import { recommendationScore } from "#statistics/nps";

import type {
  BenchmarkSettings,
  Comparison,
  ComparisonRequest,
  Competitor,
  EnteredFigure,
  ScoreAt,
} from "../contract.ts";
import { compareAll, type Entry, type Known } from "../rules/comparing.ts";
import { countsOf } from "../rules/heard.ts";
import { readRegister } from "./register.ts";
import { settingsIn } from "./settings.ts";

/**
 * Ours beside theirs. Scores of answers come through facts with the viewer's rights; entered figures belong to the whole.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function compareScores(asker: Asker, request: ComparisonRequest): Promise<Comparison> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const { settings, register, organisation } = await stores.postgres.read(async (tx) => ({
    settings: await settingsIn(tx),
    register: await readRegister(tx),
    organisation: await readSettings(tx),
  }));
  const today = dayIn(organisation.timeZone, stores.clock.now());
  const until = request.period === undefined || request.period.to > today ? today : request.period.to;

  const [own, study] = await Promise.all([
    readOwn(asker, request, { settings, until }),
    readStudy(asker, request, { settings, until }),
  ]);
  const { detractorMax, promoterMin } = organisation.cutPoints;
  const items = compareAll(own.latest, entriesOf(register, study, { settings, until }), {
    settings,
    until,
    // Answers of some units, beside figures of the whole.
    isFiltered: request.where !== undefined || unitScope(viewer, "insight.read") !== "all",
    hasOwnCuts: detractorMax !== 6 || promoterMin !== 9,
  });
  return {
    settings,
    items,
    own: own.latest?.shown ?? null,
    ownHistory: own.history.map(({ shown }) => shown),
    studyValues: study.map(({ value, name, n }) => ({ value, name, n })),
  };
}

interface Ground {
  readonly settings: BenchmarkSettings;
  readonly until: string;
}

async function readOwn(asker: Asker, request: ComparisonRequest, { settings, until }: Ground) {
  const ask = (query: Partial<SliceQueryInput>) => slice(asker, { ...request, measure: settings.measure, ...query });
  const [whole, quarters] = await Promise.all([ask({}), ask({ by: ["quarter"], period: upTo(until) })]);
  const of = { from: "own", method: settings.ownMethod, source: "" } as const;
  return {
    latest: knownOf(whole.total.figure, { ...of, on: until }),
    history: quarters.rows
      .flatMap(({ key, figure }) => knownOf(figure, { ...of, on: endOf(key[0]?.value, until) }) ?? [])
      .toReversed(),
  };
}

/** What the study says of one of us: the period asked for, and quarter by quarter. */
interface Studied {
  readonly value: string;
  readonly name: string;
  readonly n: number;
  readonly latest: Known | null;
  readonly history: readonly Known[];
}

async function readStudy(asker: Asker, request: ComparisonRequest, { settings, until }: Ground): Promise<Studied[]> {
  const { studyMeasure: measure, studyDimension: dimension, studyMethod: method } = settings;
  const { where } = request;
  const [whole, quarters] = await Promise.all([
    slice(asker, { ...request, measure, by: [dimension], limit: 100 }),
    slice(asker, { where, period: upTo(until), measure, by: [dimension, "quarter"], limit: 5000 }),
  ]);
  const of = { from: "study", method, source: "" } as const;
  const byValue = Map.groupBy(quarters.rows, (row) => keyOf(row).value);
  return whole.rows
    .filter((row) => keyOf(row).value !== "")
    .map((row) => {
      const { value, name } = keyOf(row);
      const history = (byValue.get(value) ?? [])
        .flatMap(({ key, figure }) => knownOf(figure, { ...of, on: endOf(key[1]?.value, until) }) ?? [])
        .toSorted((a, b) => (a.shown.on < b.shown.on ? 1 : -1));
      const on = history[0]?.shown.on ?? until;
      return { value, name, n: row.figure.n ?? 0, latest: knownOf(row.figure, { ...of, on }), history };
    });
}

function keyOf({ key }: SliceRow): { readonly value: string; readonly name: string } {
  return key[0] ?? { value: "", name: "" };
}

/** Those of the study and those of the register, each once: by the value that names it, else by its name. */
function entriesOf(register: readonly Competitor[], study: readonly Studied[], { settings, until }: Ground): Entry[] {
  const same = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase();
  const namedIn = ({ studyValue, name }: Competitor) =>
    study.find((one) => (studyValue === "" ? same(one.name, name) : same(one.value, studyValue)));
  const listed = register.map((competitor): Entry => {
    const found = namedIn(competitor);
    return {
      key: competitor.id,
      name: competitor.name,
      competitorId: competitor.id,
      isOwn: competitor.isOwn || (found !== undefined && found.value === settings.ownValue),
      study: found?.latest ?? null,
      entered: competitor.figures.filter(({ measuredOn }) => measuredOn <= until).map(enteredKnown),
      studyHistory: found?.history ?? [],
    };
  });
  const taken = new Set(register.map((competitor) => namedIn(competitor)?.value));
  const others = study
    .filter(({ value }) => !taken.has(value))
    .map(({ value, name, latest, history }): Entry => ({
      key: `study:${value}`,
      name,
      competitorId: null,
      isOwn: value === settings.ownValue,
      study: latest,
      entered: [],
      studyHistory: history,
    }));
  return [...listed, ...others];
}

function enteredKnown(figure: EnteredFigure): Known {
  const counts = countsOf(figure);
  const interval = counts === null ? null : recommendationScore(counts).interval;
  const { measuredOn, score, n, method, source, sourceUrl, id, whose, paidBy } = figure;
  const groups = figure.counts;
  return {
    shown: {
      on: measuredOn,
      value: score,
      n,
      interval: interval === null ? null : { low: interval.low, high: interval.high },
      groups: groups === null ? null : { high: groups.promoters, middle: groups.passives, low: groups.detractors },
      method,
      from: "entered",
      source,
      sourceUrl,
      figureId: id,
    },
    counts,
    isWidest: counts !== null && groups === null,
    whose,
    paidBy,
  };
}

function knownOf(
  { estimate, groups, n }: Figure,
  of: Pick<ScoreAt, "on" | "from" | "method" | "source">,
): Known | null {
  if (estimate === null || groups === null) return null;
  const { low, high } = estimate.interval;
  return {
    shown: { ...of, value: estimate.value, n, interval: { low, high }, groups, sourceUrl: "", figureId: null },
    counts: { promoters: groups.high, passives: groups.middle, detractors: groups.low },
    isWidest: false,
    whose: "market",
    paidBy: "us",
  };
}

function upTo(until: string): { from: string; to: string } {
  return { from: "1900-01-01", to: until };
}

function endOf(quarter: string | undefined, until: string): string {
  const end = quarter === undefined ? until : endOfStep("quarter", quarter);
  return end < until ? end : until;
}

function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}
