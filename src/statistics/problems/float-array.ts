/** The number at a place; 0 beyond the end. */
export function valueAt(values: Float64Array, place: number): number {
  return values[place] ?? 0;
}

/** Adds to the number at a place. */
export function addAt(values: Float64Array, place: number, amount: number): void {
  values[place] = (values[place] ?? 0) + amount;
}
