import { recordAudit, unitScope } from "#feature/access";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Reference, ReferenceKind } from "../contract.ts";
import {
  emitReferences,
  findByCode,
  findByName,
  insertReferences,
  listAncestors,
  listBelow,
  listNames,
  type WantedReference,
} from "../store/references.ts";
import { addUnresolved, deleteResolved, subtractUnresolved } from "../store/unresolved.ts";

/** `unit:KYIV-1`: the kind and the code as it was asked for. */
export type ReferenceKey = `${ReferenceKind}:${string}`;

/**
 * What is known under these codes: first by code without case, then by the exact name where only one has it.
 * Two statements at most, however many are asked for. Unknown ones are missing from the map.
 */
export async function resolveReferences(
  tx: Tx,
  wanted: readonly WantedReference[],
): Promise<Map<ReferenceKey, Reference>> {
  const found = new Map<ReferenceKey, Reference>();
  const asked = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  for (const find of [findByCode, findByName]) {
    const open = asked.filter((one) => !found.has(keyOf(one)));
    if (open.length === 0) break;
    for (const { index, ...reference } of await find(tx, open)) {
      const one = open[index];
      if (one !== undefined) found.set(keyOf(one), reference);
    }
  }
  return found;
}

/**
 * The same, after creating those that are unknown, under their code as name where none is given. For imports and seeds;
 * answers that came with such a code are projected anew.
 * @throws Refusal `access.forbidden` unless the viewer may import or change the organisation
 */
export async function ensureReferences(
  tx: Tx,
  viewer: Viewer,
  items: readonly (WantedReference & { readonly name?: string | undefined })[],
): Promise<Map<ReferenceKey, Reference>> {
  if (!viewer.permissions.has("imports.run") && !viewer.permissions.has("organisation.write"))
    throw new Refusal("access.forbidden", { permission: "organisation.write" });

  const found = await resolveReferences(tx, items);
  const unknown = items.filter((one) => !found.has(keyOf(one)));
  if (unknown.length === 0) return found;

  const made = await insertReferences(
    tx,
    unknown.map(({ kind, code, name }) => ({ kind, code, name: name ?? code })),
  );
  const ids = made.map((one) => one.id);
  await emitReferences(tx, ids);
  await deleteResolved(tx, ids);
  await recordAudit(tx, viewer, {
    action: "organisation.references_created",
    subjectKind: "reference",
    subjectId: "many",
    details: { count: made.length, kinds: [...new Set(made.map((one) => one.kind))] },
  });
  return resolveReferences(tx, items);
}

/** Notes that an answer came with each of these codes and nothing is known under it. Once for each answer. */
export async function noteUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  if (items.length > 0) await addUnresolved(tx, items);
}

/** The other way: answers that came with these codes have been erased. A code that no other answer has goes with them. */
export async function forgetUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  if (items.length > 0) await subtractUnresolved(tx, items);
}

/** Every unit with itself and what lies above it, nearest first. */
export async function unitAncestors(tx: Tx): Promise<Map<string, readonly string[]>> {
  return new Map((await listAncestors(tx)).map((row) => [row.id, row.ancestors]));
}

/** Ids of every unit the viewer holds the permission for, those below its own included; `"all"` when there is no limit. */
export async function unitsInScope(tx: Tx, viewer: Viewer, permission: Permission): Promise<"all" | readonly string[]> {
  const scope = unitScope(viewer, permission);
  return scope === "all" ? "all" : listBelow(tx, scope);
}

/** Names by id; ids that are unknown are missing. */
export async function referenceNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await listNames(tx, ids)).map((row) => [row.id, row.name]));
}

function keyOf({ kind, code }: WantedReference): ReferenceKey {
  return `${kind}:${code}`;
}
