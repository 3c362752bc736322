/** The most problems that are looked at together. */
export const mostProblems = 150;

/** A set of codes that stand for one thing; no code stands in two sets. */
export type CodeSet = readonly string[];

/**
 * What one answer is counted under, as one number. An answer that names nothing has only `none`; one that names a single problem
 * only that problem's `only`; one that names several has each of them, each pair, and `several`.
 */
export function namedPlaces(problems: number) {
  const pairs = (problems * (problems - 1)) / 2;
  return {
    none: 0,
    /** Problem 0 of an answer that names several, then the others. */
    problemsFrom: 1,
    /** First place of the pairs: (1, 0), (2, 0), (2, 1), (3, 0) … */
    pairsFrom: 1 + problems,
    onlyFrom: 1 + problems + pairs,
    several: 1 + 2 * problems + pairs,
    /** Under two-phase sampling alone: all answers, looked into or not. */
    eligible: 2 + 2 * problems + pairs,
  };
}
