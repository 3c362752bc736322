import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";

import ExcelJS from "exceljs";

import type { Refusal } from "#kit/refusal";

import { openTable } from "./open-table.ts";
import { guardZip } from "./zip-guard.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-xlsx-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a workbook's numbers, texts, dates and stored results of formulas are read, and no formula is run", async () => {
  const path = await workbook((book) => {
    const sheet = book.addWorksheet("Ответы");
    sheet.addRow(["score", "why", "when", "twice"]);
    sheet.addRow([9, "добре", new Date("2026-02-01T10:30:00Z"), { formula: "A2*2", result: 18 }]);
    sheet.addRow([3, { richText: [{ text: "slow " }, { text: "reply" }] }, new Date("2026-02-02T00:00:00Z"), 6]);
  });

  const table = await openTable(path, { headerRow: 1 });
  const rows = await collect(table.rows());

  assert.deepEqual([table.format, table.sheets], ["xlsx", ["Ответы"]]);
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [
      ["9", "добре", "2026-02-01T10:30:00", "18"],
      ["3", "slow reply", "2026-02-02T00:00:00", "6"],
    ],
  );
});

test("a formula without a stored result and an Excel error are problems of their rows", async () => {
  const path = await workbook((book) => {
    const sheet = book.addWorksheet("A");
    sheet.addRow(["score", "why"]);
    sheet.addRow([{ formula: "1+8" }, "x"]);
    sheet.addRow([{ error: "#DIV/0!" }, "y"]);
    sheet.addRow([7, "z"]);
  });

  const rows = await collect((await openTable(path, { headerRow: 1 })).rows());

  assert.deepEqual(
    rows.map(({ problem }) => problem?.code),
    ["formula_without_result", "cell_error", undefined],
  );
});

test("hidden sheets are listed but only read when they are asked for", async () => {
  const path = await workbook((book) => {
    book.addWorksheet("Codes", { state: "hidden" }).addRows([["code"], ["secret"]]);
    book.addWorksheet("Answers").addRows([["score"], [8]]);
  });

  const first = await openTable(path, { headerRow: 1 });
  const asked = await openTable(path, { headerRow: 1, sheet: "Codes" });

  assert.deepEqual([first.sheets, first.columns], [["Codes", "Answers"], ["score"]]);
  assert.deepEqual((await collect(asked.rows()))[0]?.cells, ["secret"]);
  await assert.rejects(openTable(path, { headerRow: 1, sheet: "None" }), (refusal: Refusal) => {
    return refusal.params["why"] === "no_sheet" && refusal.params["sheet"] === "None";
  });
});

test("a zip bomb is refused before it is unpacked, whatever size it claims to have", async () => {
  const bomb = zip([
    { name: "xl/workbook.xml", content: Buffer.from("<workbook/>") },
    { name: "xl/worksheets/sheet1.xml", content: Buffer.alloc(200 * 1024 * 1024, "<c/>"), claimed: 10 },
  ]);
  const path = write("bomb.xlsx", bomb);
  const before = process.memoryUsage().rss;

  await assert.rejects(openTable(path, { headerRow: 1 }), (refusal: Refusal) => {
    return refusal.code === "imports.file_too_large" && refusal.params["why"] === "zip_bomb";
  });
  assert.ok(bomb.length < 1024 * 1024);
  assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024);
});

test("a workbook with one endless text is refused as well", async () => {
  const content = Buffer.concat([Buffer.from("<t>"), randomText(6 * 1024 * 1024), Buffer.from("</t>")]);
  const path = write("endless.xlsx", zip([{ name: "xl/workbook.xml", content }]));

  await assert.rejects(guardZip(path), (refusal: Refusal) => refusal.params["why"] === "zip_bomb");
});

test("a workbook that breaks off, is protected, or is something else is refused with its reason", async () => {
  const path = await workbook((book) => book.addWorksheet("A").addRows([["score"], [8]]));
  const whole = readFileSync(path);
  const cases = [
    [whole.subarray(0, whole.length - 400), "damaged"],
    [zip([{ name: "hello.txt", content: Buffer.from("hello") }]), "not_workbook"],
    [zip([{ name: "xl/workbook.xml", content: Buffer.from("x"), flags: 1 }]), "password"],
  ] as const;

  for (const [content, why] of cases)
    await assert.rejects(
      openTable(write("odd.xlsx", content), { headerRow: 1 }),
      (refusal: Refusal) => refusal.params["why"] === why,
    );
});

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  const path = join(folder, `${Math.random()}.xlsx`);
  await book.xlsx.writeFile(path);
  return path;
}

function write(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function randomText(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => 97 + (((index * 7919) % 1009) % 26)));
}

interface Part {
  readonly name: string;
  readonly content: Buffer;
  readonly claimed?: number;
  readonly flags?: number;
}

/** A zip file by the book (APPNOTE 4.3), sizes and flags as the test wants them. */
function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, tail, Buffer.from(name)]));
    files.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\u0005\u0006"), end]);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
