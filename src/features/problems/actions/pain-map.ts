import { requirePermission } from "#feature/access";
import { mostProblems, slice, type Asker } from "#feature/facts";
import { readSettings, resolveReferences } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { shareCountsOf, wholeOf } from "#statistics/problems/named-counts";
import { shareOf } from "#statistics/share";

import { mapQuerySchema, type MapItem, type MapNote, type MapQueryInput, type PainMap } from "../contract.ts";
import { byWeight, isAdditive, numbersOf, percent, type ItemGround } from "../rules/map-item.ts";
import { outcomeOf, type Outcome } from "../rules/outcome.ts";
import { leastToPropose, type Subject } from "../rules/proposals.ts";
import { changeOf, differenceOfParts, judgedWithGaps, shareIn } from "../rules/shares.ts";
import type { ProblemRow } from "../store/problems.ts";
import { readCatalogue, titleOf } from "./catalogue.ts";
import { readBefore, readImpact, type MapReading } from "./reading.ts";
import { shownSettings } from "./settings.ts";

/**
 * What hurts most, and what it is worth to solve: every problem of the register, and what answers are coded with besides, with
 * share, effect and lift in their intervals, ranks in which what cannot be told apart is tied, and what it means for the base.
 * @throws Refusal `access.forbidden`, `problems.no_groups`, `problems.protected`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readPainMap(asker: Asker, input: MapQueryInput): Promise<PainMap> {
  requirePermission(asker.viewer, "insight.read");
  const query = mapQuerySchema.parse(input);
  const outcome = requireOutcome(query.measure);
  const { measure, where, period, compare, weight, side } = query;
  const [catalogue, ground] = await Promise.all([
    readCatalogue(asker, side),
    asker.stores.postgres.read(async (tx) => ({ settings: await readSettings(tx), register: await shownSettings(tx) })),
  ]);

  const minimum = ground.settings.minimumN;
  const [total, reading, before] = await Promise.all([
    slice(asker, { measure, where, period, compare, weight }),
    readImpact(asker, query, { catalogue, outcome, minimum }),
    readBefore(asker, query, catalogue),
  ]);
  const base = baseOf(ground.register);
  const isOfCustomers = !measure.includes(":transactional");
  const from: ItemGround = { ...reading, side, outcome, minimum, base, isOfCustomers };
  const changes = changesOf(reading, before, minimum);
  const subjects = catalogue.subjects.slice(0, mostProblems);
  const places = await asker.stores.postgres.read((tx) => placesOf(tx, subjects));
  const all = wholeOf(reading.counts.all);
  const items = subjects
    .map((subject, index): MapItem => ({
      ...aboutOf(subject, places, asker.viewer.language),
      ...numbersOf(index, reading.reaches[index] ?? "everybody", from),
      ...(changes[index] ?? { change: null, shareBefore: null }),
    }))
    .filter(({ isRegistered, mentions }) => isRegistered || mentions >= leastToPropose(all.n))
    .toSorted(byWeight);

  const totalLift = items.some(({ lift }) => lift !== null)
    ? items.reduce((sum, { lift }) => sum + Math.max(0, lift?.expected.value ?? 0), 0)
    : null;
  return {
    query,
    state: reading.impact.state,
    unit: outcome.unit,
    figure: total.total.figure,
    n: all.n,
    anyNamed: anyNamed(reading),
    items,
    inseparable: reading.impact.inseparable.map((set) => set.map((index) => subjects[index]?.key ?? "")),
    totalLift,
    isAdditive: totalLift !== null && isAdditive(reading.counts, totalLift, mostOf(reading, outcome)),
    notes: notesOf({ reading, query, items, base, isOfCustomers }),
    base,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    blocks: reading.impact.blocks,
    asOf: total.asOf,
    lagSeconds: total.lagSeconds,
  };
}

/** Points or per cent. @throws Refusal `problems.no_groups` */
export function requireOutcome(measure: string): Outcome {
  const outcome = outcomeOf(measure);
  if (outcome === undefined) throw new Refusal("problems.no_groups");
  return outcome;
}

/** What the base is: set, or the customers who are known. */
function baseOf(register: Awaited<ReturnType<typeof shownSettings>>): PainMap["base"] {
  const { customers, knownCustomers, revenuePerCustomer, currency, icebergFactor } = register;
  return {
    customers: customers ?? (knownCustomers > 0 ? knownCustomers : null),
    revenuePerCustomer,
    currency,
    icebergFactor,
  };
}

/** Everything of an item that comes from the register. */
function aboutOf(
  subject: Subject<ProblemRow>,
  places: ReadonlyMap<string, string>,
  language: string,
): Pick<
  MapItem,
  | "key"
  | "name"
  | "isRegistered"
  | "state"
  | "ownerFunction"
  | "owner"
  | "stage"
  | "cause"
  | "visibility"
  | "codes"
  | "solveRate"
> {
  const { key, row, codes } = subject;
  const said = { key, name: titleOf(subject, language), codes: [...codes] };
  if (row === null) return { ...said, ...unregistered };
  const place = (kind: string, code: string | null) =>
    code === null ? null : { code, name: places.get(`${kind}:${code}`) ?? code };
  return {
    ...said,
    isRegistered: true,
    state: row.state,
    ownerFunction: place("function", row.ownerFunction),
    owner: row.owner === null ? null : { id: row.owner, name: row.ownerName ?? "" },
    stage: place("stage", row.stage),
    cause: row.cause,
    visibility: row.visibility,
    solveRate: row.solveRate,
  };
}

/** A problem that nobody took up yet. */
const unregistered = {
  isRegistered: false,
  state: "new",
  ownerFunction: null,
  owner: null,
  stage: null,
  cause: null,
  visibility: null,
  solveRate: 1,
} as const;

function codeOf<Kind extends "function" | "stage">(kind: Kind, code: string | null) {
  return code === null ? [] : [{ kind, code }];
}

async function placesOf(tx: Tx, subjects: readonly Subject<ProblemRow>[]): Promise<ReadonlyMap<string, string>> {
  const wanted = subjects.flatMap(({ row }) => [
    ...codeOf("function", row?.ownerFunction ?? null),
    ...codeOf("stage", row?.stage ?? null),
  ]);
  const found = wanted.length === 0 ? new Map<string, { name: string }>() : await resolveReferences(tx, wanted);
  return new Map([...found].map(([key, { name }]) => [key, name]));
}

/** Shares then, and whether they moved, judged together. */
function changesOf(
  { counts }: MapReading,
  before: Awaited<ReturnType<typeof readBefore>>,
  minimum: number,
): readonly Pick<MapItem, "change" | "shareBefore">[] {
  const all = wholeOf(counts.all);
  if (before === null || before.all.n < minimum || all.n < minimum) return [];
  const earlier = before.all;
  const pairs = counts.problems.map(({ named }, index) => {
    const then = before.named[index] ?? null;
    return then === null
      ? null
      : ([
          { some: wholeOf(named), all },
          { some: then, all: earlier },
        ] as const);
  });
  const judged = judgedWithGaps(pairs.map((pair) => (pair === null ? null : differenceOfParts(...pair))));
  return pairs.map((pair, index) => ({
    change: changeOf(judged[index] ?? null),
    shareBefore: pair === null ? null : shareIn(pair[1], minimum),
  }));
}

/** Per cent of answers that name at least one problem. */
function anyNamed({ facts }: MapReading): PainMap["anyNamed"] {
  const all = wholeOf(facts.counts.all);
  return all.n === 0 ? null : percent(shareOf(shareCountsOf(facts.anyNamed, all)));
}

/** What the measure could rise by at all. */
function mostOf({ counts }: MapReading, { values }: Outcome): number {
  const all = wholeOf(counts.all).sumWeights;
  const top = values[2];
  return counts.all.reduce((sum, { sumWeights }, group) => sum + (sumWeights / all) * (top - (values[group] ?? 0)), 0);
}

function notesOf(of: {
  readonly reading: MapReading;
  readonly query: PainMap["query"];
  readonly items: readonly MapItem[];
  readonly base: PainMap["base"];
  readonly isOfCustomers: boolean;
}): MapNote[] {
  const { reading, query, items, base, isOfCustomers } = of;
  const said: readonly (readonly [MapNote, boolean])[] = [
    ["not-everybody-asked", items.some(({ reach }) => reach !== "everybody")],
    [
      "only-some-wrote",
      reading.facts.isPartlySilent && items.some(({ codes }) => codes.some((code) => !code.includes(":"))),
    ],
    ["weighted", query.weight],
    ["two-phase", reading.facts.isTwoPhase],
    ["contacts-not-customers", !isOfCustomers],
    ["base-unknown", isOfCustomers && base.customers === null],
    ["revenue-unknown", query.side === "pain" && isOfCustomers && base.revenuePerCustomer === null],
    ["few-blocks", reading.impact.state === "ok" && reading.impact.blocks < 20],
  ];
  return said.flatMap(([note, isSo]) => (isSo ? [note] : []));
}
