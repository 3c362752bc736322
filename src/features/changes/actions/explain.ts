import { blockSums, cellSums, codeShares, listDimensions, marginSums, type Asker, type Margins } from "#feature/facts";
import type { Dimension } from "#feature/facts/contract";
import { fieldsOf } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { clusterEffect } from "#statistics/cluster-effect";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import { isOfGroups, type ChangeQuery, type Explanation } from "../contract.ts";
import { chosenCuts, coarsened, isUseful, keptOf, tellsApart, tellsOf, type Cut, type Kept } from "../rules/cut.ts";
import { leastToCompare, partsOf } from "../rules/parts.ts";
import { findPlaces, findReversals } from "../rules/places.ts";
import { movedThemes } from "../rules/themes.ts";
import { warningsOf } from "../rules/warnings.ts";
import { nameCodes, nameSides } from "./code-names.ts";
import { detectableOf, readWhole, verdictOf, type Whole } from "./whole.ts";

/** How an explanation is worded where it names things. */
export interface ExplainContext {
  readonly language: string;
}

/**
 * Whether a measure changed from A to B and what the change is made of: who answered and how the like answered, by
 * dimension and category, the places where it is, parts that say otherwise than the whole, themes whose share moved, and
 * what speaks against comparing at all. Protected measures get the whole difference only.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`, `facts.no_mean`
 */
export async function explain(asker: Asker, query: ChangeQuery, context: ExplainContext): Promise<Explanation> {
  const whole = await readWhole(asker, query);
  const { reading, asOf } = whole;
  const base = {
    query,
    named: await nameSides(asker.stores, query, context.language),
    kind: reading.kind,
    isLowGood: false,
    a: whole.a,
    b: whole.b,
    difference: whole.difference,
    verdict: verdictOf(whole),
    detectable: detectableOf(whole),
    ...nothing,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    asOf,
  };
  if (query.measure.split(":")[1] === "employee" || base.verdict === "hidden") return { ...base, without: "protected" };
  const margins = await readMargins(asker, query);
  if (margins === null) return { ...base, without: "protected" };
  const known = { ...base, isLowGood: margins.isLowGood };
  if (margins.isMixedScale) return { ...known, without: "mixed-scale" };
  if (Math.min(margins.total.a.n, margins.total.b.n) < leastToCompare) return { ...known, without: "too-few" };
  return { ...known, ...(await takenApart(asker, query, { margins, whole, context })) };
}

const nothing = {
  parts: null,
  without: null,
  places: [],
  tested: 0,
  reversals: [],
  themes: [],
  testedThemes: 0,
  warnings: [],
  looked: [],
};

/** Both groups by every dimension worth looking at; null where people are protected. */
async function readMargins(asker: Asker, query: ChangeQuery): Promise<Margins | null> {
  const by = await dimensionsFor(asker, query);
  try {
    return await marginSums(asker, { ...query, by });
  } catch (error) {
    if (error instanceof Refusal && error.code === "facts.protected") return null;
    throw error;
  }
}

/** Those asked for and those that are there, less what tells the two groups apart by its very filter. */
async function dimensionsFor(asker: Asker, query: ChangeQuery): Promise<Dimension[]> {
  const { items } = await listDimensions(asker);
  const apart = isOfGroups(query.a, query.b)
    ? [query.a.where, query.b.where].flatMap((where) => (where === undefined ? [] : fieldsOf(where)))
    : [];
  const found = items
    .filter(({ dimension, values }) => isUseful(dimension) && values > 1 && !apart.includes(dimension))
    .map(({ dimension }) => dimension);
  return [...new Set([...(query.dimensions ?? []), ...found])].slice(0, mostLooked);
}

/** So many dimensions are looked at for the ones that tell most. */
const mostLooked = 20;

interface ToTakeApart {
  readonly margins: Margins;
  readonly whole: Whole;
  readonly context: ExplainContext;
}

async function takenApart(asker: Asker, query: ChangeQuery, { margins, context }: ToTakeApart) {
  const { total, minimumN } = margins;
  const bounds = margins.bounds ?? undefined;
  const cuts = margins.margins
    .filter((cut) => tellsApart(cut, minimumN))
    .map((cut) => ({ ...cut, tells: tellsOf(cut, bounds) }));
  const chosen = chosenCuts(cuts, query.dimensions);
  const kept = keptOf(chosen, minimumN);

  // The codes are counted by the engine while the parts are worked out here.
  const [{ crossed, designEffect, parts }, codes] = await Promise.all([
    crossedParts(asker, query, { kept, bounds, minimumN }),
    codeShares(asker, query),
  ]);
  const ground = { ...crossed, cuts, whole: total, bounds, minimumN };
  const versions = [...margins.versions.a, ...margins.versions.b];
  const nameOf = await nameCodes(
    asker.stores,
    codes.map(({ code }) => code),
    { versions, language: context.language },
  );
  const { themes, tested: testedThemes } = movedThemes(codes, { isWeighted: query.weight, minimumN, nameOf });
  return {
    parts,
    without: parts === null ? ("no-dimensions" as const) : null,
    ...findPlaces(ground),
    reversals: findReversals(ground),
    themes,
    testedThemes,
    warnings: warningsOf({ ...margins, query, whole: total, cuts, parts, clusterEffect: designEffect }),
    looked: lookedAt(cuts, chosen),
  };
}

interface ToCross {
  readonly kept: readonly Kept[];
  readonly bounds: NonNullable<Margins["bounds"]> | undefined;
  readonly minimumN: number;
}

/** The cells of the kept values and what they say; no parts where nothing is kept. */
async function crossedParts(asker: Asker, query: ChangeQuery, { kept, bounds, minimumN }: ToCross) {
  const by = kept.map(({ dimension, values }) => ({ dimension, values: values.map(({ key }) => key.value) }));
  const [cells, blocks] = await Promise.all([
    kept.length === 0 ? [] : cellSums(asker, { ...query, by }),
    blockSums(asker, query),
  ]);
  const crossed = coarsened(cells, kept);
  const designEffect = clusterEffect(blocks);
  const parts = kept.length === 0 ? null : partsOf({ ...crossed, bounds, designEffect, minimumN });
  return { crossed, designEffect, parts };
}

function lookedAt(cuts: readonly (Cut & { readonly tells: number })[], chosen: readonly Cut[]): Explanation["looked"] {
  const names = new Set(chosen.map(({ dimension }) => dimension));
  return cuts
    .toSorted((a, b) => b.tells - a.tells)
    .map(({ dimension, values, tells }) => ({
      dimension,
      values: values.length,
      tells,
      isChosen: names.has(dimension),
    }));
}
