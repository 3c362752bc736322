/** What a picture shows, as a table: on screen, and as CSV. Numbers stay numbers. */
export interface TableModel {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * The table as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read Cyrillic). A text that a spreadsheet would
 * run as a formula is led by an apostrophe: free text is never trusted.
 */
export function csvOf({ columns, rows }: TableModel): string {
  const lines = [columns.map(({ label }) => label), ...rows].map((row) => row.map(cellOf).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
