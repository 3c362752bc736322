import { placementOn, type Day, type Forest, type Standing } from "./forest.ts";

/** A line of the tree on a day. */
export interface Line<Unit> {
  readonly unit: Unit;
  /** The unit above; null at the top of what is seen. */
  readonly parent: string | null;
}

/** Every open unit in sight behind what is above it, siblings in the order of the forest. */
export function childrenOn<Unit extends Standing & { readonly id: string }>(
  forest: Forest<Unit>,
  day: Day,
  sight: ReadonlySet<string> | "all",
): readonly Line<Unit>[] {
  const children = new Map<string | null, Unit[]>();
  for (const unit of forest.values()) {
    const placement = placementOn(unit, day);
    if (placement === undefined || (sight !== "all" && !sight.has(unit.id))) continue;
    const isTop = placement.parent === null || (sight !== "all" && !sight.has(placement.parent));
    const parent = isTop ? null : placement.parent;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [unit]);
    else siblings.push(unit);
  }

  const lines: Line<Unit>[] = [];
  const add = (parent: string | null): void => {
    for (const unit of children.get(parent) ?? []) {
      lines.push({ unit, parent });
      add(unit.id);
    }
  };
  add(null);
  return lines;
}

/** How many open units lie below each. */
export function countBelow(forest: Forest, day: Day): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const unit of forest.values()) {
    let above = placementOn(unit, day)?.parent ?? null;
    while (above !== null) {
      counts.set(above, (counts.get(above) ?? 0) + 1);
      const next = forest.get(above);
      above = (next && placementOn(next, day)?.parent) ?? null;
    }
  }
  return counts;
}

/** Whether the unit is open on this day, will be, or no longer is. */
export function stateOn(unit: Standing, day: Day): "open" | "planned" | "closed" {
  if (placementOn(unit, day) !== undefined) return "open";
  return unit.placements.some(({ from }) => from > day) ? "planned" : "closed";
}
