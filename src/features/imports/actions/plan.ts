import { definitionSchema, type Definition } from "#feature/surveys/contract";
import { checkDefinition } from "#feature/surveys/runtime";
import { Refusal } from "#kit/refusal";

import { profileSchema, type Profile } from "../contract.ts";
import { choiceTexts, createMapper, type Mapper } from "../mapping/map-row.ts";
import { locateColumns } from "../mapping/profile-columns.ts";
import { definitionOf } from "../mapping/profile-definition.ts";
import { openTable } from "../reading/open-table.ts";
import type { Table, TableRow } from "../reading/table.ts";

/** A file, a profile that fits it, and the survey its rows become. */
export interface Plan {
  readonly table: Table;
  readonly profile: Profile;
  readonly mapper: Mapper;
  readonly definition: Definition;
  /** Rows of the file, counted on the way. */
  readonly rows: number;
}

/**
 * Opens the file and fits the profile to it. Reads the file once through, to count its rows and to know every choice.
 * @throws Refusal `imports.file_unreadable`, `imports.file_too_large`, `imports.missing_column`, `imports.invalid_profile`
 */
export async function planImport(path: string, given: Profile, zone: string, signal?: AbortSignal): Promise<Plan> {
  const profile = checkProfile(given);
  const table = await openTable(path, profile.file);
  const { positions, missing } = locateColumns(profile, table.columns);
  if (missing.length > 0)
    throw new Refusal(
      "imports.missing_column",
      { column: missing.join(", ") },
      missing.map((column) => ({ field: "profile", code: "imports.missing_column", message: column })),
    );

  const mapper = createMapper(profile, { columns: table.columns, positions }, zone);
  const { rows, choices } = await readThrough(mapper, table.rows(signal));
  return { table, profile, mapper, rows, definition: checkedDefinition(profile, choices) };
}

/** @throws Refusal `imports.invalid_profile` when nothing would be imported or two parts have one key */
function checkProfile(given: Profile): Profile {
  const profile = profileSchema.parse(given);
  const keys = [...profile.scores, ...profile.comments].map(({ key }) => key);
  if (keys.length === 0) throw invalid("it maps neither a score nor a comment");
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw invalid(`the key ${repeated} stands twice`);
  return profile;
}

async function readThrough(
  mapper: Mapper,
  rows: AsyncIterable<TableRow>,
): Promise<{ rows: number; choices: Map<string, readonly string[]> }> {
  const mappings = mapper.profile.scores.filter(({ kind }) => kind === "single" || kind === "multiple");
  const found = new Map(mappings.map(({ key }) => [key, new Set<string>()]));
  let count = 0;
  for await (const row of rows) {
    count += 1;
    for (const mapping of mappings) {
      const cell = (row.cells[mapper.positions.get(mapping.column) ?? -1] ?? "").trim();
      for (const text of choiceTexts(mapping, cell)) found.get(mapping.key)?.add(text);
    }
  }
  return { rows: count, choices: new Map([...found].map(([key, texts]) => [key, [...texts].toSorted()])) };
}

function checkedDefinition(profile: Profile, choices: ReadonlyMap<string, readonly string[]>): Definition {
  const parsed = definitionSchema.safeParse(definitionOf(profile, choices));
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  const problems = checkDefinition(parsed.data);
  if (problems.length > 0)
    throw invalid(problems.map(({ field, code, message }) => `${field}: ${message ?? code}`).join("; "));
  return parsed.data;
}

function invalid(problems: string): Refusal {
  return new Refusal("imports.invalid_profile", { problems });
}
