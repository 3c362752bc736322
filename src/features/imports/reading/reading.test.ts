import assert from "node:assert/strict";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import fc from "fast-check";
import iconv from "iconv-lite";

import type { Refusal } from "#kit/refusal";

import { detectDelimiter } from "./delimiter.ts";
import { detectEncoding } from "./encoding.ts";
import { fileInForm } from "./form-file.ts";
import { openTable } from "./open-table.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-reading-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a file written by any of the usual spreadsheet programs is read without being told how", async () => {
  const lines = [
    "Оцінка;Відгук;Дата",
    '9;"Дуже добре, дякую; приїду ще";01.02.2026',
    "3;Довго чекали відповіді оператора;02.02.2026",
  ];
  for (const encoding of ["utf-8", "windows-1251", "koi8-r", "utf-16le", "utf-16be"]) {
    const marked = encoding.startsWith("utf-16") ? { addBOM: true } : {};
    const text = encoding === "koi8-r" ? lines.join("\n").replaceAll(/[іїєґ]/gi, "и") : lines.join("\r\n");
    const path = write(`${encoding}.csv`, iconv.encode(repeat(text), encoding, marked));

    const table = await openTable(path, { headerRow: 1 });

    assert.deepEqual([table.encoding, table.delimiter], [encoding, ";"]);
    assert.equal(table.columns[1], encoding === "koi8-r" ? "Видгук" : "Відгук");
    assert.match((await collect(table.rows()))[0]?.cells[1] ?? "", /дякую; при.?.?ду ще/);
  }
});

test("a UTF-8 mark is no part of the first column's name", async () => {
  const path = write("mark.csv", "\uFEFFscore,why\n9,good\n");

  assert.deepEqual((await openTable(path, { headerRow: 1 })).columns, ["score", "why"]);
});

test("the delimiter is found whatever the texts hold, and a file of one column has none", () => {
  assert.equal(detectDelimiter('a;b\n1;"x, y, z"\n2;"x, y"\n'), ";");
  assert.equal(detectDelimiter("a\tb\tc\n1\tx, y\tz\n"), "\t");
  assert.equal(detectDelimiter("a|b\n1|2\n"), "|");
  assert.equal(detectDelimiter("text\nhello\nbye\n"), null);
});

test("rows are numbered as a spreadsheet shows them, blank lines and lines inside quotes included", async () => {
  const path = write("rows.csv", '\nscore,why\n9,"two\nlines"\n\n3,short\n');

  const table = await openTable(path, { headerRow: 1 });

  assert.deepEqual(table.columns, ["score", "why"]);
  assert.deepEqual(
    (await collect(table.rows())).map(({ row, cells }) => [row, cells[0]]),
    [
      [3, "9"],
      [5, "3"],
    ],
  );
});

test("a row with more cells than the header is a problem of that row, one with fewer is not", async () => {
  const path = write("ragged.csv", "a,b\n1,2,3\n4\n5,6,,\n");

  const rows = await collect((await openTable(path, { headerRow: 1 })).rows());

  assert.deepEqual(
    rows.map(({ problem }) => problem?.code),
    ["too_many_cells", undefined, undefined],
  );
});

test("columns without a name or with a name that is taken can still be told apart", async () => {
  const path = write("names.csv", "score,,score\n1,2,3\n");

  assert.deepEqual((await openTable(path, { headerRow: 1 })).columns, ["score", "column 2", "score (2)"]);
});

test("a header further down is found, and what stands above it is not read", async () => {
  const path = write("title.csv", "Export of March\nmade by system X\nscore,why\n9,good\n");

  const table = await openTable(path, { headerRow: 3, delimiter: "," });

  assert.deepEqual(table.columns, ["score", "why"]);
  assert.equal((await collect(table.rows())).length, 1);
});

test("any table of texts comes back as it was written", async () => {
  const cell = fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll(/\p{Cc}|\r/gu, " ").trim());
  const table = fc.array(
    fc.tuple(
      cell,
      cell.map((text) => `x${text}`),
      cell,
    ),
    { minLength: 1, maxLength: 12 },
  );

  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const path = write("any.csv", `a,b,c\n${quoted.join("\n")}\n`);
      const read = await collect((await openTable(path, { headerRow: 1, delimiter: "," })).rows());
      assert.deepEqual(
        read.map(({ cells }) => cells),
        rows.map((row) => [...row]),
      );
    }),
    { numRuns: 60 },
  );
});

const badFiles: readonly (readonly [string, string | Buffer, string])[] = [
  ["an empty file", "", "empty"],
  ["a file of blank lines", "\n\n\n", "empty"],
  ["binary junk", Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]), "binary"],
  ["a quote that is never closed", 'a,b\n1,"2\n3,4\n', "quote_open"],
  ["a quote in the wrong place", 'a,b\n1,2"x"3\n"4"5,6\n', "quoting"],
  ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old_excel"],
  ["a zip that is none", "PK\u0003\u0004 and nothing more", "damaged"],
  [
    "a file with more columns than any survey",
    `${Array.from({ length: 3000 }, (_, i) => `c${i}`).join(",")}\n1\n`,
    "too_many_columns",
  ],
];

for (const [name, content, why] of badFiles) {
  test(`${name} is refused with its reason`, async () => {
    const path = write("bad.csv", content);

    await assert.rejects(
      openTable(path, { headerRow: 1 }).then((table) => collect(table.rows())),
      (refusal: Refusal) => refusal.params["why"] === why,
    );
  });
}

test("a wrong encoding names the first line that is not valid", async () => {
  const path = write(
    "wrong.csv",
    Buffer.concat([Buffer.from("a,b\n1,good\n2,"), iconv.encode("добре", "windows-1251")]),
  );

  await assert.rejects(openTable(path, { headerRow: 1, encoding: "utf-8" }), {
    code: "imports.file_unreadable",
    message: "imports.file_unreadable",
    params: {
      line: 3,
      why: "not_utf8",
      reason: "line 3 is not valid UTF-8; save the file as UTF-8, or name its encoding in the profile",
    },
  });
});

test("bytes that stop being UTF-8 far behind the sample are found as well", async () => {
  const path = write(
    "late.csv",
    Buffer.concat([Buffer.from(`a,b\n${"1,good\n".repeat(100_000)}2,`), Buffer.from([0xff])]),
  );

  await assert.rejects(openTable(path, { headerRow: 1 }), (refusal: Refusal) => refusal.params["line"] === 100_002);
});

test("a line of half a gigabyte is refused without being held in memory", async () => {
  const path = join(folder, "long.csv");
  const file = createWriteStream(path);
  file.write("score,why\n9,");
  const piece = Buffer.alloc(1024 * 1024, "x");
  for (let written = 0; written < 500; written += 1) if (!file.write(piece)) await once(file, "drain");
  file.end("\n");
  await once(file, "finish");
  const before = process.memoryUsage().rss;

  const table = await openTable(path, { headerRow: 1 });
  await assert.rejects(collect(table.rows()), (refusal: Refusal) => refusal.params["why"] === "row_too_long");

  assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024);
  rmSync(path);
});

test("reading stops when it is told to", async () => {
  const path = write("stop.csv", `a,b\n${"1,2\n".repeat(50_000)}`);
  const table = await openTable(path, { headerRow: 1 });
  const stop = new AbortController();

  await assert.rejects(
    (async () => {
      for await (const { row } of table.rows(stop.signal)) if (row === 100) stop.abort();
    })(),
    { name: "AbortError" },
  );
});

test("detection says what it went by", async () => {
  assert.deepEqual(await detectEncoding(write("e1.csv", "\uFEFFa")), { name: "utf-8", foundBy: "mark" });
  assert.deepEqual(await detectEncoding(write("e2.csv", "ї")), { name: "utf-8", foundBy: "valid" });
  const text = iconv.encode(repeat("Очень довольны обслуживанием, спасибо вашим сотрудникам\n"), "windows-1251");
  assert.deepEqual(await detectEncoding(write("e3.csv", text)), { name: "windows-1251", foundBy: "statistics" });
});

test("the file of a form comes out as it went in, wherever the network cuts it", async () => {
  const content = Buffer.from(`score,why\r\n9,"--edge is no edge\r\n--edg"\r\n`);
  const form = Buffer.concat([
    Buffer.from('--edge\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'),
    Buffer.from('--edge\r\nContent-Disposition: form-data; name="file"; filename="a b.csv"\r\n\r\n'),
    content,
    Buffer.from("\r\n--edge--\r\n"),
  ]);
  for (const size of [1, 2, 3, 7, 64, 1000]) {
    const file = await fileInForm(cut(form, size), "edge");
    const parts = await collect(file.content);
    assert.deepEqual([file.name, Buffer.concat(parts)], ["a b.csv", content]);
  }
});

test("a form that ends in the middle of its file, or holds none, is refused", async () => {
  const form = Buffer.from('--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nscore');
  const file = await fileInForm(cut(form, 10), "edge");
  await assert.rejects(collect(file.content), (refusal: Refusal) => refusal.params["why"] === "changed");

  const none = Buffer.from('--edge\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--edge--\r\n');
  await assert.rejects(fileInForm(cut(none, 10), "edge"), (refusal: Refusal) => refusal.params["why"] === "no_file");
});

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Letter statistics need some letters. */
function repeat(text: string): string {
  const [header = "", ...rows] = text.split(/(?<=\n)/);
  return header + `${rows.join("").trimEnd()}\n`.repeat(20);
}

async function* cut(content: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
