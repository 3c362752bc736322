/** Two lines as one: every `every`-th place is of the second line, for as long as both last. */
export function interleave<T>(first: readonly T[], second: readonly T[], every: number): readonly T[] {
  const merged: T[] = [];
  let taken = 0;
  for (const one of first) {
    const other = second[taken];
    if ((merged.length + 1) % every === 0 && other !== undefined) {
      merged.push(other);
      taken += 1;
    }
    merged.push(one);
  }
  return [...merged, ...second.slice(taken)];
}
