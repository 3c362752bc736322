import { responseKey } from "#feature/answers";
import type { Stores } from "#platform/stores";

import type { MappedRow } from "../mapping/map-row.ts";
import { knownRows } from "../store/survey-names.ts";

/** How many of these rows the survey holds already. */
export async function countKnown(
  stores: Pick<Stores, "postgres">,
  survey: string,
  batch: readonly MappedRow[],
): Promise<number> {
  const keys = batch.flatMap((row) =>
    row.kind === "response" && row.submission.id !== undefined ? [responseKey(row.submission.id)] : [],
  );
  return keys.length === 0 ? 0 : stores.postgres.read((tx) => knownRows(tx, survey, keys));
}
