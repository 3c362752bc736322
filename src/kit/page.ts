/** One page of a list; `nextCursor` is opaque and null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
