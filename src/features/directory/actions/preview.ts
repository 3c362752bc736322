import type { Tx } from "#platform/postgres";

import type { DirectoryPreview, Mapping } from "../contract.ts";
import { findImport, type StoredReading } from "../store/imports.ts";
import { countErrors, selectErrors, selectFirst } from "../store/rows.ts";
import { rowMessage } from "../wording/rows.ts";
import { importWithFile, type DirectoryCall } from "./access.ts";
import { applyNext, textOf } from "./apply.ts";
import { openImport } from "./inspect.ts";
import { requireMapping, requireIdle } from "./run.ts";
import { stageRows } from "./stage.ts";

/** How the file is to be understood. */
export interface Wish {
  readonly mapping: Mapping;
  readonly reading: StoredReading;
}

/**
 * What the file would do, exactly: everything is done in one transaction that is then taken back.
 * @throws Refusal `directory.not_found`, `directory.running` and those of `requireMapping`
 */
export async function previewImport(
  call: DirectoryCall & { readonly language: string; readonly signal?: AbortSignal },
  id: string,
  { mapping, reading }: Wish,
): Promise<DirectoryPreview> {
  const { stores, viewer, language, signal } = call;
  const found = await stores.postgres.read((tx) => importWithFile(tx, viewer, id));
  requireIdle(found);
  const table = await openImport(call, found, reading);
  await requireMapping(call, found.kind, { mapping, columns: table.columns });

  const taken = new TakenBack();
  try {
    await stores.postgres.transaction(async (tx) => {
      const row = await importWithFile(tx, viewer, id, "lock");
      requireIdle(row);
      await stageRows(tx, { importId: id, kind: row.kind, mapping, table, signal });
      for (let isMore = true; isMore;) {
        signal?.throwIfAborted();
        const now = await findImport(tx, id);
        isMore = await applyNext(tx, { stores, viewer, row: { ...row, refused: now?.refused ?? 0, mapping } });
      }
      taken.preview = await previewOf(tx, id, language);
      throw taken;
    });
  } catch (error) {
    if (error !== taken) throw error;
  }
  if (taken.preview === undefined) throw new Error("A preview ended without its result");
  return taken.preview;
}

/** Carries the result out of the transaction that must not stay. */
class TakenBack extends Error {
  preview: DirectoryPreview | undefined;
}

async function previewOf(tx: Tx, id: string, language: string): Promise<DirectoryPreview> {
  const counts = await findImport(tx, id);
  const errors = await selectErrors(tx, id, { after: { row: -1, position: -1 }, limit: 100 });
  const groups = await countErrors(tx, id);
  const first = await selectFirst(tx, id, 4);
  return {
    rows: counts?.rows ?? 0,
    created: counts?.created ?? 0,
    changed: counts?.changed ?? 0,
    unchanged: counts?.unchanged ?? 0,
    refused: counts?.refused ?? 0,
    errors: errors.map(({ row, column, value, code, params }) => ({
      row,
      column,
      value,
      code,
      message: rowMessage(code, params, language),
    })),
    errorsByCode: groups.map(({ code, column, rows, params }) => ({
      code,
      column,
      rows,
      message: rowMessage(code, params, language),
    })),
    sample: first.map(({ wish }) => shown(wish)),
  };
}

/** Fields as the mapping calls them. */
const names: Readonly<Record<string, string>> = { parentCode: "parent", displayName: "name", homeUnit: "unit" };

function shown(wish: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(wish).flatMap(([field, value]): [string, string][] => {
    if (field === "attributes")
      return Object.entries(value as Record<string, unknown>).map(([key, held]) => [`attribute:${key}`, textOf(held)]);
    if (field === "key" || field === "identities")
      return [value].flat().map((one) => {
        const { kind, value: text } = one as { kind: string; value: string };
        return [kind, text];
      });
    return [[names[field] ?? field, textOf(value)]];
  });
  return Object.fromEntries(entries);
}
