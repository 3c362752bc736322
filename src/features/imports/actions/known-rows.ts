import { countRecorded } from "#feature/answers";
import type { Stores } from "#platform/stores";

import type { MappedRow } from "../mapping/map-row.ts";

/** How many of these rows the survey holds already. */
export async function countKnown(
  stores: Pick<Stores, "postgres">,
  survey: string,
  batch: readonly MappedRow[],
): Promise<number> {
  const ids = batch.flatMap((row) => (row.kind === "response" ? (row.submission.id ?? []) : []));
  return stores.postgres.read((tx) => countRecorded(tx, survey, ids));
}
