/** The most problems that are looked at together. */
export const mostProblems = 150;

/** A set of codes that stand for one thing; no code stands in two sets. */
export type CodeSet = readonly string[];

/**
 * What one answer is counted under, as one number: 0 itself; 1 … K each problem it names; then each pair; then the one problem of
 * an answer that names only that; then whoever names anything; the last one for all answers, looked into or not.
 */
export function namedPlaces(problems: number) {
  const pairs = (problems * (problems - 1)) / 2;
  return {
    all: 0,
    problem: (index: number) => 1 + index,
    /** First place of the pairs: (1, 0), (2, 0), (2, 1), (3, 0) … */
    pairsFrom: 1 + problems,
    onlyFrom: 1 + problems + pairs,
    /** Answers that name anything at all. */
    someNamed: 1 + 2 * problems + pairs,
    /** Under two-phase sampling alone. */
    eligible: 2 + 2 * problems + pairs,
  };
}
