import { forgetUnresolved } from "#feature/organisation";
import { referenceKinds } from "#feature/organisation/contract";
import type { Tx } from "#platform/postgres";

import { countImported, deleteImported } from "../store/removal.ts";

/**
 * Takes up to `limit` responses of an import away as if they had never come: the same file can bring them back. What was
 * erased for a person stays erased. The facts follow. For `imports`, which checks who may.
 * @returns how many went; 0 when none is left
 */
export async function removeImported(tx: Tx, importId: string, limit: number): Promise<number> {
  const gone = await deleteImported(tx, importId, limit);
  const codes = gone.flatMap(({ context }) =>
    referenceKinds.flatMap((kind) => (context[kind] === undefined ? [] : [{ kind, code: context[kind] }])),
  );
  if (codes.length > 0) await forgetUnresolved(tx, codes);
  return gone.length;
}

/** How many responses taking the import back would remove now. */
export function countRemovable(tx: Tx, importId: string): Promise<number> {
  return countImported(tx, importId);
}
