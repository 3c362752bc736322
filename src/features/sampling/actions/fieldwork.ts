import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { icebergEstimate, type IcebergFactor } from "#statistics/iceberg";

import type { FieldworkEntry, FieldworkWish } from "../contract.ts";
import { deleteFieldworkRow, putFieldworkRow, selectFieldwork } from "../store/fieldwork.ts";
import type { Asker } from "./populations.ts";

/** What the field knows, newest first. @throws Refusal `access.forbidden` */
export async function listFieldwork({ stores, viewer }: Asker): Promise<{ items: FieldworkEntry[]; nextCursor: null }> {
  requirePermission(viewer, "insight.read");
  return { items: await stores.postgres.read(selectFieldwork), nextCursor: null };
}

/** Enters how many were asked; the same measure and span replaces. @throws Refusal `access.forbidden` */
export async function putFieldwork({ stores, viewer }: Asker, wish: FieldworkWish): Promise<FieldworkEntry> {
  requireEverywhere(viewer, "weights.write");
  return stores.postgres.transaction(async (tx) => {
    const entry = await putFieldworkRow(tx, wish, { id: stores.random.uuid(), now: stores.clock.now() });
    await recordAudit(tx, viewer, {
      action: "sampling.fieldwork_entered",
      subjectKind: "fieldwork",
      subjectId: entry.id,
    });
    return entry;
  });
}

/** Deletes such an entry. @throws Refusal `sampling.not_found` */
export async function deleteFieldwork({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    if ((await deleteFieldworkRow(tx, id)) === 0) throw new Refusal("sampling.not_found");
    await recordAudit(tx, viewer, { action: "sampling.fieldwork_removed", subjectKind: "fieldwork", subjectId: id });
  });
  return { ok: true };
}

/** Dissatisfied people behind complaints (R47). @throws Refusal `access.forbidden` */
export function estimateIceberg(
  { viewer }: Asker,
  { complaints, factor }: { readonly complaints: number; readonly factor: IcebergFactor },
) {
  requirePermission(viewer, "insight.read");
  return Promise.resolve(icebergEstimate(complaints, factor));
}
