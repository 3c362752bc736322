import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";

import { CsvError, parse, type Parser } from "csv-parse";
import iconv from "iconv-lite";

import { refuseFile } from "../wording/files.ts";
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
  if (isBinary(sample)) throw refuseFile("binary");
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

/** Text has no zero bytes, and hardly any other control characters but tabs and line ends. */
function isBinary(sample: string): boolean {
  const controls = sample.match(/(?![\t\n\r\f])\p{Cc}/gu)?.length ?? 0;
  return sample.includes("\u0000") || controls > sample.length / 50;
}

interface Source {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly headerRow: number;
}

async function encodingOf(path: string, asked: string | undefined): Promise<string> {
  const encoding = asked ?? (await detectEncoding(path)).name;
  if (!iconv.encodingExists(encoding)) throw refuseFile("unknown_encoding", { encoding });
  const line = isUtf8(encoding) ? await lineOfInvalidUtf8(path) : undefined;
  if (line !== undefined) throw refuseFile("not_utf8", { line });
  return encoding;
}

async function readHeader(source: Source): Promise<readonly string[]> {
  for await (const record of records(source)) {
    if (!isBlank(record)) return nameColumns(record);
  }
  throw refuseFile("empty");
}

async function* readRows(source: Source, columns: readonly string[], signal?: AbortSignal): AsyncGenerator<TableRow> {
  let row = source.headerRow - 1;
  let isHeaderRead = false;
  for await (const record of records(source)) {
    signal?.throwIfAborted();
    row += 1;
    if (isBlank(record)) continue;
    if (isHeaderRead) yield checkRow(row, record, columns);
    else isHeaderRead = true;
  }
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === "");
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

async function* records(source: Source): AsyncGenerator<readonly string[]> {
  const parser = parse({
    delimiter: source.delimiter,
    from_line: source.headerRow,
    bom: true,
    relax_column_count: true,
    relax_quotes: source.delimiter === "\t",
    quote: source.delimiter === "\t" ? null : '"',
    max_record_size: longestRow,
  });
  const bytes = createReadStream(source.path, { highWaterMark: 256 * 1024 });
  if (isUtf8(source.encoding)) pipeline(bytes, parser, () => undefined);
  else pipeline(bytes, iconv.decodeStream(source.encoding), parser, () => undefined);
  try {
    yield* parser as Parser & AsyncIterable<readonly string[]>;
  } catch (error) {
    throw explain(error);
  } finally {
    bytes.destroy();
  }
}

/** The parser's own words are for programmers; these say where to look. */
function explain(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error["lines"] === "number" ? error["lines"] : 1;
  if (error.code === "CSV_MAX_RECORD_SIZE") return refuseFile("row_too_long", { line });
  return refuseFile(error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_open" : "quoting", { line });
}

/** The parser reads UTF-8 itself; everything else goes through a decoder first. */
function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}
