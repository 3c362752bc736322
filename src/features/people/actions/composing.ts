import type { Tx } from "#platform/postgres";

import { changeFields, choicesOf, composeFields, type Fields } from "../rules/fields.ts";
import { readFields, updatePlainFields, writeFields, type ChangeRow, type FieldsRow } from "../store/fields.ts";
import { findMergeOf, listMerges, preferSurvivor } from "../store/merges.ts";

/**
 * Changes what is known of persons; answers whose fields are other than before. Of whoever took others in the change
 * counts over what the others brought; whoever was merged into somebody is changed by themselves, and what is shown of
 * the person on top is put together anew.
 */
export async function changePersons(tx: Tx, rows: readonly ChangeRow[]): Promise<ReadonlySet<string>> {
  const changes = rows.filter(({ change }) => Object.keys(change).length > 0);
  if (changes.length === 0) return new Set();
  const changed = new Set(await updatePlainFields(tx, changes));

  const byId = new Map(
    (
      await readFields(
        tx,
        changes.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  for (const { id, change } of changes) {
    const row = byId.get(id);
    if (row === undefined || row.own === null) continue;
    await preferSurvivor(tx, id, choicesOf(change));
    await putTogether(tx, id, changeFields(row.own, change));
    changed.add(id);
  }
  for (const id of changed) await composeAbove(tx, id);
  return changed;
}

/** Puts together what is shown of whoever this person was merged into, and so on up to the top. */
export async function composeAbove(tx: Tx, id: string): Promise<void> {
  const merge = await findMergeOf(tx, id);
  if (merge === undefined) return;
  await compose(tx, merge.survivorId);
}

/** Puts together what is shown of somebody from what is theirs and what the merged brought, then everybody above. */
export async function compose(tx: Tx, id: string): Promise<void> {
  const [row] = await readFields(tx, [id]);
  if (row === undefined) return;
  await putTogether(tx, id, row.own ?? plain(row));
  await composeAbove(tx, id);
}

async function putTogether(tx: Tx, id: string, own: Fields): Promise<void> {
  const merges = await listMerges(tx, [id]);
  const sides = new Map(
    (
      await readFields(
        tx,
        merges.map(({ mergedId }) => mergedId),
      )
    ).map((row) => [row.id, plain(row)]),
  );
  const merged = merges.flatMap(({ mergedId, choices }) => {
    const fields = sides.get(mergedId);
    return fields === undefined ? [] : [{ fields, choices }];
  });
  await writeFields(tx, id, composeFields(own, merged), merged.length === 0 ? null : own);
}

function plain({ displayName, language, timeZone, homeUnitId, attributes, preferences }: FieldsRow): Fields {
  return { displayName, language, timeZone, homeUnitId, attributes, preferences };
}
