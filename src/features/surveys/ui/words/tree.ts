/**
 * The tree with what stands at a dotted path changed, everything else shared with the old one. A change to undefined
 * takes the property out of its object, the item out of its list.
 */
export function changedAt<Tree>(tree: Tree, path: string, change: (value: unknown) => unknown): Tree {
  return changed(tree, path.split("."), change) as Tree;
}

/** What stands at a dotted path; undefined when nothing does. */
export function valueAt(tree: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), tree);
}

/** Whether two trees of plain values say the same; the order of keys in an object does not matter, undefined is absent. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isEqual(one[key], other[key]));
}

function changed(value: unknown, keys: readonly string[], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value
      .map((item: unknown, index) => (String(index) === key ? changed(item, rest, change) : item))
      .filter((item) => item !== undefined);
  }
  const { [key]: old, ...others } = isRecord(value) ? value : {};
  const next = changed(old, rest, change);
  if (next === undefined) return others;
  return isRecord(value) ? { ...value, [key]: next } : { [key]: next };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
