/** Whether both say the same as JSON; neither the order of keys nor keys without a value count. */
export function isSameContent(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isSameContent(item, other[index]));
  }
  const [left, right] = [said(one), said(other)];
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && isSameContent(value, right.get(key)));
}

function said(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
