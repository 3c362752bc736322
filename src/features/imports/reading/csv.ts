import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";

import { CsvError, parse, type Parser } from "csv-parse";
import iconv from "iconv-lite";

import { Refusal } from "#kit/refusal";

import { detectDelimiter } from "./delimiter.ts";
import { detectEncoding, firstBytes, lineOfInvalidUtf8 } from "./encoding.ts";
import { longestRow, nameColumns, type Table, type TableOptions, type TableRow } from "./table.ts";

/**
 * Opens a CSV or TSV file. Encoding and delimiter are detected unless given.
 * @throws Refusal `imports.file_unreadable` when it is empty, binary, or has no such encoding
 */
export async function openCsv(path: string, options: TableOptions): Promise<Table> {
  const encoding = await encodingOf(path, options.encoding);
  const sample = iconv.decode(Buffer.from(await firstBytes(path, 64 * 1024)), encoding);
  if (sample.includes("\u0000")) throw unreadable("it holds binary data, not text");
  const delimiter = options.delimiter ?? detectDelimiter(sample) ?? ",";

  const source = { path, encoding, delimiter, headerRow: options.headerRow };
  const columns = await readHeader(source);
  return {
    format: delimiter === "\t" ? "tsv" : "csv",
    encoding,
    delimiter,
    sheets: [],
    columns,
    rows: (signal) => readRows(source, columns, signal),
  };
}

interface Source {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly headerRow: number;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function encodingOf(path: string, asked: string | undefined): Promise<string> {
  const encoding = asked ?? (await detectEncoding(path)).name;
  if (!iconv.encodingExists(encoding)) throw unreadable(`the encoding ${encoding} is unknown`);
  const line = /^utf-?8$/i.test(encoding) ? await lineOfInvalidUtf8(path) : undefined;
  if (line === undefined) return encoding;
  const likely = (await detectEncoding(path)).name;
  throw unreadable(`line ${line} is not valid UTF-8${likely === "utf-8" ? "" : `; the file looks like ${likely}`}`);
}

async function readHeader(source: Source): Promise<readonly string[]> {
  for await (const { record } of records(source)) {
    if (record.every((cell) => cell.trim() === "")) continue;
    return nameColumns(record);
  }
  throw unreadable("it is empty");
}

async function* readRows(source: Source, columns: readonly string[], signal?: AbortSignal): AsyncGenerator<TableRow> {
  let row = source.headerRow;
  let header = true;
  for await (const { record } of records(source)) {
    signal?.throwIfAborted();
    if (header) {
      header = false;
      continue;
    }
    row += 1;
    if (record.length === 1 && record[0] === "") continue;
    yield checkRow(row, record, columns);
  }
}

function checkRow(row: number, record: readonly string[], columns: readonly string[]): TableRow {
  if (record.length !== columns.length && record.slice(columns.length).some((cell) => cell !== ""))
    return {
      row,
      cells: record,
      problem: { code: "too_many_cells", column: columns.length, value: String(record.length) },
    };
  return { row, cells: record };
}

async function* records(source: Source): AsyncGenerator<ParsedRecord> {
  const parser = parse({
    delimiter: source.delimiter,
    from_line: source.headerRow,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: source.delimiter === "\t",
    quote: source.delimiter === "\t" ? null : '"',
    max_record_size: longestRow,
  });
  const bytes = createReadStream(source.path, { highWaterMark: 256 * 1024 });
  pipeline(bytes, iconv.decodeStream(source.encoding), parser, () => undefined);
  try {
    yield* parser as Parser & AsyncIterable<ParsedRecord>;
  } catch (error) {
    throw explain(error);
  } finally {
    bytes.destroy();
  }
}

/** The parser's own words are for programmers; these say where to look. */
function explain(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error["lines"] === "number" ? ` near line ${error["lines"]}` : "";
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return unreadable(`a row${line} is longer than 1 MB; is the delimiter or a quote wrong?`);
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return unreadable(`a quote opened${line} is never closed`);
  return unreadable(`the quoting is broken${line}`);
}

function unreadable(reason: string): Refusal {
  return new Refusal("imports.file_unreadable", { reason });
}
