import { unitScope } from "#feature/access";
import type { Call } from "#platform/http/route";

import type { Period, SliceQuery } from "../contract.ts";
import { gatherGroups, sumsOf, type Group } from "../rules/gather.ts";
import { partsOf, type MeasureParts } from "../rules/measure.ts";
import { comparedPeriod } from "../rules/period.ts";
import { hiddenGroups, isRevealing } from "../rules/protection.ts";
import { addSums, noSums, type Sums } from "../rules/sums.ts";
import type { AnswerFilter } from "../store/filter.ts";
import { readCells, readPeople, readRemainders, type CellQuery, type CellRow } from "../store/slice.ts";
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
  const scope = unitScope(viewer);
  const filter = { measure, where: query.where, scope, period: query.period ?? null };
  const earlier = comparedPeriod(query);
  const filters = [filter, ...(earlier === null ? [] : [{ ...filter, period: earlier }])];
  const ask = (one: AnswerFilter): CellQuery => ({ ...one, by: query.by, isWeighted: query.weight });

  const cells = await Promise.all(filters.map((one) => readCells(stores.clickhouse, ask(one), ground.words)));
  const groups = paired(cells, query, ground);
  const shown = groups.slice(0, query.limit);
  const [now = noSums, before = null] = cells.map((some) => addSums([sumsOf(some)]));
  const total = { now, before };
  const isProtected = measure.programme === "employee" || cells.flat().some(({ isAnonymous }) => isAnonymous);
  const truncated = groups.length - shown.length;
  if (!isProtected) {
    return { measure, groups: shown, total: { ...total, isHidden: false }, truncated, isProtected };
  }

  const protection = await protect({ stores, ground, filters, by: query.by, groups, limit: query.limit });
  return {
    measure,
    groups: shown.map((group, index) => ({ ...group, isHidden: protection.isAll || protection.hidden.has(index) })),
    total: { ...total, isHidden: protection.isAll },
    truncated,
    isProtected,
  };
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
  readonly groups: readonly ComparedGroup[];
  readonly limit: number;
}

/** Everything is hidden when the whole is too small, or when a part of the filter leaves out so few that they show. */
async function protect({ stores, ground, filters, by, groups, limit }: ToProtect) {
  const threshold = ground.settings.smallGroup;
  const [people, remainders] = await Promise.all([
    Promise.all(filters.map((filter) => readPeople(stores.clickhouse, { ...filter, by }, ground.words))),
    Promise.all(filters.map((filter) => readRemainders(stores.clickhouse, filter, ground.words))),
  ]);
  const isAll = remainders.some(({ people: all, leftOut }) =>
    [all, ...leftOut].some((count) => isRevealing(count, threshold)),
  );
  const counted = groups.map(({ key }) => ({
    key,
    people: people.map((ofPeriod) => ofPeriod.get(JSON.stringify(key)) ?? 0),
  }));
  return { isAll, hidden: by.length === 0 ? new Set<number>() : hiddenGroups(counted, threshold, limit) };
}
