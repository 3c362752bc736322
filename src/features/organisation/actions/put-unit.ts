import { requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Unit, UnitWish } from "../contract.ts";
import { putUnits, type PutUnits, type UnitToPut } from "./put-units.ts";
import { showUnit } from "./read-units.ts";

/**
 * Creates or changes one unit under its code. @throws Refusal as `putUnits`, the one problem under its own code and with
 * fields such as `body.parentCode`
 */
export async function putUnit(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  code: string,
  wish: UnitWish,
): Promise<Unit> {
  requirePermission(viewer, "organisation.write");
  return stores.postgres.transaction(async (tx) => {
    await putOne(tx, viewer, { code, ...wish });
    return showUnit(tx, viewer, { code });
  });
}

/** `putUnits` for one, whose problem is told as one. */
export async function putOne(tx: Tx, viewer: Viewer, unit: UnitToPut): Promise<PutUnits> {
  try {
    return await putUnits(tx, viewer, [unit]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw asOne(error, unit);
  }
}

function asOne(refusal: Refusal, unit: UnitToPut): Refusal {
  const fields = refusal.fields.map((one) => ({ ...one, field: `body.${one.field.replace(/^\d+\./, "")}` }));
  const [first] = refusal.fields;
  if (refusal.code !== "organisation.invalid_units" || first === undefined)
    return new Refusal(refusal.code, refusal.params, fields);
  const isAboutParent = first.code === "organisation.unknown_parent";
  const params = {
    code: isAboutParent ? unit.parentCode : unit.code,
    kind: unit.kind,
    calendar: unit.calendar,
    zone: unit.timeZone,
    from: unit.from,
  };
  return new Refusal(first.code, params, fields);
}
