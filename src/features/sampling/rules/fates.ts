import type { ScoreOutcome } from "#statistics/loyalty-threshold";

import { fateOf, type Known } from "./outcomes.ts";

/** A person's answer. */
export interface PersonsAnswer {
  readonly respondent: string;
  readonly day: string;
  readonly score: number;
}

/**
 * People by the score of their first answer, and how many of them stayed for the horizon; whose fate is not known that
 * far is not counted. One person counts once.
 */
export function countByScore(
  outcomes: readonly (Known & { readonly personId: string })[],
  answers: readonly PersonsAnswer[],
  horizon: number,
): { readonly counts: readonly ScoreOutcome[]; readonly answered: number } {
  const known = new Map(outcomes.map((one) => [one.personId, one]));
  const first = new Map<string, PersonsAnswer>();
  for (const answer of answers) {
    const before = first.get(answer.respondent);
    if (before === undefined || answer.day < before.day) first.set(answer.respondent, answer);
  }

  const byScore = new Map<number, { n: number; stayed: number }>();
  for (const { respondent, day, score } of first.values()) {
    const outcome = known.get(respondent);
    const fate = outcome === undefined ? null : fateOf(outcome, day, dayAfter(day, horizon));
    if (fate === null) continue;
    const cell = byScore.get(score) ?? { n: 0, stayed: 0 };
    byScore.set(score, { n: cell.n + 1, stayed: cell.stayed + Number(fate === "stayed") });
  }
  const counts = [...byScore].toSorted(([a], [b]) => a - b).map(([score, cell]) => ({ score, ...cell }));
  return { counts, answered: first.size };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
