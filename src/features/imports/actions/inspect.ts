import { requireEverywhere } from "#feature/access";

import type { Inspection, Profile } from "../contract.ts";
import { locateColumns } from "../mapping/profile-columns.ts";
import { openTable } from "../reading/open-table.ts";
import type { Table, TableRow } from "../reading/table.ts";
import { findImport } from "../store/imports.ts";
import { selectProfiles } from "../store/profiles.ts";
import { gatherFacts, type ColumnFacts } from "../suggesting/column-facts.ts";
import type { Guess } from "../suggesting/guess-column.ts";
import { suggestProfile } from "../suggesting/suggest-profile.ts";
import { refuseFile } from "../wording/files.ts";
import { fileOf } from "./file-store.ts";
import { withFile } from "./import-views.ts";
import type { ImportCall } from "./upload.ts";

const sampleRows = 3000;
const sampleLetters = 16 * 1024 ** 2;
const shownRows = 20;

/** How to read a file; what is left out is detected. */
export type ReadingWish = Partial<Profile["file"]>;

/** Columns, samples and a suggested profile of an uploaded file. */
export async function inspectImport(
  { stores, viewer }: ImportCall,
  id: string,
  wish: ReadingWish = {},
): Promise<Inspection> {
  requireEverywhere(viewer, "imports.run");
  const { row, saved } = await stores.postgres.read(async (tx) => ({
    row: withFile(await findImport(tx, id)),
    saved: await selectProfiles(tx),
  }));
  const reading = { ...wish, headerRow: wish.headerRow ?? 1 };
  const table = await openTable(fileOf(stores, id), reading);
  const { sample, count } = await sampleOf(table);

  const facts = gatherFacts(table.columns, sample);
  const suggestion = suggestProfile(row.fileName, facts, stores.clock.now());
  return {
    importId: id,
    fileName: row.fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheets: [...table.sheets],
    rows: count,
    columns: facts.map((fact, index) => columnView(fact, suggestion.guesses[index])),
    sample: sample.slice(0, shownRows).map(({ cells }) => cells.map((cell) => cell.slice(0, 200))),
    suggested: { ...suggestion.profile, file: reading },
    matching: saved.filter(({ profile }) => fits(profile, table)).map(({ name }) => name),
  };
}

async function sampleOf(table: Table): Promise<{ sample: readonly TableRow[]; count: number }> {
  const sample: TableRow[] = [];
  let count = 0;
  let letters = 0;
  for await (const row of table.rows()) {
    count += 1;
    if (sample.length >= sampleRows || letters >= sampleLetters) continue;
    sample.push(row);
    letters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
  }
  if (count === 0) throw refuseFile("no_rows");
  return { sample, count };
}

function columnView(fact: ColumnFacts, guess: Guess | undefined): Inspection["columns"][number] {
  const texts = fact.counts.size > fewValues ? [] : [...fact.counts].toSorted((a, b) => b[1] - a[1]);
  return {
    name: fact.name,
    examples: [...fact.examples],
    filled: fact.filled,
    distinct: fact.counts.size,
    values: texts.map(([text, count]) => ({ text: text.slice(0, 120), count })),
    suggestion: guess === undefined ? null : suggestionOf(guess),
  };
}

const fewValues = 25;

function suggestionOf(guess: Guess): NonNullable<Inspection["columns"][number]["suggestion"]> {
  const as = guess.as === "dimension" ? `dimension:${guess.field}` : guess.as;
  return { as, reason: guess.reason, ...(guess.as === "time" ? { format: guess.format } : {}) };
}

function fits(profile: Profile, table: Table): boolean {
  return locateColumns(profile, table.columns).missing.length === 0;
}
