import { changeAgainstRest, changeWithin, togetherOf, type InBoth } from "#statistics/cell-changes";
import type { CrossedCell } from "#statistics/crossed-cells";
import type { Bounds } from "#statistics/estimate";
import type { ChangePart } from "#statistics/explain-change";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { rankUnits } from "#statistics/ranking";
import { findReversal, reversalsAmong } from "#statistics/simpson";

import type { Place, Reversal } from "../contract.ts";
import { contributionIn, type Cut, type Kept } from "./cut.ts";
import { isEnough, standingIn } from "./parts.ts";

/** What places are looked for in. */
export interface Ground {
  readonly cuts: readonly Cut[];
  readonly cells: readonly CrossedCell[];
  readonly kept: readonly Kept[];
  readonly whole: InBoth;
  readonly bounds: Bounds | undefined;
  readonly minimumN: number;
}

/** So many places are told at most. */
const mostPlaces = 40;

/**
 * Where the change is: every value of every dimension, and every pair of values of the chosen ones, that have enough
 * answers in both groups. A value counts as a find when it changed otherwise than all others, a pair when it changed
 * otherwise than the rest of both its values; chance finds are controlled over all of them (Benjamini–Hochberg).
 */
export function findPlaces(ground: Ground): { readonly places: Place[]; readonly tested: number } {
  const candidates = [...singlesOf(ground), ...pairsOf(ground)];
  const tested = candidates.filter(({ against }) => against !== null);
  const adjusted = adjustPValues(tested.map(({ against }) => against?.pValue ?? 1));
  const byCandidate = new Map(tested.map((candidate, index) => [candidate, adjusted[index] ?? 1]));
  const judged = candidates.map((candidate) => {
    const adjustedP = byCandidate.get(candidate) ?? null;
    const isClear = candidate.against?.clear === true && adjustedP !== null && adjustedP <= FALSE_DISCOVERY_RATE;
    return { candidate, adjustedP, isClear };
  });
  const order = judged.toSorted(
    (x, y) => Number(y.isClear) - Number(x.isClear) || sizeOf(y.candidate) - sizeOf(x.candidate),
  );
  const told = order.slice(0, mostPlaces);
  const ranks = ranksOf(
    told.flatMap(({ candidate, isClear }) => (isClear ? [candidate] : [])),
    ground,
  );
  return {
    tested: tested.length,
    places: told.map(({ candidate, adjustedP, isClear }): Place => ({
      key: [...candidate.key],
      ...standingIn(candidate.cell, ground.whole, ground.minimumN),
      contribution: candidate.contribution,
      change: changeWithin(candidate.cell, ground.bounds),
      against: candidate.against,
      adjustedP,
      clear: isClear,
      ...(ranks.get(candidate) ?? { rank: null, tied: false }),
    })),
  };
}

interface Candidate {
  readonly key: Place["key"];
  readonly cell: InBoth;
  readonly contribution: ChangePart;
  readonly against: ChangePart | null;
}

function sizeOf({ contribution }: Candidate): number {
  return Math.abs(contribution.value);
}

function singlesOf({ cuts, whole, bounds, minimumN }: Ground): Candidate[] {
  return cuts.flatMap(({ values }) =>
    values
      .filter((value) => value.key.value !== "" && isEnough(value, minimumN))
      .map((value) => ({
        key: [value.key],
        cell: value,
        contribution: contributionIn(value, whole, bounds),
        against: changeAgainstRest(value, whole, bounds),
      })),
  );
}

/** A pair that is nearly all of one of its values says nothing that the value does not. */
const mostOfValue = 0.9;

function pairsOf({ cells, kept, whole, bounds, minimumN }: Ground): Candidate[] {
  return kept.flatMap((first, i) =>
    kept.slice(i + 1).flatMap((second, offset) => {
      const j = i + 1 + offset;
      const pairs = Map.groupBy(cells, ({ categories }) => `${categories[i] ?? 0},${categories[j] ?? 0}`);
      return [...pairs].flatMap(([name, some]): Candidate[] => {
        const [x = 0, y = 0] = name.split(",").map(Number);
        const [one, other] = [first.values[x - 1], second.values[y - 1]];
        if (one === undefined || other === undefined || one.key.value === "" || other.key.value === "") return [];
        const cell = togetherOf(some);
        const n = cell.a.n + cell.b.n;
        const parents = [one, other];
        if (!isEnough(cell, minimumN) || parents.some(({ a, b }) => n > mostOfValue * (a.n + b.n))) return [];
        const against = parents.map((parent) => changeAgainstRest(cell, parent, bounds));
        return [
          {
            key: [one.key, other.key],
            cell,
            contribution: contributionIn(cell, whole, bounds),
            against: against.includes(null) ? null : weakest(against),
          },
        ];
      });
    }),
  );
}

/** A pair has to stand out from both its values, and in the same direction. */
function weakest(against: readonly (ChangePart | null)[]): ChangePart | null {
  const [first, second] = against;
  if (first === null || first === undefined || second === null || second === undefined) return null;
  if (Math.sign(first.value) !== Math.sign(second.value)) return { ...first, pValue: 1, clear: false };
  return first.pValue > second.pValue ? first : second;
}

/** Clear places by what they did, those that cannot be told apart tied; what goes with the difference first. */
function ranksOf(clear: readonly Candidate[], { whole, bounds }: Ground) {
  const better = changeWithin(whole, bounds).value < 0 ? "lower" : "higher";
  const { units } = rankUnits(
    clear.map(({ cell, contribution: { value, standardError } }) => {
      const n = cell.a.n + cell.b.n;
      return { value, standardError: Math.max(standardError, 1e-9), n, effectiveN: n };
    }),
    { better },
  );
  const held = Map.groupBy(units, ({ rank }) => rank);
  return new Map(
    clear.map((candidate, index) => {
      const rank = units[index]?.rank ?? 1;
      return [candidate, { rank, tied: (held.get(rank)?.length ?? 0) > 1 }] as const;
    }),
  );
}

/** Dimensions whose parts say otherwise than the whole, with evidence, all dimensions looked at allowed for. */
export function findReversals({ cuts, whole, bounds, minimumN }: Omit<Ground, "cells" | "kept">): Reversal[] {
  const looked = cuts.map((cut) => {
    const values = cut.values.filter(({ key, a, b }) => key.value !== "" && a.n + b.n > 0).slice(0, mostParts);
    return { cut, values, found: findReversal(values, { bounds, least: minimumN }) };
  });
  const stands = reversalsAmong(looked.map(({ found }) => found));
  return looked.flatMap(({ cut, values, found }, index): Reversal[] => {
    const { kind, sameMix, counts } = found;
    if (kind === "none" || sameMix === null || stands[index] !== true) return [];
    const parts = values.map((value, at) => ({
      key: [value.key],
      ...standingIn(value, whole, minimumN),
      change: found.parts[at] ?? null,
    }));
    return [{ dimension: cut.dimension, kind, whole: found.whole, sameMix, counts, parts }];
  });
}

const mostParts = 60;
