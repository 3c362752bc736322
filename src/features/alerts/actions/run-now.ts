import { requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";

import { runWatch } from "./run-watch.ts";
import { requireWritable } from "./watches.ts";

/** Lets a watch look now. @throws Refusal `access.forbidden`, `alerts.not_found` */
export async function runNow({ stores, viewer }: Asker, id: string): Promise<{ opened: number }> {
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction((tx) => requireWritable(tx, viewer, id));
  return { opened: await runWatch(stores, id, { isForced: true }) };
}
