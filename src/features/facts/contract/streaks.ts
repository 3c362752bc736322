/** What all persons' sequences of moments come to in one group; its size does not grow with the answers. */
export interface StreakSums {
  /** Value of the dimension asked by; empty for the whole. */
  readonly key: string;
  readonly persons: number;
  readonly contacts: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  /** Persons with at least 1, 2, 3… moments. */
  readonly reaching: readonly number[];
  /** Persons whose newest 1, 2, 3… moments are all positive, and how many random order of each one's own would give. */
  readonly current: readonly number[];
  readonly currentByChance: readonly number[];
  /** Runs of positive moments of at least 1, 2, 3…, and the same by chance. */
  readonly runsOfAtLeast: readonly number[];
  readonly runsByChance: readonly number[];
  readonly longest: number;
  /** Persons with positive and other moments: runs of either kind, what chance gives, its variance. */
  readonly mixed: {
    readonly persons: number;
    readonly runs: number;
    readonly expected: number;
    readonly variance: number;
  };
  /** Sums over persons of positive runs (r) and moments in them (m): Σr², Σm², Σrm; Σr and Σm stand above. */
  readonly squares: { readonly runs: number; readonly moments: number; readonly product: number };
}
