import { streaksOf, type Asker } from "#feature/facts";

import type { StreaksAnswer, StreaksRequest } from "../contract.ts";
import { groupOf, judgedTogether, lengthsOf } from "../rules/streaks.ts";

/** Persons with runs are printed from so many on in the whole, as totals are. */
const minimumOfWhole = 5;

/**
 * Runs of positive moments of persons, with what chance gives. @throws Refusal `access.forbidden`, `facts.protected`,
 * `facts.no_scale`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readStreaks(asker: Asker, request: StreaksRequest): Promise<StreaksAnswer> {
  const { atLeast, ...query } = request;
  const { whole, groups, minimum } = await streaksOf(asker, query);
  return {
    whole: whole === null ? null : groupOf(whole, { name: "", atLeast, minimum: minimumOfWhole }),
    groups: judgedTogether(groups.map(({ name, sums }) => groupOf(sums, { name, atLeast, minimum }))),
    lengths: whole === null ? [] : lengthsOf(whole),
  };
}
