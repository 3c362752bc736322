/** Refuses (RangeError) anything but a finite number; `name` is the parameter, for whoever reads the log. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

/** Refuses (RangeError) a negative or infinite amount. Counts from weighted sums need not be whole. */
export function requireAmount(name: string, value: number): void {
  requireFinite(name, value);
  if (value < 0) throw new RangeError(`${name} must not be negative, got ${value}`);
}

/** Refuses (RangeError) zero, negative and infinite numbers: an empty sample has no estimate. */
export function requirePositive(name: string, value: number): void {
  requireFinite(name, value);
  if (value <= 0) throw new RangeError(`${name} must be above zero, got ${value}`);
}

/** Refuses (RangeError) anything outside the open interval 0..1, as levels, powers and rates must lie in it. */
export function requireProbability(name: string, value: number): void {
  requireFinite(name, value);
  if (value <= 0 || value >= 1) throw new RangeError(`${name} must lie between 0 and 1, got ${value}`);
}
