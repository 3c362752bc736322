import type { Asker } from "#feature/facts";

import type { Candidates } from "../contract.ts";
import { readKnown, type OutcomeWish } from "./known.ts";

/**
 * Which outcomes there are within the viewer's scope, and what can be held against the one meant, with n and share missing.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function listCandidates(asker: Asker, wish: OutcomeWish): Promise<Candidates> {
  const { outcomes, outcome, reading, predictors } = await readKnown(asker, wish);
  return {
    outcomes: [...outcomes],
    outcome,
    reading,
    predictors: predictors.map(({ question: _question, options: _options, ...candidate }) => candidate),
  };
}
