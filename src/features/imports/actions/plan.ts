import { definitionSchema, type Definition } from "#feature/surveys/contract";
import { checkDefinition } from "#feature/surveys/runtime";
import { Refusal } from "#kit/refusal";

import { profileSchema, type Profile } from "../contract.ts";
import { choiceTexts } from "../mapping/map-row.ts";
import { createMapper, type Mapper, type MapperSetting } from "../mapping/mapper.ts";
import { locateColumns } from "../mapping/profile-columns.ts";
import { definitionOf } from "../mapping/profile-definition.ts";
import { openTable } from "../reading/open-table.ts";
import type { Table, TableRow } from "../reading/table.ts";
import { refuseFile } from "../wording/files.ts";

/** A file and a profile that fits it. */
export interface OpenImport {
  readonly table: Table;
  readonly profile: Profile;
  readonly mapper: Mapper;
}

/** The same, read through once: how many rows it has and the survey they become. */
export interface Plan extends OpenImport {
  readonly definition: Definition;
  readonly rows: number;
}

/**
 * Opens the file and fits the profile to it.
 * @throws Refusal `imports.file_unreadable`, `imports.file_too_large`, `imports.missing_column`, `imports.invalid_profile`
 */
export async function openImport(path: string, given: Profile, setting: MapperSetting): Promise<OpenImport> {
  const profile = checkProfile(given);
  const table = await openTable(path, profile.file);
  const { positions, missing } = locateColumns(profile, table.columns);
  if (missing.length > 0)
    throw new Refusal(
      "imports.missing_column",
      { column: missing.join(", ") },
      missing.map((column) => ({ field: "profile", code: "imports.missing_column", message: column })),
    );
  return { table, profile, mapper: createMapper(profile, { columns: table.columns, positions }, setting) };
}

/**
 * Opens the file and reads it once through, to count its rows and to know every choice.
 * @throws Refusal as `openImport`, and `imports.file_unreadable` when it holds no rows
 */
export async function planImport(path: string, given: Profile, setting: MapperSetting): Promise<Plan> {
  const open = await openImport(path, given, setting);
  const { rows, choices } = await readThrough(open.mapper, open.table.rows());
  if (rows === 0) throw refuseFile("no_rows");
  return { ...open, rows, definition: checkedDefinition(open.profile, choices) };
}

/** @throws Refusal `imports.invalid_profile` when nothing would be imported or two parts have one key */
function checkProfile(given: Profile): Profile {
  const profile = profileSchema.parse(given);
  if (profile.time?.zone !== undefined && !isTimeZone(profile.time.zone))
    throw invalid(`there is no time zone ${profile.time.zone}`);
  const keys = [...profile.scores, ...profile.comments].map(({ key }) => key);
  if (keys.length === 0) throw invalid("it maps neither a score nor a comment");
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw invalid(`the key ${repeated} stands twice`);
  return profile;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
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
