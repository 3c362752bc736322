import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";

import type { Period } from "../contract.ts";
import { partsOf } from "../rules/measure.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readMatches, type MatchRow } from "../store/matches.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which single answers to find. */
export interface MatchQuery {
  /** Null: any scored answer or choice. */
  readonly measure: string | null;
  readonly where?: Condition | undefined;
  /** Beginnings of words, of which the response's texts hold at least one; none: no matter what it says. */
  readonly words: readonly string[];
  readonly period: Period;
  readonly limit: number;
}

/**
 * Single responses that a rule is about, newest first, within the viewer's scope. Employees' and anonymous responses are
 * never among them: a rule would point at a person.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function matchingResponses(
  { stores, viewer }: Asker,
  { measure, where, words, period, limit }: MatchQuery,
): Promise<readonly MatchRow[]> {
  requirePermission(viewer, "answers.read");
  requireKnownFields(where);
  const ground = await readGround(stores, where);
  return readMatches(
    stores.clickhouse,
    {
      measure: measure === null ? null : partsOf(measure),
      where,
      period,
      scope: unitScope(viewer, "answers.read"),
      words: words.map((word) => word.trim()).filter((word) => word !== ""),
      limit,
    },
    ground.words,
  );
}
