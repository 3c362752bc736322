import type { Found, FoundRow, ViewState } from "../../contract.ts";
import { isStep } from "../../rules.ts";
import { rowsDomain } from "./Dots.tsx";

/** At most so many small pictures; the rest is in the table. */
export const mostMultiples = 24;

/** One small picture: the group and its rows. */
export interface Multiple {
  readonly key: FoundRow["key"];
  readonly rows: readonly FoundRow[];
}

/** What small multiples are drawn from. */
export interface MultiplesModel {
  readonly groups: readonly Multiple[];
  /** Groups beyond the limit. */
  readonly left: number;
  /** Which dimension lies within each picture. */
  readonly inner: number;
  readonly hasTime: boolean;
  /** Every step of time, in order. */
  readonly steps: readonly string[];
  readonly domain: ReturnType<typeof rowsDomain>;
}

/** The rows by everything but one dimension: time where there is one, the last one otherwise. */
export function multiplesOf(found: Found, { by }: Pick<ViewState, "by">): MultiplesModel {
  const time = by.findIndex((dimension) => isStep(dimension));
  const inner = time === -1 ? by.length - 1 : time;
  const outer = (key: FoundRow["key"]): FoundRow["key"] => key.filter((_, index) => index !== inner);
  const byGroup = Map.groupBy(found.rows, ({ key }) => JSON.stringify(outer(key).map(({ value }) => value)));
  const groups = [...byGroup.values()].map((rows) => ({ key: outer(rows[0]?.key ?? []), rows }));
  return {
    groups: groups.slice(0, mostMultiples),
    left: Math.max(0, groups.length - mostMultiples),
    inner,
    hasTime: time !== -1,
    steps: [...new Set(found.rows.map(({ key }) => key[inner]?.value ?? ""))].sort(),
    domain: rowsDomain(found),
  };
}
