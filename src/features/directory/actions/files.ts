import { removeFile } from "#feature/imports";
import { csvLine, csvMark } from "#kit/csv";
import type { Stores } from "#platform/stores";

import type { DirectoryKind } from "../contract.ts";
import { markFileRemoved, selectFilesToRemove } from "../store/imports.ts";
import { selectErrors } from "../store/rows.ts";
import { errorHeadings, rowMessage } from "../wording/rows.ts";
import { templates } from "../wording/templates.ts";
import { seenImport, type DirectoryCall } from "./access.ts";

const pageSize = 2000;
/** Days a file and its refused cells are kept. */
const daysKept = 30;

/** Refused cells as a CSV file, line by line, safe to open in a spreadsheet. @throws Refusal `directory.not_found` */
export async function* errorsFile(
  { stores, viewer }: DirectoryCall,
  id: string,
  language: string,
): AsyncGenerator<string> {
  await stores.postgres.read((tx) => seenImport(tx, viewer, id));
  yield csvMark + csvLine(errorHeadings(language));
  let after = { row: -1, position: -1 };
  for (;;) {
    const errors = await stores.postgres.read((tx) => selectErrors(tx, id, { after, limit: pageSize }));
    for (const { row, column, value, code, params } of errors)
      yield csvLine([row, column, value, rowMessage(code, params, language)]);
    const last = errors.at(-1);
    if (last === undefined || errors.length < pageSize) return;
    after = { row: last.row, position: last.position };
  }
}

/** A file to begin with: headings in the reader's language and one row as an example. */
export function templateFile(kind: DirectoryKind, language: string): string {
  const { headings, example } = templates(kind, language);
  return csvMark + csvLine(headings) + csvLine(example);
}

/** Removes files and refused cells that are older than a month; what they brought stays. */
export async function removeOldFiles(stores: Stores): Promise<void> {
  const now = stores.clock.now();
  const before = new Date(now.getTime() - daysKept * 86_400_000);
  for (const id of await stores.postgres.read((tx) => selectFilesToRemove(tx, before))) {
    await removeFile(stores, id);
    await stores.postgres.transaction((tx) => markFileRemoved(tx, id, now));
  }
}
