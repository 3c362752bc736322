import { recordAudit, requireEverywhere } from "#feature/access";
import type { Call } from "#platform/http/route";

import type { DriverGroup } from "../contract.ts";
import { deleteGroup, upsertGroup } from "../store.ts";

/**
 * Says which part of the experience a driver belongs to, for everybody; null lets its name decide again.
 * @throws Refusal `access.forbidden`, `access.installation_only`
 */
export async function setGroup(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  driver: string,
  group: DriverGroup | null,
): Promise<{ ok: true }> {
  requireEverywhere(viewer, "themes.write");
  await stores.postgres.transaction(async (tx) => {
    await (group === null ? deleteGroup(tx, driver) : upsertGroup(tx, driver, group));
    await recordAudit(tx, viewer, {
      action: "drivers.grouped",
      subjectKind: "driver",
      subjectId: driver,
      details: { group },
    });
  });
  return { ok: true };
}
