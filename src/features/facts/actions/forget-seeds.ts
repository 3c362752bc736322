import type { Stores } from "#platform/stores";

import { answerTable, deleteSeeds } from "../store/answer-table.ts";
import { withLock } from "../store/lock.ts";
import { readProjection } from "../store/outbox.ts";

/**
 * Takes everything that was seeded for these surveys out of the facts at once, from the disk as well, and waits until it
 * is gone. Whoever calls has deleted the responses, so that nothing brings them back.
 */
export async function forgetSeeds(stores: Stores, surveyIds: readonly string[]): Promise<void> {
  if (surveyIds.length === 0) return;
  await withLock(stores.postgres, { of: "projection", wait: true }, async () => {
    const { rebuilding } = await stores.postgres.read(readProjection);
    const tables = rebuilding === null ? [answerTable] : [answerTable, rebuilding];
    for (const table of tables) await deleteSeeds(stores.clickhouse, table, surveyIds);
  });
}
