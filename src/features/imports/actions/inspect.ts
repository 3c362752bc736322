import { requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import type { Inspection, Profile } from "../contract.ts";
import { locateColumns } from "../mapping/profile-columns.ts";
import { openTable } from "../reading/open-table.ts";
import type { Table, TableRow } from "../reading/table.ts";
import { findImport } from "../store/imports.ts";
import { selectProfiles } from "../store/profiles.ts";
import { gatherFacts, type ColumnFacts } from "../suggesting/column-facts.ts";
import { suggestProfile } from "../suggesting/suggest-profile.ts";
import { fileOf } from "./file-store.ts";
import { withFile } from "./import-views.ts";
import type { ImportCall } from "./upload.ts";

const sampleRows = 3000;
const shownRows = 20;

/** Columns, samples and a suggested profile of an uploaded file. */
export async function inspectImport({ stores, viewer }: ImportCall, id: string): Promise<Inspection> {
  requirePermission(viewer, "imports.run");
  const row = withFile(await stores.postgres.read((tx) => findImport(tx, id)));
  return inspectFile(stores, viewer, { id, fileName: row.fileName });
}

/** The same for a file that is not registered yet. */
export async function inspectFile(
  stores: Pick<Stores, "config" | "postgres" | "clock">,
  _viewer: Viewer,
  file: { readonly id: string; readonly fileName: string },
): Promise<Inspection> {
  const table = await openTable(fileOf(stores, file.id), { headerRow: 1 });
  const { sample, count } = await sampleOf(table);
  const facts = gatherFacts(table.columns, sample);
  const suggestion = suggestProfile(file.fileName, facts, stores.clock.now());
  const saved = await stores.postgres.read(selectProfiles);
  return {
    importId: file.id,
    fileName: file.fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheets: [...table.sheets],
    rows: count,
    columns: facts.map((fact, index) => columnView(fact, suggestion.guesses[index])),
    sample: sample.slice(0, shownRows).map((row) => row.cells.map((cell) => cell.slice(0, 200))),
    suggested: suggestion.profile,
    matching: saved.filter(({ profile }) => fits(profile, table)).map(({ name }) => name),
  };
}

async function sampleOf(table: Table): Promise<{ sample: readonly TableRow[]; count: number }> {
  const sample: TableRow[] = [];
  let count = 0;
  for await (const row of table.rows()) {
    count += 1;
    if (sample.length < sampleRows) sample.push(row);
  }
  return { sample, count };
}

function columnView(
  fact: ColumnFacts,
  guess: { readonly as: string; readonly reason: string; readonly field?: string } | undefined,
): Inspection["columns"][number] {
  const as = guess?.field === undefined ? guess?.as : `dimension:${guess.field}`;
  return {
    name: fact.name,
    examples: [...fact.examples],
    filled: fact.filled,
    distinct: fact.counts.size,
    suggestion: guess === undefined || as === undefined ? null : { as, reason: guess.reason },
  };
}

function fits(profile: Profile, table: Table): boolean {
  return locateColumns(profile, table.columns).missing.length === 0;
}
