import { stat } from "node:fs/promises";

import { refuseFile } from "../wording/files.ts";
import { openCsv } from "./csv.ts";
import { firstBytes } from "./encoding.ts";
import type { Table, TableOptions } from "./table.ts";
import { openXlsx } from "./xlsx.ts";

/**
 * Opens a file of rows by what it is, not by what it is called.
 * @throws Refusal `imports.file_unreadable` or `imports.file_too_large`
 */
export async function openTable(path: string, options: TableOptions): Promise<Table> {
  if ((await stat(path)).size === 0) throw refuseFile("empty");
  const start = Buffer.from(await firstBytes(path, 8)).toString("latin1");
  if (start.startsWith("PK")) return openXlsx(path, options);
  if (start.startsWith("\u00D0\u00CF\u0011\u00E0")) throw refuseFile("old_excel");
  return openCsv(path, options);
}
