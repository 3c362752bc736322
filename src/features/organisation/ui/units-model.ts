import type { Tree } from "#feature/organisation/contract";

/** A unit as the tree shows it. */
export interface UnitRow {
  readonly row: number;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string | null;
  readonly level: number;
  readonly parent: number;
  /** Open units below, and directly below. */
  readonly below: number;
  readonly children: number;
  readonly isUnmanaged: boolean;
}

/** The tree with what the columns leave to be reckoned. */
export interface UnitTreeModel {
  readonly rows: readonly UnitRow[];
  readonly byCode: ReadonlyMap<string, UnitRow>;
  readonly byId: ReadonlyMap<string, UnitRow>;
  readonly levels: number;
}

/** Rows stand behind what is above them, so one walk forwards gives levels and one backwards gives counts. */
export function modelOf(tree: Tree): UnitTreeModel {
  const levels: number[] = [];
  const below = tree.ids.map(() => 0);
  const children = tree.ids.map(() => 0);
  for (const [row, parent] of tree.parents.entries()) levels[row] = parent < 0 ? 0 : (levels[parent] ?? 0) + 1;
  for (let row = tree.ids.length - 1; row >= 0; row -= 1) {
    const parent = tree.parents[row] ?? -1;
    if (parent < 0) continue;
    below[parent] = (below[parent] ?? 0) + (below[row] ?? 0) + 1;
    children[parent] = (children[parent] ?? 0) + 1;
  }
  const rows = tree.ids.map((id, row): UnitRow => ({
    row,
    id,
    code: tree.codes[row] ?? "",
    name: tree.names[row] ?? "",
    kind: tree.kinds[tree.kindOf[row] ?? -1]?.name ?? null,
    level: levels[row] ?? 0,
    parent: tree.parents[row] ?? -1,
    below: below[row] ?? 0,
    children: children[row] ?? 0,
    isUnmanaged: tree.unmanaged[row] === 1,
  }));
  return {
    rows,
    byCode: new Map(rows.map((one) => [one.code.toLowerCase(), one])),
    byId: new Map(rows.map((one) => [one.id, one])),
    levels: Math.max(0, ...levels) + 1,
  };
}

/** What to show: everything open, or, while one searches, what was found with the way to it. */
export function visibleRows(
  { rows }: UnitTreeModel,
  { open, search, unmanaged }: { open: ReadonlySet<string>; search: string; unmanaged: boolean },
): readonly UnitRow[] {
  const words = search.trim().toLocaleLowerCase();
  if (words === "" && !unmanaged) return rows.filter((one) => waysUp(rows, one).every((above) => open.has(above.id)));

  const shown = new Set<number>();
  for (const one of rows) {
    if (unmanaged && !one.isUnmanaged) continue;
    if (!`${one.code}\n${one.name}`.toLocaleLowerCase().includes(words)) continue;
    shown.add(one.row);
    for (const above of waysUp(rows, one)) shown.add(above.row);
  }
  return rows.filter(({ row }) => shown.has(row));
}

/** What lies above a unit, nearest first. */
export function waysUp(rows: readonly UnitRow[], one: UnitRow): readonly UnitRow[] {
  const above: UnitRow[] = [];
  for (let at = rows[one.parent]; at !== undefined; at = rows[at.parent]) above.push(at);
  return above;
}

/** What to have open at first: as many levels as stay within so many lines. */
export function firstOpen({ rows, levels }: UnitTreeModel, most = 80): ReadonlySet<string> {
  let deepest = 0;
  for (let level = 1; level < levels; level += 1) {
    if (rows.filter((one) => one.level <= level).length > most) break;
    deepest = level;
  }
  return new Set(
    rows.filter(({ level, children }) => level < Math.max(1, deepest) && children > 0).map(({ id }) => id),
  );
}
