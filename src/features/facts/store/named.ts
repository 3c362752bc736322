import type { ClickHouse } from "#platform/clickhouse";

import { createBinder, type Binder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { isScaled, type MeasureParts } from "../rules/measure.ts";
import { namedPlaces, type CodeSet } from "../rules/named-places.ts";
import type { StratumCell } from "../rules/strata.ts";
import { answerTable } from "./answer-table.ts";
import { filterText, valueText, type AnswerFilter, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** Into how many blocks persons are dealt by a hash, so that all answers of one stand in one; a divisor of what the table has. */
export const namedBlocks = 32;

/** Which answers, what they may name, and what is held. */
export interface NamedQuery extends AnswerFilter {
  readonly measure: MeasureParts;
  readonly sets: readonly CodeSet[];
  readonly strata: readonly (readonly StratumCell[])[];
  readonly isWeighted: boolean;
  readonly isTwoPhase: boolean;
}

/** Everything counted in one group of one stratum of one block: see `namedPlaces`. */
export interface NamedCell {
  readonly block: number;
  /** 0 low, 1 middle, 2 high. */
  readonly group: number;
  readonly stratum: number;
  readonly places: readonly number[];
  readonly n: readonly number[];
  /** Σ w and Σ w²; absent where every answer weighs 1. */
  readonly w: readonly number[] | undefined;
  readonly ww: readonly number[] | undefined;
}

/** What the whole measure looks like, whatever the filter: its cells, and what has to be known of its answers. */
export interface NamedGround {
  readonly cells: readonly StratumCell[];
  readonly isAnonymous: boolean;
  readonly isTwoPhase: boolean;
}

/** The cells of a measure by survey, segment and whether there are words. */
export async function readNamedGround(
  clickhouse: ClickHouse,
  filter: AnswerFilter & { readonly measure: MeasureParts },
  words: FilterWords,
): Promise<NamedGround> {
  const binding = createBinder();
  const rows = await ask<{ hash: number; n: number; anonymous: number; phases: number }>(
    clickhouse,
    `select stratum as hash, count() as n, max(anonymous) as anonymous, max(phase_weight != 1) as phases
    from ${answerTable} final where ${grouped(filter, words, binding.bind)} group by stratum`,
    binding.params,
  );
  const names = await namesOfStrata(
    clickhouse,
    rows.map(({ hash }) => hash),
  );
  return {
    cells: rows.flatMap(({ hash, n }) => {
      const name = names.get(hash);
      return name === undefined ? [] : [{ hash, n, ...name }];
    }),
    isAnonymous: rows.some(({ anonymous }) => anonymous === 1),
    isTwoPhase: rows.some(({ phases }) => phases === 1),
  };
}

type StratumName = Pick<StratumCell, "survey" | "segment" | "isSilent">;

/** A stratum is a hash of its names, so what was once looked up stays true. */
const knownStrata = new Map<number, StratumName>();

async function namesOfStrata(
  clickhouse: ClickHouse,
  strata: readonly number[],
): Promise<ReadonlyMap<number, StratumName>> {
  const unknown = strata.filter((hash) => !knownStrata.has(hash));
  if (unknown.length === 0) return knownStrata;
  const rows = await ask<{ hash: number; survey: string; segment: string; silent: number }>(
    clickhouse,
    `select stratum as hash, survey, segment, isNaN(sentiment) as silent from ${answerTable}
    where stratum in {strata:Array(UInt32)} limit 1 by stratum`,
    { strata: unknown },
  );
  for (const { hash, survey, segment, silent } of rows) {
    knownStrata.set(hash, { survey, segment, isSilent: silent === 1 });
  }
  return knownStrata;
}

/** A statement with its values, before it is run: the same ones are the same question. */
export interface NamedStatement {
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly strata: number;
}

/**
 * One statement, whatever the number of answers: each answer is counted under what it names, by block, group and stratum. What
 * comes back grows with blocks × strata × problems and pairs that occur, never with answers.
 */
export function namedCells(query: NamedQuery, words: FilterWords): NamedStatement {
  const { bind, params } = createBinder();
  const isCounted = !query.isWeighted && !query.isTwoPhase;
  const weight = query.isWeighted ? "weight" : "1.";
  const sums = isCounted
    ? ""
    : `, sum(if(place = ${namedPlaces(query.sets.length).eligible}, w, m)) as sw, sum(m * m) as sww`;
  const text = `select k, groupArray(place) as places, groupArray(c) as n${isCounted ? "" : ", groupArray(sw) as w, groupArray(sww) as ww"}
    from (select k, place, count() as c${sums}
      from (select whole_k, arrayJoin(${placesText(query)}) as place, ${stratumlessText(query)} as k${isCounted ? "" : ", w, m, phase"}
        from (select ${keyText(query, words, bind)} as whole_k, ${namedText(query.sets, bind)} as named
            ${isCounted ? "" : `, ${weight} as w, phase_weight as phase, ${weight} * phase_weight as m`}
          from ${answerTable} final where ${grouped(query, words, bind)}))
      group by k, place)
    group by k`;
  return { text, params, strata: query.strata.length };
}

/** Asks for the cells. */
export async function readNamedCells(clickhouse: ClickHouse, statement: NamedStatement): Promise<readonly NamedCell[]> {
  const rows = await ask<NamedRow>(clickhouse, statement.text, statement.params);
  return rows.map(({ k, places, n, w, ww }) => ({
    ...partsOfKey(k, statement.strata),
    places,
    n: n.map(Number),
    w,
    ww,
  }));
}

interface NamedRow {
  readonly k: number;
  readonly places: readonly number[];
  readonly n: readonly number[];
  readonly w?: readonly number[];
  readonly ww?: readonly number[];
}

function partsOfKey(key: number, strata: number): Pick<NamedCell, "block" | "group" | "stratum"> {
  const rest = Math.floor(key / strata);
  return { block: Math.floor(rest / 3), group: rest % 3, stratum: key % strata };
}

/** Block, group and stratum as one number. */
function keyText({ measure, strata }: NamedQuery, words: FilterWords, bind: Binder): string {
  const hashes = strata.flatMap((cells) => cells.map(({ hash }) => hash));
  const places = strata.flatMap((cells, index) => cells.map(() => index));
  const stratum =
    strata.length < 2
      ? "0"
      : `transform(stratum, ${bind(hashes, "Array(UInt32)")}, ${bind(places, "Array(UInt8)")}, toUInt8(0))`;
  const block = `toUInt32(block % ${namedBlocks})`;
  return `toUInt32((${block} * 3 + ${groupIndex(measure, words, bind)}) * ${Math.max(1, strata.length)} + ${stratum})`;
}

/** 0 low, 1 middle, 2 high. */
function groupIndex({ kind }: MeasureParts, { cuts }: FilterWords, bind: Binder): string {
  if (kind !== "nps" && kind !== "enps") return "multiIf(score_group = 'low', 0, score_group = 'high', 2, 1)";
  const [high, low] = [bind(cuts.promoterMin, "Float64"), bind(cuts.detractorMax, "Float64")];
  return `multiIf(score >= ${high}, 2, score <= ${low}, 0, 1)`;
}

/** Answers on a scale that can be told high from low. */
function grouped(filter: AnswerFilter, words: FilterWords, bind: Binder): string {
  const hasGroup = "not isNaN(score) and (kind in ('nps', 'enps') or score_group != '')";
  return `${filterText(filter, words, { bind, params: {} })} and ${hasGroup}`;
}

/** The problems an answer names as numbers from 1, each once, in order. Codes are few, so they are looked up once each. */
function namedText(sets: readonly CodeSet[], bind: Binder): string {
  const codes = sets.flat();
  if (codes.length === 0) return "[]::Array(UInt16)";
  const places = sets.flatMap((set, index) => set.map(() => index + 1));
  const place = `transform(code, ${bind(codes, "Array(String)")}, ${bind(places, "Array(UInt16)")}, toUInt16(0))`;
  return `arraySort(arrayDistinct(arrayFilter(one -> one > 0, arrayMap(code -> ${place}, codes))))`;
}

/** Pairs are told by block and group alone, so their key leaves the stratum out. */
function stratumlessText({ sets, strata }: NamedQuery): string {
  const { pairsFrom, onlyFrom } = namedPlaces(sets.length);
  return `toUInt32(if(place >= ${pairsFrom} and place < ${onlyFrom}, whole_k - whole_k % ${Math.max(1, strata.length)}, whole_k))`;
}

/** As few places as tell everything: most answers name nothing or one thing, and are counted once. */
function placesText({ sets, isTwoPhase }: NamedQuery): string {
  const { none, pairsFrom, onlyFrom, several, eligible } = namedPlaces(sets.length);
  const pair = `toUInt16(${pairsFrom} + intDiv((one - 1) * (one - 2), 2) + other - 1)`;
  const pairs = `arrayFlatten(arrayMap((one, at) -> arrayMap(other -> ${pair}, arraySlice(named, 1, at - 1)), named, arrayEnumerate(named)))`;
  const some = `if(length(named) = 1, [toUInt16(${onlyFrom} + named[1] - 1)], arrayConcat(named, ${pairs}, [toUInt16(${several})]))`;
  const own = `if(empty(named), [toUInt16(${none})], ${some})`;
  return isTwoPhase ? `arrayConcat([toUInt16(${eligible})], if(phase = 0, []::Array(UInt16), ${own}))` : own;
}

/** Answers of one value of a dimension that name a problem. */
export interface NamedTally {
  readonly value: string;
  /** Empty where surveys are not told apart. */
  readonly survey: string;
  /** 0 for all answers there, else 1 + the index of the set. */
  readonly place: number;
  readonly n: number;
  readonly sumWeights: number;
  readonly sumSquaredWeights: number;
  readonly people: number;
  readonly isAnonymous: boolean;
}

/** How many answers of each value of a dimension name each set; with no measure, responses of any kind. */
export async function readNamedTallies(
  clickhouse: ClickHouse,
  query: AnswerFilter & {
    readonly sets: readonly CodeSet[];
    readonly by: string | null;
    readonly isBySurvey: boolean;
    readonly isWeighted: boolean;
    readonly isPeopleWanted: boolean;
  },
  words: FilterWords,
): Promise<readonly NamedTally[]> {
  const binding = createBinder();
  const { bind } = binding;
  const source = query.by === null ? undefined : sourceOf(query.by);
  const value = source === undefined ? "''" : `toString(${valueText(source, words.cuts, bind)})`;
  const mass = `${query.isWeighted ? "weight" : "1."} * phase_weight`;
  const isLead = query.measure === null ? "lead = 1" : isScaled(query.measure.kind) ? "not isNaN(score)" : "part = 0";
  const rows = await ask<Omit<NamedTally, "isAnonymous"> & { anonymous: number }>(
    clickhouse,
    `select value, survey, place, count() as n, sum(m) as "sumWeights", sum(m * m) as "sumSquaredWeights", max(anonymous) as anonymous,
      ${query.isPeopleWanted ? "uniqExact(who)" : "0"} as people
    from (select ${value} as value, ${query.isBySurvey ? "toString(survey)" : "''"} as survey, arrayJoin(arrayConcat([toUInt16(0)], ${namedText(query.sets, bind)})) as place, ${mass} as m,
        anonymous, respondent as who
      from ${answerTable} final where ${filterText(query, words, binding)} and ${isLead} and phase_weight > 0)
    group by value, survey, place`,
    binding.params,
  );
  return rows.map(({ anonymous, ...rest }) => ({ ...rest, isAnonymous: anonymous === 1 }));
}
