import { findPublished } from "#feature/surveys";
import type { Tx } from "#platform/postgres";

import { countKeys } from "../store/responses.ts";
import { keyOf } from "./record.ts";

/**
 * How many of these ids of submissions a survey, by its id or slug, holds responses under already; erased ones count,
 * since they are not recorded again. Zero for a survey that there is not.
 */
export async function countRecorded(tx: Tx, survey: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const found = await findPublished(tx, survey);
  return found === undefined ? 0 : countKeys(tx, found.survey.id, ids.map(keyOf));
}
