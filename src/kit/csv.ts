/** Byte order mark: with it spreadsheets read a CSV file as UTF-8, Cyrillic included. */
export const csvMark = "\uFEFF";

/**
 * One line of CSV with its line end (RFC 4180). Numbers stay numbers, null is an empty cell. A text that a spreadsheet
 * would run as a formula is led by an apostrophe: free text is never trusted (OWASP, CSV injection).
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
