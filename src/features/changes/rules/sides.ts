import type { Condition } from "#kit/condition";

import { isOfGroups, type ChangeQuery, type Side } from "../contract.ts";

/** One group as a slice asks for it: all of its conditions, and its period. */
export interface SideFilter {
  readonly where: Condition | undefined;
  readonly period: Side["period"];
}

/** The two groups as filters that share nobody: what both take counts to A. */
export function filtersOf({ a, b, where }: ChangeQuery): { readonly a: SideFilter; readonly b: SideFilter } {
  const others = isOfGroups(a, b) && a.where !== undefined ? [{ not: a.where }] : [];
  return {
    a: { where: allOf(where, a.where), period: a.period },
    b: { where: allOf(where, b.where, ...others), period: b.period },
  };
}

/** Whether only time tells the two groups apart, so that one slice compared with another period is all. */
export function isOverTime({ a, b }: ChangeQuery): boolean {
  return !isOfGroups(a, b) && JSON.stringify(a.where ?? null) === JSON.stringify(b.where ?? null);
}

/** Every part that is there, together. */
function allOf(...parts: readonly (Condition | undefined)[]): Condition | undefined {
  const there = parts.filter((part) => part !== undefined);
  return there.length < 2 ? there[0] : { all: there };
}

/** Days of a period, both ends included. */
export function daysOf({ from, to }: NonNullable<Side["period"]>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
