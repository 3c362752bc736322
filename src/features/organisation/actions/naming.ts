import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Reference, ReferenceKind } from "../contract.ts";
import { emitReferences, updateNames } from "../store/references.ts";
import { ensureReferences, type ReferenceKey } from "./resolve.ts";

/**
 * Makes these references where their codes are unknown and renames those that are called otherwise. Not for units, whose
 * tree has rules of its own. For slices that keep more about a reference than its name.
 * @throws Refusal `access.forbidden` as `ensureReferences`
 */
export async function nameReferences(
  tx: Tx,
  viewer: Viewer,
  items: readonly { readonly kind: Exclude<ReferenceKind, "unit">; readonly code: string; readonly name: string }[],
): Promise<ReadonlyMap<ReferenceKey, Reference>> {
  const found = await ensureReferences(tx, viewer, items);
  const renamed = items.flatMap(({ kind, code, name }) => {
    const known = found.get(`${kind}:${code}`);
    return known === undefined || known.name === name ? [] : [{ ...known, name }];
  });
  if (renamed.length === 0) return found;

  await updateNames(tx, renamed);
  await emitReferences(
    tx,
    renamed.map(({ id }) => id),
  );
  for (const one of renamed) found.set(`${one.kind}:${one.code}`, one);
  return found;
}
