import { createHash } from "node:crypto";

import { fileOf, openTable, type Table } from "#feature/imports";
import { listAttributes } from "#feature/people";

import { fieldsOf, type DirectoryInspection, type DirectoryKind } from "../contract.ts";
import { guessColumns, type SeenColumn } from "../rules/guess-columns.ts";
import { checkMapping } from "../rules/mapping.ts";
import type { ImportRow, StoredReading } from "../store/imports.ts";
import { findMapping } from "../store/mappings.ts";
import { importWithFile, type DirectoryCall } from "./access.ts";

/** So many rows are looked at for examples. */
const looked = 200;

/**
 * Columns of an uploaded file, what they seem to be, and how many rows there are. What columns of the same names meant the
 * last time goes before every guess. @throws Refusal `directory.not_found`, `imports.file_unreadable`
 */
export async function inspectImport(
  call: DirectoryCall,
  id: string,
  reading: StoredReading = {},
): Promise<DirectoryInspection> {
  const { stores, viewer } = call;
  const row = await stores.postgres.read((tx) => importWithFile(tx, viewer, id));
  const table = await openImport(call, row, reading);
  const { columns, rows } = await look(table);
  const attributes = await attributesFor(call, row.kind);
  const saved = await stores.postgres.read((tx) => findMapping(tx, row.kind, columnsKey(table.columns)));
  const isUsable =
    saved !== undefined &&
    checkMapping(row.kind, saved, { columns: table.columns, attributes: attributes.map(({ key }) => key) }).ok;
  const guess = guessColumns(row.kind, columns, attributes);
  const suggested = isUsable ? saved : guess.mapping;
  const reasonOf = (name: string) => (isUsable ? "saved" : (guess.reasons.get(name) ?? null));
  return {
    importId: row.id,
    kind: row.kind,
    fileName: row.fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheets: [...table.sheets],
    rows,
    columns: columns.map(({ name, examples }) => ({
      name,
      examples: [...examples],
      reason: Object.hasOwn(suggested, name) ? reasonOf(name) : null,
    })),
    suggested,
    fields: [
      ...fieldsOf[row.kind].map((field) => ({ field, name: null })),
      ...attributes.map(({ key, names }) => ({
        field: `attribute:${key}`,
        name: names[viewer.language] ?? Object.values(names)[0] ?? key,
      })),
    ],
  };
}

/** The rows of an import's file. @throws Refusal `imports.file_unreadable` */
export function openImport(
  { stores }: Pick<DirectoryCall, "stores">,
  { id }: Pick<ImportRow, "id">,
  reading: StoredReading,
): Promise<Table> {
  return openTable(fileOf(stores, id), { ...reading, headerRow: reading.headerRow ?? 1 });
}

/** Attributes that a column of persons may be. */
export async function attributesFor(
  call: DirectoryCall,
  kind: DirectoryKind,
): Promise<readonly { readonly key: string; readonly names: Readonly<Record<string, string>> }[]> {
  if (kind !== "persons" || !call.viewer.permissions.has("people.read")) return [];
  return (await listAttributes(call)).items;
}

/** The same for files whose columns have the same names, whatever their order. */
export function columnsKey(columns: readonly string[]): string {
  const names = columns.map((name) => name.toLowerCase()).toSorted();
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
}

async function look(table: Table): Promise<{ columns: readonly SeenColumn[]; rows: number }> {
  const examples = table.columns.map(() => new Set<string>());
  let rows = 0;
  for await (const { cells } of table.rows()) {
    rows += 1;
    if (rows > looked) continue;
    for (const [index, held] of examples.entries()) {
      const text = (cells[index] ?? "").trim();
      if (text !== "" && held.size < 5) held.add(text.slice(0, 100).toWellFormed());
    }
  }
  return { rows, columns: table.columns.map((name, index) => ({ name, examples: [...(examples[index] ?? [])] })) };
}
