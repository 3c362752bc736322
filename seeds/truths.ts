import type { Company } from "./company.ts";
import { segments } from "./company/customers.ts";
import { brands } from "./model/parameters.ts";
import type { StreamKey } from "./model/problems.ts";
import { responseRates } from "./model/response.ts";
import { mergedCounts, npsOf, type Counts } from "./model/tally.ts";
import { chunksOf } from "./streams/chunk.ts";
import { fillChunk } from "./streams/fill.ts";

/** Everything that is true of a company because it was made so. All scores are NPS points of the whole population. */
export interface Truths {
  readonly seed: number;
  readonly scale: number;
  readonly from: string;
  readonly to: string;
  readonly answers: Readonly<
    Record<
      string,
      { readonly asked: number; readonly answered: number; readonly population: number; readonly observed: number }
    >
  >;
  readonly problems: readonly TrueProblem[];
  readonly weakUnit: { readonly code: string; readonly name: string; readonly score: number; readonly others: number };
  readonly youngUnit: { readonly code: string; readonly name: string } | null;
  readonly movedUnit: {
    readonly code: string;
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly since: string;
  } | null;
  readonly initiatives: readonly TrueInitiative[];
  readonly morale: { readonly leadMonths: number; readonly effect: number };
  readonly nonResponse: {
    readonly rates: typeof responseRates;
    readonly population: number;
    readonly observed: number;
    readonly weighted: number;
  };
  readonly paradox: {
    readonly flow: number;
    readonly classic: number;
    readonly bySegment: Readonly<Record<string, { readonly flow: number; readonly classic: number }>>;
  };
  readonly brands: Readonly<Record<string, number>>;
  readonly season: { readonly weekdays: readonly number[]; readonly months: readonly number[] };
}

/** A problem with its share of contacts, its effect in the model, and what it costs where it happens and in all. */
export interface TrueProblem {
  readonly key: string;
  readonly name: { readonly en: string; readonly ru: string; readonly uk: string };
  readonly effect: number;
  readonly bySource: Readonly<Partial<Record<StreamKey, { readonly share: number; readonly lost: number }>>>;
}

/** A change with what it added to the score of its branches from its month on. */
export interface TrueInitiative {
  readonly key: string;
  readonly name: string;
  readonly units: readonly string[];
  readonly from: string;
  readonly effect: number;
  readonly gained: number;
}

/** Counts of the whole company, texts left out: some seconds at scale 1. */
export function countsOf(company: Company): ReadonlyMap<string, Counts> {
  return mergedCounts(
    (function* () {
      for (const chunk of chunksOf(company)) yield fillChunk(company, chunk, { texts: false }).counts;
    })(),
  );
}

/** The truths as the counts of the whole population say them. */
export function truthsOf(company: Company, counts: ReadonlyMap<string, Counts>): Truths {
  const { months, effects, units } = company;
  const score = (name: string): number => round(npsOf(counts.get(name) ?? nothing));
  const nameOf = (code: string): string => units.find((unit) => unit.code === code)?.name ?? code;
  const young = units.find(({ since }) => since > 0);
  return {
    seed: company.seed,
    scale: company.scale,
    from: months[0]?.days[0]?.day ?? "",
    to: months.at(-1)?.days.at(-1)?.day ?? "",
    answers: answersIn(counts),
    problems: company.problems.map(({ key, name, effect }) => ({ key, name, effect, bySource: costOf(key, counts) })),
    weakUnit: {
      code: effects.weakUnit,
      name: nameOf(effects.weakUnit),
      score: score(`population|visit|unit|${effects.weakUnit}`),
      others: score("population|visit"),
    },
    youngUnit: young === undefined ? null : { code: young.code, name: young.name },
    movedUnit: movedIn(company),
    initiatives: effects.initiatives.map(({ key, name, unitCodes, fromMonth, effect }) => ({
      key,
      name,
      units: unitCodes,
      from: months[fromMonth]?.name ?? "",
      effect,
      gained: round(
        npsOf(counts.get(`initiative|${key}`) ?? nothing) - npsOf(counts.get(`initiative-without|${key}`) ?? nothing),
      ),
    })),
    morale: { leadMonths: effects.morale.lead, effect: effects.morale.strength },
    nonResponse: {
      rates: responseRates,
      population: score("population|relational"),
      observed: score("observed|relational"),
      weighted: score("weighted|relational"),
    },
    paradox: paradoxIn(score),
    brands: Object.fromEntries(brands.map(([code]) => [code, score(`population|brand|brand|${code}`)])),
    season: { weekdays: effects.ofWeekday.map(round), months: effects.ofMonth.map(round) },
  };
}

function movedIn({ units, months }: Company): Truths["movedUnit"] {
  const moved = units.find(({ before }) => before !== undefined);
  if (moved?.before === undefined) return null;
  const { code, name, parentCode, before } = moved;
  return { code, name, from: before.parentCode, to: parentCode ?? "", since: months[before.untilMonth]?.name ?? "" };
}

const nothing: Counts = [0, 0, 0];
const streams: readonly StreamKey[] = ["relational", "visit", "call", "chat", "app"];

function answersIn(counts: ReadonlyMap<string, Counts>): Truths["answers"] {
  return Object.fromEntries(
    [...streams, "pulse", "brand"].map((source) => {
      const [all, seen] = [counts.get(`population|${source}`) ?? nothing, counts.get(`observed|${source}`) ?? nothing];
      return [
        source,
        { asked: all[0], answered: seen[0], population: round(npsOf(all)), observed: round(npsOf(seen)) },
      ];
    }),
  );
}

/** NPS of everybody without the problem, less NPS as it is: the same people, the same chance, only this taken away. */
function costOf(key: string, counts: ReadonlyMap<string, Counts>): TrueProblem["bySource"] {
  return Object.fromEntries(
    streams.flatMap((stream) => {
      const population = counts.get(`population|${stream}`);
      const [as, without] = [counts.get(`with|${stream}|${key}`), counts.get(`without|${stream}|${key}`)];
      if (population === undefined || as === undefined || without === undefined) return [];
      const lost = (100 * (without[1] - without[2] - as[1] + as[2])) / population[0];
      return [[stream, { share: round(as[0] / population[0], 4), lost: round(lost) }]];
    }),
  );
}

/** Flow is better liked than Classic in every segment, and yet worse in all: the young, who are hard to please, have it. */
function paradoxIn(score: (name: string) => number): Truths["paradox"] {
  const bySegment = segments
    .filter(({ item }) => item !== "business")
    .map(({ item }) => [
      item,
      { flow: score(`product|OV-P-FLOW|${item}`), classic: score(`product|OV-P-CLASSIC|${item}`) },
    ]);
  return {
    flow: score("product|OV-P-FLOW"),
    classic: score("product|OV-P-CLASSIC"),
    bySegment: Object.fromEntries(bySegment) as Truths["paradox"]["bySegment"],
  };
}

function round(value: number, digits = 2): number {
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : 0;
}
