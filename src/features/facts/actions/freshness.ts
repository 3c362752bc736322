import { requirePermission } from "#feature/access";

import type { Asker } from "./sums.ts";
import { freshnessIn, type Freshness } from "./words.ts";

/**
 * How far the facts lie behind the answers.
 * @throws Refusal `access.forbidden`
 */
export function readFreshness({ stores, viewer }: Asker): Promise<Freshness> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read((tx) => freshnessIn(tx, stores.clock.now()));
}
