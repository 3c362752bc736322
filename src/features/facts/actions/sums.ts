import { unitScope } from "#feature/access";
import { fieldsOf } from "#kit/condition";
import { comparedPeriod } from "#kit/period";
import type { Call } from "#platform/http/route";

import type { Period, SliceQuery } from "../contract.ts";
import { isManyValued } from "../rules/dimensions.ts";
import { gatherGroups, sumsOf, type Group } from "../rules/gather.ts";
import { partsOf, type MeasureParts } from "../rules/measure.ts";
import { cutsThroughHidden, hiddenRows, isRevealing, mostDimensions, type GroundCell } from "../rules/protection.ts";
import { addSums, noSums, type Sums } from "../rules/sums.ts";
import type { AnswerFilter } from "../store/filter.ts";
import {
  readCells,
  readGroundCells,
  readPeople,
  readRemainders,
  type CellQuery,
  type CellRow,
} from "../store/slice.ts";
import type { Ground } from "./words.ts";

/** Who asks, and where. */
export type Asker = Pick<Call, "stores" | "viewer">;

/** A group with its sums now and before, and whether it must not be shown. */
export interface ComparedGroup {
  readonly key: readonly string[];
  readonly now: Sums;
  readonly before: Sums | null;
  readonly isHidden: boolean;
}

/** A breakdown before it is made into figures: largest groups first. Hidden groups keep their sums; never pass these on. */
export interface Breakdown {
  readonly measure: MeasureParts;
  readonly groups: readonly ComparedGroup[];
  readonly total: Omit<ComparedGroup, "key">;
  /** Groups beyond the limit. */
  readonly truncated: number;
  readonly isProtected: boolean;
}

/**
 * Sums of a measure by group, within the viewer's scope, compared with the period asked for, and with the groups marked
 * that must stay hidden: employees' answers and anonymous ones are protected by the small-group rule.
 */
export async function readBreakdown({ stores, viewer }: Asker, query: SliceQuery, ground: Ground): Promise<Breakdown> {
  const measure = partsOf(query.measure);
  const scope = unitScope(viewer, "insight.read");
  const filter = { measure, where: query.where, scope, period: query.period ?? null };
  const earlier = comparedPeriod(query);
  const filters = [filter, ...(earlier === null ? [] : [{ ...filter, period: earlier }])];
  const ask = (one: AnswerFilter): CellQuery => ({ ...one, by: query.by, isWeighted: query.weight });
  const readTotal = (one: AnswerFilter = filter) => readCells(stores.clickhouse, { ...ask(one), by: [] }, ground.words);

  const cells = await Promise.all(filters.map((one) => readCells(stores.clickhouse, ask(one), ground.words)));
  const groups = paired(cells, query, ground);
  const shown = groups.slice(0, query.limit);
  const total = await totalOf(cells, query, (index) => readTotal(filters[index]));
  const isProtected = measure.programme === "employee" || cells.flat().some(({ isAnonymous }) => isAnonymous);
  const truncated = groups.length - shown.length;
  if (!isProtected) {
    return { measure, groups: shown, total: { ...total, isHidden: false }, truncated, isProtected };
  }

  const protection = await protect({ stores, ground, filters, by: query.by });
  return {
    measure,
    groups: shown.map((group) => ({ ...group, isHidden: protection.isHidden(group.key) })),
    total: { ...total, isHidden: protection.isAll },
    truncated,
    isProtected,
  };
}

/** Groups that overlap do not add up to the whole: then it is asked for by itself. */
async function totalOf(
  cells: readonly (readonly CellRow[])[],
  { by }: SliceQuery,
  readTotal: (index: number) => Promise<CellRow[]>,
): Promise<Pick<ComparedGroup, "now" | "before">> {
  const whole = by.some(isManyValued) ? await Promise.all(cells.map((_, index) => readTotal(index))) : cells;
  const [now = noSums, before = null] = whole.map((some) => addSums([sumsOf(some)]));
  return { now, before };
}

/** Groups of both periods side by side, largest now first. */
function paired(cells: readonly (readonly CellRow[])[], { by }: SliceQuery, { words }: Ground): ComparedGroup[] {
  const [now, before] = cells.map((some) => gatherGroups(some, by, words.cuts));
  if (now === undefined) return [];
  const keys = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  const at = (groups: ReadonlyMap<string, Group> | undefined, key: string) => groups?.get(key)?.sums ?? noSums;
  return [...keys]
    .map((key) => ({
      key: JSON.parse(key) as string[],
      now: at(now, key),
      before: before === undefined ? null : at(before, key),
      isHidden: false,
    }))
    .toSorted((a, b) => b.now.n - a.now.n || (b.before?.n ?? 0) - (a.before?.n ?? 0) || compareKeys(a.key, b.key));
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

interface ToProtect {
  readonly stores: Asker["stores"];
  readonly ground: Ground;
  readonly filters: readonly (AnswerFilter & { readonly period: Period | null })[];
  readonly by: SliceQuery["by"];
}

interface Protection {
  readonly isAll: boolean;
  readonly isHidden: (key: readonly string[]) => boolean;
}

/**
 * Everything is hidden when the whole is too small, when a part of the filter leaves out so few that they show, or when
 * the filter cuts through what a breakdown by its dimensions hides. A row is hidden by the same measure.
 */
async function protect({ stores: { clickhouse }, ground, filters, by }: ToProtect): Promise<Protection> {
  const { settings, words } = ground;
  const threshold = settings.smallGroup;
  const named = namedDimensions(filters[0]?.where);
  const dimensions = [...new Set([...by, ...named])];
  if (dimensions.length > mostDimensions) return { isAll: true, isHidden: () => true };

  const cellsBy = async (some: readonly string[]) =>
    sideBySide(await Promise.all(filters.map((filter) => readGroundCells(clickhouse, { ...filter, by: some }, words))));
  const [people, remainders, ofFilter, ofRows] = await Promise.all([
    Promise.all(filters.map((filter) => readPeople(clickhouse, { ...filter, by }, words))),
    Promise.all(filters.map((filter) => readRemainders(clickhouse, filter, words))),
    named.length === 0 ? [] : cellsBy(named),
    by.length === 0 ? [] : cellsBy(dimensions),
  ]);
  const isAll =
    cutsThroughHidden(ofFilter, threshold) ||
    remainders.some(({ people: all, leftOut }) => [all, ...leftOut].some((count) => isRevealing(count, threshold)));
  const rows = hiddenRows(ofRows, { dimensions: by.length, threshold });
  const isHidden = (key: readonly string[]) => {
    const row = JSON.stringify(key);
    return isAll || rows.has(row) || people.some((ofPeriod) => isRevealing(ofPeriod.get(row) ?? 0, threshold));
  };
  return { isAll, isHidden };
}

/** Dimensions of the filter by which people could be told apart; what they answered is not among them. */
function namedDimensions(where: SliceQuery["where"]): readonly string[] {
  const fields = where === undefined ? [] : fieldsOf(where);
  return fields.filter((field) => !["score", "group", "programme", "source"].includes(field));
}

/** The cells of every period together. */
function sideBySide(periods: readonly ReadonlyMap<string, { people: number; isInside: boolean }>[]): GroundCell[] {
  const keys = new Set(periods.flatMap((cells) => [...cells.keys()]));
  return [...keys].map((key) => ({
    key: JSON.parse(key) as string[],
    people: periods.map((cells) => cells.get(key)?.people ?? 0),
    isInside: periods.some((cells) => cells.get(key)?.isInside === true),
  }));
}
