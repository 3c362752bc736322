import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";

import type { Attribute } from "../contract.ts";
import { deleteAttributeRow, isAttributeInUse, listAttributeRows, putAttributeRow } from "../store/attributes.ts";
import { attributesSeen } from "./knowing.ts";
import type { Asker } from "./reading.ts";

/** Attributes whose values the viewer may see. @throws Refusal `access.forbidden` */
export async function listAttributes({ stores, viewer }: Asker): Promise<{ items: Attribute[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  const items = await stores.postgres.read((tx) => attributesSeen(tx, viewer));
  return { items: [...items.values()], nextCursor: null };
}

/**
 * Defines or changes an attribute. Its type stays; options of a choice that are taken away stay with whom they were
 * given to.
 * @throws Refusal `access.forbidden`, `people.attribute_type_fixed`, `people.options_needed`
 */
export async function putAttribute({ stores, viewer }: Asker, attribute: Attribute): Promise<Attribute> {
  requireEverywhere(viewer, "people.write");
  const keys = attribute.options.map(({ key }) => key.toLowerCase());
  const isUnclear = attribute.type === "choice" && (keys.length === 0 || new Set(keys).size < keys.length);
  if (isUnclear)
    throw new Refusal("people.options_needed", {}, [{ field: "body.options", code: "people.options_needed" }]);
  return stores.postgres.transaction(async (tx) => {
    const before = (await listAttributeRows(tx)).find(({ key }) => key === attribute.key);
    if (before !== undefined && before.type !== attribute.type)
      throw new Refusal("people.attribute_type_fixed", {}, [
        { field: "body.type", code: "people.attribute_type_fixed" },
      ]);
    await putAttributeRow(tx, attribute);
    const action = before === undefined ? "people.attribute_created" : "people.attribute_changed";
    await recordAudit(tx, viewer, { action, subjectKind: "attribute", subjectId: attribute.key });
    return attribute;
  });
}

/** Removes an attribute. @throws Refusal `access.forbidden`, `people.not_found`, `people.in_use` */
export async function deleteAttribute({ stores, viewer }: Asker, key: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    if (await isAttributeInUse(tx, key)) throw new Refusal("people.in_use");
    if (!(await deleteAttributeRow(tx, key))) throw new Refusal("people.not_found");
    await recordAudit(tx, viewer, { action: "people.attribute_removed", subjectKind: "attribute", subjectId: key });
  });
  return { ok: true };
}
