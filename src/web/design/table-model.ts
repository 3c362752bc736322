import { csvLine, csvMark } from "#kit/csv";

/** What a picture shows, as a table: on screen, and as CSV. Numbers stay numbers. */
export interface TableModel {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The table as CSV. */
export function csvOf({ columns, rows }: TableModel): string {
  return csvMark + [columns.map(({ label }) => label), ...rows].map(csvLine).join("");
}
