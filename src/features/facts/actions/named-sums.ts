import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { ClickHouse } from "#platform/clickhouse";
import type { CountedAnswers, NamedCounts } from "#statistics/problems/named-counts";
import type { NamedSums } from "#statistics/problems/named-sums";

import type { Period } from "../contract.ts";
import { isScaled, partsOf } from "../rules/measure.ts";
import { gatherNamed } from "../rules/named-gather.ts";
import { mostProblems, type CodeSet } from "../rules/named-places.ts";
import { strataOf } from "../rules/strata.ts";
import { requireKnownFields, type FilterWords } from "../store/filter.ts";
import { namedBlocks, namedCells, readNamedCells, readNamedGround, type NamedGround } from "../store/named.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which answers, and what they may name: sets of codes, no code in two of them. */
export interface NamedQuestion {
  readonly measure: string;
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
  readonly weight?: boolean | undefined;
  readonly sets: readonly CodeSet[];
}

/** Sums for the effects of what answers name; `isProtected`: people were promised not to be known, so there are none. */
export interface NamedFacts {
  readonly isProtected: boolean;
  readonly blocks: readonly NamedSums[];
  readonly counts: NamedCounts;
  /** Answers that name anything at all. */
  readonly anyNamed: CountedAnswers;
  readonly isTwoPhase: boolean;
  /** Whether some answers come with words and others without. */
  readonly isPartlySilent: boolean;
}

/**
 * Who names what, in which group of the scale, by block of persons and stratum (survey, segment, with words or without), within
 * the viewer's scope: what the statistics of problems need, and nothing of any single answer. Employees' and anonymous answers
 * give none: they would tell small groups apart.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy` (also for too many sets)
 */
export async function namedSums({ stores, viewer }: Asker, question: NamedQuestion): Promise<NamedFacts> {
  requirePermission(viewer, "insight.read");
  requireKnownFields(question.where);
  const { where, period = null, sets, weight = false } = question;
  if (sets.length > mostProblems) throw new Refusal("facts.too_heavy");
  const measure = partsOf(question.measure);
  if (!isScaled(measure.kind)) throw new RangeError(`no high and low: ${question.measure}`);

  const { words, freshness, position } = await readGround(stores, where);
  const scope = unitScope(viewer, "insight.read");
  const whole = { measure, where: undefined, period: null, scope };
  const key = JSON.stringify([question.measure, scope, freshness.asOf]);
  const ground = await groundOf(stores.clickhouse, key, () => readNamedGround(stores.clickhouse, whole, words));
  const filter = { measure, where, period, scope };
  if (measure.programme === "employee" || (ground.isAnonymous && (await isAnonymous(stores.clickhouse, filter, words))))
    return nothing;

  const { isTwoPhase, cells } = ground;
  const strata = strataOf(cells);
  const query = namedCells({ ...filter, sets, strata, isWeighted: weight, isTwoPhase }, words);
  const found = await together(stores.clickhouse, JSON.stringify([position, query.text, query.params]), () =>
    readNamedCells(stores.clickhouse, query),
  );
  const shape = { problems: sets.length, strata: strata.length, blocks: namedBlocks, isTwoPhase };
  const isPartlySilent = new Set(cells.map(({ isSilent }) => isSilent)).size > 1;
  return { isProtected: false, ...gatherNamed(found, shape), isTwoPhase, isPartlySilent };
}

const nothing: NamedFacts = {
  isProtected: true,
  ...gatherNamed([], { problems: 0, strata: 1, blocks: 0, isTwoPhase: false }),
  isTwoPhase: false,
  isPartlySilent: false,
};

async function isAnonymous(
  clickhouse: ClickHouse,
  filter: Parameters<typeof readNamedGround>[1],
  words: FilterWords,
): Promise<boolean> {
  return (await readNamedGround(clickhouse, filter, words)).isAnonymous;
}

/** Parts of a page ask for the same map at the same moment: the database is asked once, as long as nothing was projected meanwhile. */
async function together(clickhouse: ClickHouse, key: string, read: () => Promise<Cells>): Promise<Cells> {
  const own = running.get(clickhouse) ?? new Map<string, Promise<Cells>>();
  running.set(clickhouse, own);
  const known = own.get(key);
  if (known !== undefined) return known;
  const started = read();
  own.set(key, started);
  try {
    return await started;
  } finally {
    own.delete(key);
  }
}

type Cells = Awaited<ReturnType<typeof readNamedCells>>;
const running = new WeakMap<ClickHouse, Map<string, Promise<Cells>>>();

/** Strata are cut from the whole measure, so they do not move with the filter and need not be read again for each. */
async function groundOf(clickhouse: ClickHouse, key: string, read: () => Promise<NamedGround>): Promise<NamedGround> {
  const known = grounds.get(clickhouse) ?? new Map<string, Kept>();
  grounds.set(clickhouse, known);
  const kept = known.get(key);
  if (kept !== undefined && performance.now() - kept.since < keptFor) return kept.ground;
  const ground = await read();
  for (const [old, { since }] of known) if (performance.now() - since >= keptFor) known.delete(old);
  known.set(key, { ground, since: performance.now() });
  return ground;
}

interface Kept {
  readonly ground: NamedGround;
  /** Milliseconds of the process. */
  readonly since: number;
}

const keptFor = 60_000;
const grounds = new WeakMap<ClickHouse, Map<string, Kept>>();
