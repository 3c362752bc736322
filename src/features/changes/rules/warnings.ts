import type { InBoth } from "#statistics/cell-changes";
import { worthOf } from "#statistics/cell-moments";
import { chiSquareCdf } from "#statistics/distributions";

import { isOfGroups, type ChangeQuery, type Parts, type Warning } from "../contract.ts";
import type { Cut } from "./cut.ts";
import { daysOf } from "./sides.ts";

/** What the comparison rests on. */
export interface Basis {
  readonly query: ChangeQuery;
  readonly whole: InBoth;
  readonly cuts: readonly Cut[];
  readonly parts: Parts | null;
  readonly overlap: number;
  readonly hasWeights: boolean;
  readonly versions: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly clusterEffect: number;
  readonly today: string;
  readonly pending: number;
}

/** Why the two groups may not be comparable, and the figures not final; what weighs most first. */
export function warningsOf(basis: Basis): Warning[] {
  return [
    ...provisional(basis),
    ...volume(basis),
    ...composition(basis),
    ...surveys(basis),
    ...weighting(basis),
    ...(basis.clusterEffect > 1 ? [warning("clusters", basis.clusterEffect)] : []),
    ...(basis.overlap > 0 ? [warning("overlap", basis.overlap)] : []),
    ...oneSided(basis),
  ];
}

function warning(kind: Warning["kind"], value: number | null = null, dimension: string | null = null): Warning {
  return { kind, value, dimension };
}

function provisional({ query, today, pending }: Basis): Warning[] {
  const isOpen = [query.a, query.b].some(
    ({ period }) => period !== undefined && period.from <= today && period.to >= today,
  );
  return isOpen || pending > 0 ? [warning("provisional")] : [];
}

/** Half as many answers a day again, or a third fewer, and more than chance: then other people may be answering. */
function volume({ query: { a, b }, whole }: Basis): Warning[] {
  if (isOfGroups(a, b) || a.period === undefined || b.period === undefined) return [];
  const ratio = whole.b.n / daysOf(b.period) / Math.max(1e-9, whole.a.n / daysOf(a.period));
  const isBeyondChance =
    Math.abs(Math.log(ratio)) > 3 * Math.sqrt(1 / Math.max(1, whole.a.n) + 1 / Math.max(1, whole.b.n));
  return (ratio > 1.5 || ratio < 1 / 1.5) && isBeyondChance ? [warning("volume", ratio)] : [];
}

/** Channels move what people answer, so a smaller shift of them is worth a word. */
function composition({ query, cuts }: Basis): Warning[] {
  if (isOfGroups(query.a, query.b)) return [];
  const shifts = cuts
    .map((cut) => ({ dimension: cut.dimension, ...shiftOf(cut) }))
    .filter(({ dimension, distance, pValue }) => pValue < 0.001 && distance > (dimension === "channel" ? 0.08 : 0.15))
    .toSorted((x, y) => y.distance - x.distance);
  const channel = shifts.filter(({ dimension }) => dimension === "channel");
  const others = shifts.filter(({ dimension }) => dimension !== "channel").slice(0, 2);
  return [
    ...channel.map(({ distance }) => warning("channel", distance, "channel")),
    ...others.map(({ dimension, distance }) => warning("composition", distance, dimension)),
  ];
}

/** Half the sum of the changes of shares, and the chance of as much by chance (chi-square of homogeneity). */
function shiftOf({ values }: Cut): { readonly distance: number; readonly pValue: number } {
  const [a, b] = [values.reduce((sum, one) => sum + one.a.w, 0), values.reduce((sum, one) => sum + one.b.w, 0)];
  if (a <= 0 || b <= 0) return { distance: 0, pValue: 1 };
  const [nA, nB] = [values.reduce((sum, one) => sum + one.a.n, 0), values.reduce((sum, one) => sum + one.b.n, 0)];
  let [distance, statistic] = [0, 0];
  for (const value of values) {
    distance += Math.abs(value.b.w / b - value.a.w / a) / 2;
    const both = (value.a.n + value.b.n) / (nA + nB);
    if (both > 0) statistic += ((value.b.n / nB - value.a.n / nA) ** 2 / both) * ((nA * nB) / (nA + nB));
  }
  return { distance, pValue: 1 - chiSquareCdf(statistic, Math.max(1, values.length - 1)) };
}

/** `<survey>:<version>` of both groups: other surveys, or the same ones reworded. */
function surveys({ versions: { a, b } }: Basis): Warning[] {
  const idsOf = (of: readonly string[]) => new Set(of.map((version) => version.split(":")[0] ?? ""));
  const [first, second] = [idsOf(a), idsOf(b)];
  if (!isSame(first, second)) return [warning("survey")];
  return isSame(new Set(a), new Set(b)) ? [] : [warning("version")];
}

function isSame(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return first.size === second.size && [...first].every((one) => second.has(one));
}

function weighting({ query, hasWeights, whole }: Basis): Warning[] {
  if (!query.weight) return hasWeights ? [warning("unweighted")] : [];
  const effect = Math.max(...[whole.a, whole.b].map((cell) => cell.n / Math.max(1e-9, worthOf(cell))));
  return effect > 2 ? [warning("design-effect", effect)] : [];
}

/** Answers in cells that only one group has: their rates are taken over from the others. */
function oneSided({ cuts, whole }: Basis): Warning[] {
  const shares = cuts.map(({ dimension, values }) => {
    const only = (side: "a" | "b", other: "a" | "b") =>
      values.reduce((sum, value) => sum + (value[other].n === 0 ? value[side].w : 0), 0) /
      Math.max(1e-9, whole[side].w);
    return { dimension, share: Math.max(only("a", "b"), only("b", "a")) };
  });
  const [most] = shares.filter(({ share }) => share > 0.1).toSorted((x, y) => y.share - x.share);
  return most === undefined ? [] : [warning("one-sided", most.share, most.dimension)];
}
