import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { InBoth } from "#statistics/cell-changes";

import type { Dimension, MeasureKind, Period } from "../contract.ts";
import { cellBounds, cellScaleOf, isLowGoodScale } from "../rules/cell-value.ts";
import { isManyValued } from "../rules/dimensions.ts";
import { partsOf } from "../rules/measure.ts";
import { dayAt } from "../rules/period.ts";
import {
  readBlocks,
  readCodes,
  readCrossed,
  readMargins,
  readTotal,
  readVersions,
  type CodeTally,
  type KeptValues,
  type MarginRow,
  type TwoSides,
} from "../store/cell-sums.ts";
import { requireKnownFields } from "../store/filter.ts";
import { nameValues, type NamedValue } from "./names.ts";
import type { Asker } from "./sums.ts";
import { readGround, type Ground } from "./words.ts";

/** What makes one of two groups, beside what both have in common. */
export interface SideFilter {
  readonly period?: Period | undefined;
  readonly where?: Condition | undefined;
}

/** Two groups of answers to one measure; answers that belong to both count to A. */
export interface TwoSidesQuery {
  readonly measure: string;
  readonly a: SideFilter;
  readonly b: SideFilter;
  readonly where?: Condition | undefined;
  readonly weight: boolean;
}

/** Sums in both groups. */
export type BothSums = InBoth;

/** One dimension by itself: each value with its sums, most answers first. */
export interface Margin {
  readonly dimension: string;
  readonly values: readonly (BothSums & { readonly key: NamedValue })[];
}

/** Two groups as a whole and by each dimension alone. */
export interface Margins {
  readonly total: BothSums;
  /** Answers that both groups' filters take. */
  readonly overlap: number;
  readonly margins: readonly Margin[];
  readonly kind: MeasureKind;
  /** Ends of the values; null for plain numbers. */
  readonly bounds: { readonly min: number; readonly max: number } | null;
  /** Answers stand on different scales, so that they have no mean. */
  readonly isMixedScale: boolean;
  readonly isLowGood: boolean;
  readonly hasWeights: boolean;
  /** Survey and version, as `<id>:<version>`, of the answers of either group. */
  readonly versions: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly today: string;
  readonly pending: number;
  readonly minimumN: number;
}

/** More dimensions than these are not looked at at once. */
export const mostMargins = 30;

/**
 * Two groups of a measure as a whole and by each of these dimensions by itself: what a decomposition begins with.
 * Sums, not figures: to compute with, never to show for small groups. Employees' and anonymous answers are refused, since
 * sums by several dimensions would give people away.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`, `facts.protected`, `facts.no_mean`
 */
export async function marginSums(
  asker: Asker,
  query: TwoSidesQuery & { readonly by: readonly Dimension[] },
): Promise<Margins> {
  const { sides, ground } = await prepared(asker, query);
  const by = query.by.filter((name) => !isManyValued(name)).slice(0, mostMargins);
  const { clickhouse } = asker.stores;
  const [total, versions, rows] = await Promise.all([
    readTotal(clickhouse, sides, ground.words),
    readVersions(clickhouse, sides, ground.words),
    readMargins(clickhouse, sides, by, ground.words),
  ]);
  requireOpen([total]);
  const named = await asker.stores.postgres.read((tx) =>
    nameValues(
      tx,
      rows.map(({ dimension, value }) => ({ dimension: by[dimension] ?? "", value })),
      asker.viewer.language,
    ),
  );
  const { kind } = sides.measure;
  const [code] = total.scales;
  return {
    total: total.sums,
    overlap: total.overlap,
    margins: by.map((name, index) => ({
      dimension: name,
      values: valuesOf(rows, index, (value) => named(name, value)),
    })),
    kind,
    bounds: cellBounds(kind, code),
    isMixedScale: cellScaleOf(kind) === "steps" && new Set(total.scales).size > 1,
    isLowGood: cellScaleOf(kind) === "steps" && isLowGoodScale(code),
    hasWeights: total.isWeightedAtAll,
    versions,
    today: dayAt(asker.stores.clock.now(), ground.settings.timeZone),
    pending: ground.freshness.pending,
    minimumN: ground.settings.minimumN,
  };
}

/** One cell of a cross-classification: the place of each dimension's value, 0 for all that are not kept. */
export interface CrossedSums extends BothSums {
  readonly categories: readonly number[];
}

/** A statement of more cells than these is refused before it is asked. */
export const mostCells = 400_000;

/**
 * The cells that the kept values of up to seven dimensions make, in one statement; every other value of a dimension is
 * put together under place 0. Refuses as `marginSums`, and `facts.too_heavy` where the values would make too many cells.
 */
export async function cellSums(
  asker: Asker,
  query: TwoSidesQuery & { readonly by: readonly KeptValues[] },
): Promise<readonly CrossedSums[]> {
  if (query.by.length > 7) throw new RangeError("at most seven dimensions");
  if (query.by.reduce((product, { values }) => product * (values.length + 1), 1) > mostCells) {
    throw new Refusal("facts.too_heavy");
  }
  const { sides, ground } = await prepared(asker, query);
  const rows = await readCrossed(asker.stores.clickhouse, sides, query.by, ground.words);
  requireOpen(rows);
  return rows.map(({ categories, sums }) => ({ categories, ...sums }));
}

/** Sums of answers of people who were put in a hundred blocks by chance: what several answers of one person do. */
export async function blockSums(asker: Asker, query: TwoSidesQuery): Promise<readonly BothSums[]> {
  const { sides, ground } = await prepared(asker, query);
  const rows = await readBlocks(asker.stores.clickhouse, sides, ground.words);
  requireOpen(rows);
  return rows.map(({ sums }) => sums);
}

/** How many answers were coded with something, of those that could have been. */
export interface CodeShare {
  /** Key of a theme with its side, or `<survey>:<question>:<option>`. */
  readonly code: string;
  readonly a: CodeCount;
  readonly b: CodeCount;
}

/** Answers with the code and answers with any code of its kind, with the sums of their weights. */
export interface CodeCount {
  readonly n: number;
  readonly of: number;
  readonly weights: { readonly w: number; readonly ww: number; readonly ofW: number; readonly ofWw: number };
}

/**
 * The share of each theme among answers whose words say anything, and of each option among those who chose any of its
 * question. Refuses as `marginSums`.
 */
export async function codeShares(asker: Asker, query: TwoSidesQuery): Promise<readonly CodeShare[]> {
  const { sides, ground } = await prepared(asker, query);
  const rows = await readCodes(asker.stores.clickhouse, sides, ground.words);
  requireOpen(rows);
  const counts = new Map(rows.map((row) => [row.code, row]));
  return [...counts].flatMap(([code, own]) => {
    const all = counts.get(code.includes(":") ? code.replace(/[^:]*$/, "*") : "*");
    if (code.endsWith("*") || all === undefined) return [];
    return [{ code, a: countOf(own.a, all.a), b: countOf(own.b, all.b) }];
  });
}

function countOf(own: CodeTally, all: CodeTally): CodeCount {
  return { n: own.n, of: all.n, weights: { w: own.w, ww: own.ww, ofW: all.w, ofWw: all.ww } };
}

async function prepared(
  { stores, viewer }: Asker,
  query: TwoSidesQuery,
): Promise<{ readonly sides: TwoSides; readonly ground: Ground }> {
  requirePermission(viewer, "insight.read");
  const measure = partsOf(query.measure);
  if (cellScaleOf(measure.kind) === null) throw new Refusal("facts.no_mean");
  if (measure.programme === "employee") throw new Refusal("facts.protected");
  const conditions = [query.where, query.a.where, query.b.where].filter((where) => where !== undefined);
  for (const where of conditions) requireKnownFields(where);

  const ground = await readGround(stores, conditions.length === 0 ? undefined : { all: conditions });
  const side = ({ period, where }: SideFilter) => ({ period: period ?? null, where });
  return {
    ground,
    sides: {
      measure,
      where: query.where,
      scope: unitScope(viewer, "insight.read"),
      a: side(query.a),
      b: side(query.b),
      isWeighted: query.weight,
    },
  };
}

function requireOpen(rows: readonly { readonly isAnonymous: boolean }[]): void {
  if (rows.some(({ isAnonymous }) => isAnonymous)) throw new Refusal("facts.protected");
}

function valuesOf(
  rows: readonly MarginRow[],
  dimension: number,
  name: (value: string) => NamedValue,
): Margin["values"] {
  return rows
    .filter((row) => row.dimension === dimension)
    .map(({ value, sums }) => ({ key: name(value), ...sums }))
    .toSorted((x, y) => y.a.n + y.b.n - x.a.n - x.b.n || (x.key.value < y.key.value ? -1 : 1));
}
