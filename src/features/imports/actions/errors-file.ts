import { requireEverywhere } from "#feature/access";
import { csvLine, csvMark } from "#kit/csv";

import { selectErrors } from "../store/import-errors.ts";
import { findImport } from "../store/imports.ts";
import { errorHeadings, explainRowError } from "../wording/rows.ts";
import { foundImport } from "./import-views.ts";
import type { ImportCall } from "./upload.ts";

const pageSize = 2000;

/** The refused cells of an import as a CSV file, line by line, safe to open in a spreadsheet. */
export async function* errorsFile(
  { stores, viewer }: ImportCall,
  id: string,
  language: string,
): AsyncGenerator<string> {
  requireEverywhere(viewer, "imports.run");
  await stores.postgres.read(async (tx) => foundImport(await findImport(tx, id)));

  yield csvMark + csvLine(errorHeadings[language === "ru" || language === "uk" ? language : "en"]);
  let after = { row: -1, position: -1 };
  for (;;) {
    const errors = await stores.postgres.read((tx) => selectErrors(tx, id, { after, limit: pageSize }));
    for (const { row, column, value, code, params } of errors)
      yield csvLine([row, column, value, explainRowError(code, params, language)]);
    const last = errors.at(-1);
    if (last === undefined || errors.length < pageSize) return;
    after = { row: last.row, position: last.position };
  }
}
