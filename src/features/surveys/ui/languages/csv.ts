/** A table that was read; the first line names its columns. */
export interface Table {
  readonly columns: readonly string[];
  /** Lines of the file, each with its number in it (the first is 1) and its cells. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Reads CSV (RFC 4180) with commas, semicolons or tabs between its cells, whichever its first line has most of. */
export function readCsv(text: string): Table {
  const plain = text.replace(/^\uFEFF/, "");
  const lines = recordsOf(plain, separatorOf(plain));
  const [head, ...rows] = lines;
  return { columns: head?.cells.map((cell) => cell.trim()) ?? [], rows };
}

/** The text as it was before the apostrophe that keeps a spreadsheet from running it as a formula. */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function separatorOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ",";
}

function recordsOf(text: string, separator: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let [cells, line, start]: [string[], number, number] = [[], 1, 1];
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r\\n|\\n|\\r|$)`, "y");
  while (cell.lastIndex < text.length) {
    const [, raw = "", end = ""] = cell.exec(text) ?? [];
    cells.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    line += raw.split("\n").length - 1;
    if (end === separator && cell.lastIndex < text.length) continue;
    if (end === separator) cells.push("");
    if (cells.some((each) => each.trim() !== "")) records.push({ line: start, cells });
    line += 1;
    [cells, start] = [[], line];
    if (raw === "" && end === "") break;
  }
  return records;
}
