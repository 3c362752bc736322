import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";

import type { Period } from "../contract.ts";
import { partsOf } from "../rules/measure.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readLevels, type DimensionLevels } from "../store/levels.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which answers. */
export interface LevelsQuery {
  readonly measure: string;
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
}

/**
 * Which dimensions the answers of a measure carry, with how many values and answers; numbers only, no value is named.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function listLevels(
  { stores, viewer }: Asker,
  { measure, where, period }: LevelsQuery,
): Promise<readonly DimensionLevels[]> {
  requirePermission(viewer, "insight.read");
  requireKnownFields(where);
  const { words } = await readGround(stores, where);
  const filter = { measure: partsOf(measure), where, period: period ?? null, scope: unitScope(viewer, "insight.read") };
  return readLevels(stores.clickhouse, filter, words);
}
