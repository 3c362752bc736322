import type { Tx } from "#platform/postgres";

import { belongingOn, openBelow, placementOn, type Forest } from "../rules/forest.ts";
import { readTreeState, readTreeUnits, type TreeState, type TreeUnit } from "../store/units.ts";

/** The tree over time as this transaction sees it. */
export interface TreeNow extends TreeState {
  readonly units: Forest<TreeUnit>;
  /** By code in lower case. */
  readonly byCode: ReadonlyMap<string, TreeUnit>;
}

/**
 * The tree: read once for each revision, so that asking again costs one row. A revision that is rolled back is never met
 * again, so nothing wrong can stay.
 */
export async function readForest(tx: Tx): Promise<TreeNow> {
  const state = await readTreeState(tx);
  const known = memory.get(state.revision);
  if (known !== undefined) return { ...known, ...state };

  const { units, ...read } = await readTreeUnits(tx);
  const tree: Pick<TreeNow, "units" | "byCode"> = {
    units: new Map(units.map((unit) => [unit.id, unit])),
    byCode: new Map(units.map((unit) => [unit.code.toLowerCase(), unit])),
  };
  memory.set(read.revision, tree);
  if (memory.size > mostHeld) for (const oldest of [...memory.keys()].slice(0, 1)) memory.delete(oldest);
  return { ...tree, ...read };
}

/** Ids of the units in this scope as the tree stands today; units that are not open count where they stood last. */
export function sightOf(tree: TreeNow, scope: "all" | readonly string[]): ReadonlySet<string> | "all" {
  if (scope === "all") return "all";
  const own = new Set(scope);
  const absent = [...tree.units.values()].filter(
    (unit) =>
      placementOn(unit, tree.today) === undefined &&
      belongingOn(tree.units, unit.id, tree.today)?.path.some((id) => own.has(id)) === true,
  );
  return new Set([...own, ...openBelow(tree.units, scope, tree.today), ...absent.map(({ id }) => id)]);
}

/** The zone of a unit: its own, or that of the nearest above it that has one; null: the organisation's. */
export function zoneOf(tree: TreeNow, id: string): string | null {
  const path = belongingOn(tree.units, id, tree.today)?.path ?? [id];
  return path.map((one) => tree.units.get(one)?.timeZone ?? null).find((zone) => zone !== null) ?? null;
}

const memory = new Map<string, Pick<TreeNow, "units" | "byCode">>();
const mostHeld = 4;
