import { parse } from "csv-parse/sync";

import { Refusal } from "#kit/refusal";

import type { LineProblem } from "../contract.ts";
import type { SheetLine } from "../rules/lines.ts";

const mostLines = 5000;

/**
 * A pasted or uploaded table with a heading: separated by tabs, semicolons or commas. Columns that nobody knows are left out.
 * @throws Refusal `benchmarks.too_many_lines`
 */
export function readTable(
  text: string,
  columns: Readonly<Record<string, readonly string[]>>,
): { lines: SheetLine[]; problems: LineProblem[] } {
  const heading =
    text
      .replace(/^\uFEFF/, "")
      .split(/\r\n|\r|\n/)
      .find((line) => line.trim() !== "") ?? "";
  const delimiter = ["\t", ";"].find((one) => heading.includes(one)) ?? ",";
  let rows: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as typeof rows;
  } catch (error) {
    const line = error instanceof Error && "lines" in error ? Number(error.lines) : 1;
    return { lines: [], problems: [{ line, text: heading.slice(0, 200), code: "broken", field: "" }] };
  }
  const [head, ...body] = rows;
  if (body.length > mostLines) throw new Refusal("benchmarks.too_many_lines", { most: mostLines });
  const names = (head?.record ?? []).map((name) => nameOf(name, columns));
  const lines = body
    .filter(({ record }) => record.some((cell) => cell !== ""))
    .map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(
        names.flatMap((name, index) => (name === undefined ? [] : [[name, record[index] ?? ""] as const])),
      ),
    }));
  return { lines, problems: [] };
}

function nameOf(heading: string, columns: Readonly<Record<string, readonly string[]>>): string | undefined {
  const plain = heading.trim().toLowerCase();
  return Object.entries(columns).find(([, names]) => names.includes(plain))?.[0];
}
