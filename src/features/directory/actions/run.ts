import { isDeepStrictEqual } from "node:util";

import { recordAudit } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";

import { type DirectoryImport, type DirectoryKind, type Mapping } from "../contract.ts";
import { checkMapping } from "../rules/mapping.ts";
import { findImport, finishImport, requestCancel, startImport, type ImportRow } from "../store/imports.ts";
import { putMapping } from "../store/mappings.ts";
import { importWithFile, seenImport, type DirectoryCall } from "./access.ts";
import { attributesFor, columnsKey, openImport } from "./inspect.ts";
import type { Wish } from "./preview.ts";
import { viewOf } from "./views.ts";

/** Name of the job that does the work. */
export const runJobName = "directory.run";

/**
 * Sets a file going, or on after a cancel or a failure: with the same mapping where it stopped, otherwise anew (what is in
 * already stays unchanged). The mapping is remembered for files with the same columns.
 * @throws Refusal `directory.not_found`, `directory.running` and those of `requireMapping`
 */
export async function runImport(
  call: DirectoryCall & { readonly language: string },
  id: string,
  { mapping, reading }: Wish,
): Promise<DirectoryImport> {
  const { stores, viewer } = call;
  const found = await stores.postgres.read((tx) => importWithFile(tx, viewer, id));
  requireIdle(found);
  const table = await openImport(call, found, reading);
  await requireMapping(call, found.kind, { mapping, columns: table.columns });

  return stores.postgres.transaction(async (tx) => {
    const row = await importWithFile(tx, viewer, id, "lock");
    requireIdle(row);
    const isSame = isDeepStrictEqual([row.mapping, row.reading], [mapping, reading]);
    const isAnew = !isSame || row.kind === "units" || !["cancelled", "failed"].includes(row.state);
    await startImport(tx, { id, mapping, reading, startedBy: viewer.id, startedKind: viewer.kind, isAnew });
    await putMapping(tx, { kind: row.kind, columnsKey: columnsKey(table.columns), mapping, at: stores.clock.now() });
    const details = { kind: row.kind, isAnew };
    await recordAudit(tx, viewer, {
      action: "directory.started",
      subjectKind: "directory_import",
      subjectId: id,
      details,
    });
    await enqueue(tx, runJobName, { importId: id }, { jobKey: `${runJobName}:${id}` });
    return viewOf(requireRow(await findImport(tx, id)), call.language);
  });
}

/** Asks a running import to stop after its current rows. @throws Refusal `directory.not_found` */
export async function cancelImport(
  { stores, viewer, language }: DirectoryCall & { readonly language: string },
  id: string,
): Promise<DirectoryImport> {
  return stores.postgres.transaction(async (tx) => {
    const row = await seenImport(tx, viewer, id, "lock");
    if (row.state === "running") await requestCancel(tx, id);
    if (row.state === "uploaded")
      await finishImport(tx, { id, state: "cancelled", at: stores.clock.now(), problem: null });
    await recordAudit(tx, viewer, { action: "directory.cancelled", subjectKind: "directory_import", subjectId: id });
    return viewOf(requireRow(await findImport(tx, id)), language);
  });
}

/** @throws Refusal `directory.running` */
export function requireIdle({ state }: Pick<ImportRow, "state">): void {
  if (state === "running") throw new Refusal("directory.running");
}

/** @throws Refusal `directory.missing_column`, `.unknown_field`, `.column_twice`, `.key_needed` */
export async function requireMapping(
  call: DirectoryCall,
  kind: DirectoryKind,
  { mapping, columns }: { readonly mapping: Mapping; readonly columns: readonly string[] },
): Promise<void> {
  const attributes = (await attributesFor(call, kind)).map(({ key }) => key);
  const checked = checkMapping(kind, mapping, { columns, attributes });
  if (!checked.ok) throw new Refusal(checked.code, checked.params);
}

function requireRow(row: ImportRow | undefined): ImportRow {
  if (row === undefined) throw new Refusal("directory.not_found");
  return row;
}
