/** Rows as CSV with a byte order mark, so that spreadsheets read every script; cells never start a formula. */
export function csvOf(rows: readonly (readonly string[])[]): Blob {
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  return new Blob(["\u{FEFF}", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
